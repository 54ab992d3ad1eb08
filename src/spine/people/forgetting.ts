import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ERASED, type Erased, lineOf } from '../../platform/backup/erased.ts'
import type { Pool, Sql } from '../../platform/database/connect.ts'
import { inTransaction } from '../../platform/database/lease.ts'
import type { Task } from '../../platform/jobs.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { mentionLinks } from '../messages/post.ts'
import type { Site } from '../request/site.ts'
import { type Unquoting, withoutQuotes } from './unquoting.ts'

/** @param jobs a pool as `copse_jobs` */
export function forgettingTasks(site: Site, jobs: Pool): Record<string, Task> {
  return {
    forget: async ({ id }) => {
      const [row] = await jobs<[Wish]>`select * from forgetting_of(${id!})`
      const line = lineOf({ id: id!, at: new Date().toISOString(), leaveWords: row.leaveWords })
      await appendFile(join(site.config.dataDir, ERASED), line, { mode: 0o600, flush: true })
      await forget(jobs, id!, (changed) => site.bus.publish('item', { ...changed }))
      const used = row.picture && (await jobs`select from portraits_in_use(${[row.picture]})`)
      if (row.picture && !used?.length) await site.portraits.remove(row.picture)
    },
  }
}

interface Wish {
  leaveWords: boolean
  picture: string | null
  /** What stands in place of their name. */
  name: string | null
}

/**
 * Forgets again whoever the list names: after a restore, which knows of nobody who asked since the backup was made. Their
 * numbers are not given to others either.
 * @param sql as the owner of the tables
 */
export async function forgetAgain(sql: Pool, people: Pick<Erased, 'id' | 'leaveWords'>[]): Promise<void> {
  const last = Math.max(0, ...people.map(({ id }) => id))
  await sql`select setval('person_id_seq', greatest(last_value, ${last})) from person_id_seq`
  for (const { id, leaveWords } of people) {
    await sql`insert into erasure (person_id, leave_words) values (${id}, ${leaveWords})
      on conflict (person_id) do update set leave_words = excluded.leave_words`
    await forget(sql, id)
  }
}

type Tell = (changed: { item: number; space: number; modseq: number }) => void

/**
 * Takes a person out of everything, item by item, so that nobody waits long. What was done is done again without harm.
 * @param tell hears of each item that changed
 */
async function forget(jobs: Pool, id: number, tell?: Tell): Promise<void> {
  const [wish] = await jobs<[Wish]>`select * from forgetting_of(${id})`
  const addresses = new Set((await jobs<{ at: string }[]>`select addresses_of(${id}) at`).map(({ at }) => at))
  const unquoting: Unquoting = {
    theirs: (item, number) => addresses.has(`${item}/${number}`),
    ...(wish.leaveWords && wish.name && { name: wish.name }),
  }
  for (const { item } of await jobs<{ item: number }[]>`select items_to_forget(${id}) item`) {
    const changed = await inTransaction(jobs, async (sql) => {
      await unquote(sql, id, item, unquoting)
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
}

/** Their words, or their name, in what others quoted. */
async function unquote(sql: Sql, id: number, item: number, unquoting: Unquoting): Promise<void> {
  for (const { messageId, version, source, people } of await sql<MayQuote[]>`select * from may_quote(${id}, ${item})`) {
    const less = withoutQuotes(source, unquoting)
    if (less === source) continue
    const shown = version === null ? renderMarkdown(less, { mentions: mentionLinks(people) }) : ''
    await sql`select requote(${messageId}, ${version}, ${less}, ${shown})`
  }
}
