import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from '../../platform/database/connect.ts'
import { inTransaction } from '../../platform/database/lease.ts'
import type { Task } from '../../platform/jobs.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { mentionLinks } from '../messages/post.ts'
import type { Site } from '../request/ctx.ts'
import { withoutQuotes } from './unquoting.ts'

/** The list that outlives every restore: beside the data and not in it, a person's id and the day on each line. */
export function erasedIn(dataDir: string): string {
  return join(dataDir, 'erased')
}

/** Who was forgotten, and whether their words stayed, as the list says. */
export async function erasedPeople(file: string): Promise<{ id: number; leaveWords: boolean }[]> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  return lines.flatMap((line) => {
    const [id, at, words] = line.split(' ')
    return id && at && /^\d+$/.test(id) ? [{ id: Number(id), leaveWords: words === 'words-left' }] : []
  })
}

/** @param jobs a pool as `copse_jobs` */
export function forgettingTasks(site: Site, jobs: Pool): Record<string, Task> {
  return {
    forget: async ({ id }) => {
      const [row] = await jobs<[{ leaveWords: boolean }]>`select leaves_words(${id!}) leave_words`
      const line = `${id} ${new Date().toISOString()}${row.leaveWords ? ' words-left' : ''}\n`
      await appendFile(erasedIn(site.config.dataDir), line, { mode: 0o600, flush: true })
      await forget(jobs, id!, (changed) => site.bus.publish('item', { ...changed }))
    },
  }
}

/**
 * Forgets again whoever the list names: after a restore, which knows of nobody who asked since the backup was made.
 * @param sql as the owner of the tables
 */
export async function forgetAgain(sql: Pool, people: { id: number; leaveWords: boolean }[]): Promise<void> {
  for (const { id, leaveWords } of people) {
    await sql`insert into erasure (person_id, leave_words) values (${id}, ${leaveWords})
      on conflict (person_id) do update set leave_words = excluded.leave_words`
    await forget(sql, id)
  }
}

/**
 * Takes a person out of everything, item by item, so that nobody waits long. What was done is done again without harm.
 * @param tell hears of each item that changed
 */
async function forget(
  jobs: Pool,
  id: number,
  tell?: (changed: { item: number; space: number; modseq: number }) => void,
): Promise<void> {
  const items = await jobs<{ item: number }[]>`select items_to_forget(${id}) item`
  for (const { item } of items) {
    const changed = await inTransaction(jobs, async (sql) => {
      await unquote(sql as never, id, item)
      const [row] = await sql<
        [{ space: number | null; modseq: number | null }]
      >`select * from forget_in(${id}, ${item})`
      return row
    })
    if (changed.space && changed.modseq) tell?.({ item, space: changed.space, modseq: changed.modseq })
  }
  await jobs`select forget_person(${id})`
}

interface MayQuote {
  messageId: number
  version: number | null
  source: string
  people: { id: number; handle: string; name: string }[]
  numbers: number[] | null
}

/** Their words in what others quoted. */
async function unquote(sql: Pool, id: number, item: number): Promise<void> {
  for (const { messageId, version, source, people, numbers } of await sql<
    MayQuote[]
  >`select * from may_quote(${id}, ${item})`) {
    const less = withoutQuotes(source, item, new Set(numbers ?? []))
    if (less === source) continue
    await sql`select requote(${messageId}, ${version}, ${less}, ${renderMarkdown(less, { mentions: mentionLinks(people) })})`
  }
}
