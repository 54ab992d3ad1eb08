import { createHash } from 'node:crypto'
import { CalendarTrouble } from '../../../platform/calendar.ts'
import type { Pool } from '../../../platform/database/connect.ts'
import { type Fetched, type Fetcher, Unfetched } from '../../../platform/fetching.ts'
import { agentOf } from '../../../spine/outside/checking.ts'
import type { Site } from '../../../spine/request/site.ts'
import { datesIn, MOST_BYTES, TooHard } from './outside-dates.ts'

/** How many calendars are asked for in one go, and how many at once. */
const AT_A_TIME = 30
const AT_ONCE = 3
const WITHIN_MS = 20_000

interface Due {
  id: number
  address: string
  etag: string | null
  modified: string | null
  zone: string
}

/** Reads the outside calendars that are due, each through the guarded fetcher. @param jobs a pool as `copse_jobs` */
export async function readOutside(site: Site, jobs: Pool, fetcher: Fetcher): Promise<void> {
  const due = [...(await jobs<Due[]>`select * from due_calendars(${AT_A_TIME})`)]
  const next = async (): Promise<void> => {
    const one = due.shift()
    if (!one) return
    await readOne(site, jobs, fetcher, one)
    return next()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
}

async function readOne(site: Site, jobs: Pool, fetcher: Fetcher, one: Due): Promise<void> {
  try {
    const fetched = await fetcher.get(one.address, asked(site, one))
    if (fetched.status === 304) await jobs`select calendar_read(${one.id}, null, null, null, null)`
    else if (fetched.status >= 300) await jobs`select calendar_failed(${one.id}, ${`status-${fetched.status}`})`
    else await kept(jobs, one, fetched)
  } catch (error) {
    const why = troubleOf(error)
    if (!why) throw error
    await jobs`select calendar_failed(${one.id}, ${why})`
  }
}

function asked(site: Site, { etag, modified }: Due) {
  const headers = {
    'user-agent': agentOf(site),
    accept: 'text/calendar, */*;q=0.5',
    ...(etag && { 'if-none-match': etag }),
    ...(modified && { 'if-modified-since': modified }),
  }
  return { headers, most: MOST_BYTES, within: WITHIN_MS, redirects: 4 }
}

async function kept(jobs: Pool, { id, zone }: Due, { body, headers }: Fetched): Promise<void> {
  const dates = await datesIn(body, zone, new Date())
  const digest = createHash('sha256').update(JSON.stringify(dates)).digest('base64url')
  const tag = headers.etag?.slice(0, 500) ?? null
  const since = headers['last-modified']?.slice(0, 100) ?? null
  await jobs`select calendar_read(${id}, ${jobs.json(dates.map((date) => ({ ...date })))}, ${digest}, ${tag}, ${since})`
}

function troubleOf(error: unknown): string | undefined {
  if (error instanceof Unfetched) return error.reason
  if (error instanceof CalendarTrouble) return 'no-calendar'
  return error instanceof TooHard ? 'too-hard' : undefined
}
