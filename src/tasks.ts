import { join } from 'node:path'
import { tools } from './app.ts'
import { BACKUP_LOCK } from './platform/backup/make.ts'
import { sweepStore } from './platform/blobs/sweep.ts'
import type { Stores } from './platform/blobs.ts'
import type { Pool } from './platform/database/connect.ts'
import { inTransaction } from './platform/database/lease.ts'
import type { Rhythm, Task } from './platform/jobs.ts'
import { outboxPost, type Post, smtpPost } from './platform/mail.ts'
import { sendMail } from './spine/letters/sending.ts'
import { tellingTasks } from './spine/notify/telling.ts'
import { outsideRhythms, outsideTasks } from './spine/outside/checking.ts'
import { previewTasks } from './spine/outside/previewing.ts'
import { forgettingTasks } from './spine/people/forgetting.ts'
import type { Site } from './spine/request/site.ts'

/** What happens by itself, and when (UTC). */
export const rhythms: Rhythm[] = [
  { crontab: '30 3 * * *', task: 'sweep' },
  { crontab: '40 3 * * *', task: 'statistics' },
  // Every quarter of an hour: there are zones that are 30 or 45 minutes apart.
  { crontab: '*/15 * * * *', task: 'weekly' },
  ...outsideRhythms,
  ...tools.flatMap((tool) => tool.rhythms ?? []),
]

/** What the workers of this process can do. @param jobs a pool as `copse_jobs` */
export function tasksFor(site: Site, jobs: Pool): Record<string, Task> {
  const post = postFor(site)
  return {
    // Without a way to send, a letter stays in the queue, unwritten, until there is one.
    mail: async ({ id }) => {
      const by = post()
      if (by) await sendMail(site, jobs, by, id!)
    },
    sweep: async () => {
      await jobs`select sweep(), sweep_takeouts(), sweep_keys(), sweep_link_previews()`
      await sweepFiles(site, jobs)
    },
    statistics: async () => void (await jobs`select look_over()`),
    ...tellingTasks(site, jobs),
    ...forgettingTasks(site, jobs),
    ...outsideTasks(site, jobs),
    ...previewTasks(site, jobs),
    ...Object.assign({}, ...tools.map((tool) => tool.tasks?.(site, jobs) ?? {})),
  }
}

const DAY = 86_400_000

/**
 * Removes files that nothing refers to any more: originals of pictures, which carry where they were taken, uploads that
 * were cut off, what drafts gave up, faces that changed. A day old, so that nothing is removed that is only just arriving; `sweepStore` says what else is minded.
 */
export function sweepFiles(stores: Stores, jobs: Pool, age = DAY): Promise<void> {
  return inTransaction(jobs, async (sql) => {
    // A backup copies what its snapshot names, some of which may be of no use by now: the next night sweeps.
    const [lock] = await sql<{ got: boolean }[]>`select pg_try_advisory_xact_lock(${BACKUP_LOCK}) got`
    if (!lock!.got) return
    for (const store of ['blobs', 'portraits', 'takeouts'] as const) await sweepStore(sql, store, stores[store], age)
  })
}

/** By SMTP where it is set; into the open outbox in the demonstration and in development; otherwise nothing leaves. */
function postFor(site: Site): () => Post | undefined {
  const { smtpUrl, mailFrom, dataDir } = site.config
  const smtp = smtpUrl ? smtpPost(smtpUrl, mailFrom) : undefined
  const outbox = outboxPost(join(dataDir, 'outbox'), mailFrom)
  return () => smtp ?? (site.openOutbox() ? outbox : undefined)
}
