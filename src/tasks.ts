import { join } from 'node:path'
import { tools } from './app.ts'
import type { Pool } from './platform/database/connect.ts'
import type { Rhythm, Task } from './platform/jobs.ts'
import { outboxPost, type Post, smtpPost } from './platform/mail.ts'
import { sendMail } from './spine/people/letters.ts'
import type { Site } from './spine/request/ctx.ts'

/** What happens by itself, and when (UTC). */
export const rhythms: Rhythm[] = [
  { crontab: '30 3 * * *', task: 'sweep' },
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
      await jobs`select sweep()`
    },
    ...Object.assign({}, ...tools.map((tool) => tool.tasks?.(site) ?? {})),
  }
}

/** By SMTP where it is set; into the open outbox in the demonstration and in development; otherwise nothing leaves. */
function postFor(site: Site): () => Post | undefined {
  const { smtpUrl, mailFrom, dataDir } = site.config
  const smtp = smtpUrl ? smtpPost(smtpUrl, mailFrom) : undefined
  const outbox = outboxPost(join(dataDir, 'outbox'), mailFrom)
  return () => smtp ?? (site.openOutbox() ? outbox : undefined)
}
