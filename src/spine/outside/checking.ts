import type { Pool } from '../../platform/database/connect.ts'
import { type Fetcher, fetcherWith } from '../../platform/fetching.ts'
import type { Rhythm, Task } from '../../platform/jobs.ts'
import { mailHost } from '../people/mailing.ts'
import type { Site } from '../request/site.ts'
import { type Look, lookAt } from './looking.ts'

/** How many servers are asked in one go, and how many at once: one address of each. */
const AT_A_TIME = 40
const AT_ONCE = 4

/** Looks in small steps, all day: each address about once a month. */
export const outsideRhythms: Rhythm[] = [{ crontab: '*/10 * * * *', task: 'outside', alone: true }]

/** @param jobs a pool as `copse_jobs` */
export function outsideTasks(site: Site, jobs: Pool): Record<string, Task> {
  // The demonstration is looked at in many places at once, and bothers nobody.
  return { outside: async () => (site.demonstration ? undefined : lookOutside(site, jobs, fetcherOf(site))) }
}

/** The way out, as the operator allows it. */
export function fetcherOf(site: Pick<Site, 'config'>): Fetcher {
  return fetcherWith(site.config.fetchAllow)
}

/** By which name we ask others' servers. @param why what for, in words for whoever looks after them */
export function agentOf(site: Site, why = 'looks whether links still work'): string {
  return `Copse (${why}; ${mailHost(site)})`
}

/** Looks at what is due, several servers at once and each of them once. */
export async function lookOutside(site: Site, jobs: Pool, fetcher: Fetcher): Promise<void> {
  const due = [...(await jobs<{ id: number; address: string }[]>`select * from due_outside(${AT_A_TIME})`)]
  const next = async (): Promise<void> => {
    const one = due.shift()
    if (!one) return
    await noted(jobs, one.id, await lookAt(fetcher, one.address, agentOf(site)))
    return next()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
}

/**
 * Writes down what was seen, and when to look again: what answers in about a month, what does not sooner, a little later each time.
 * Whoever is busy, and what we cannot tell, is not held against anybody.
 */
async function noted(jobs: Pool, id: number, look: Look): Promise<void> {
  const { outcome, status, trouble, movedTo, wait } = look
  const silent = outcome === 'silent'
  await jobs`
    update outside set checked_at = now(), status = ${status}, trouble = ${trouble},
      moved_to = case when ${outcome === 'answers'} then ${movedTo} else moved_to end,
      answered_at = case when ${outcome === 'answers'} then now() else answered_at end,
      failures = case when ${silent} then failures + 1 when ${outcome === 'answers'} then 0 else failures end,
      failing_since = case when ${silent} then coalesce(failing_since, now()) when ${outcome === 'answers'} then null else failing_since end,
      due_at = now() + case
        when ${silent} then least(power(2, least(failures, 5)), 14) * interval '1 day'
        when ${outcome === 'busy'} then greatest(${wait ?? 0}, 86400) * interval '1 second'
        else interval '27 days' + random() * interval '6 days' end
    where id = ${id}`
}
