import type { Pool } from '../../platform/database/connect.ts'
import { mailHost } from '../../spine/people/mailing.ts'
import type { Site } from '../../spine/request/site.ts'

/** Tells operators of something at once, no more than once a day of the same kind. */
export async function raiseAlarm(site: Site, jobs: Pool, kind: 'backup' | 'disk', problem: string): Promise<void> {
  await sendAll(
    jobs,
    await jobs<{ id: number }[]>`select id from raise_alarm(${kind}, ${problem}, ${mailHost(site)}) id`,
  )
}

/** Makes the weekly letters of those operators for whom it is time. */
export async function tellWell(site: Site, jobs: Pool): Promise<void> {
  await sendAll(jobs, await jobs<{ id: number }[]>`select id from queue_well(${mailHost(site)}) id`)
}

async function sendAll(jobs: Pool, mails: readonly { id: number }[]): Promise<void> {
  for (const { id } of mails) await jobs`select jobs.enqueue('mail', jsonb_build_object('id', ${id}::bigint))`
}
