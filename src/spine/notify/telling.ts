import type { Pool } from '../../platform/database/connect.ts'
import { inTransaction } from '../../platform/database/lease.ts'
import type { Task } from '../../platform/jobs.ts'
import { mailHost } from '../people/mailing.ts'
import type { Site } from '../request/site.ts'

/**
 * The work behind notifications: to tell whom an activity concerns, to put letters into the queue. All of it can be done
 * again without doing it twice.
 * @param jobs a pool as `copse_jobs`
 */
export function tellingTasks(site: Site, jobs: Pool): Record<string, Task> {
  return {
    tell: async ({ id }) => {
      await jobs`select tell(${id!}, ${jobs.json(site.tells)})`
    },
    letters: ({ id }) => queueLetters(site, jobs, id!),
    weekly: () => queueWeekly(site, jobs),
  }
}

/** Letters about single things for one person; or, in their quiet hours, the same again when those are over. */
async function queueLetters(site: Site, jobs: Pool, personId: number): Promise<void> {
  await inTransaction(jobs, async (sql) => {
    const [due] = await sql<
      [{ mails: number[] | null; later: Date | null }]
    >`select * from queue_letters(${personId}, ${mailHost(site)})`
    if (due.later)
      await sql`select jobs.enqueue('letters', jsonb_build_object('id', ${personId}::bigint), ${due.later}, ${`letters:${personId}`})`
    for (const id of due.mails ?? []) await sql`select jobs.enqueue('mail', jsonb_build_object('id', ${id}::bigint))`
  })
}

async function queueWeekly(site: Site, jobs: Pool): Promise<void> {
  await jobs`select jobs.enqueue('mail', jsonb_build_object('id', id)) from queue_weekly(${mailHost(site)}) id`
}
