import type { Pool } from '../../../platform/database/connect.ts'
import { type Fetcher, Unfetched } from '../../../platform/fetching.ts'
import { mailHost } from '../../../spine/people/mailing.ts'
import type { Site } from '../../../spine/request/site.ts'
import { openedSecret, signed } from './signing.ts'
import { type Facts, type Told, toldOf, trialOf } from './told.ts'

/** How much is sent in one go: then others have their turn. */
const AT_A_TIME = 5
const WITHIN_MS = 8_000

interface Next {
  delivery: number
  address: string
  secret: Buffer
  words: boolean
  spaceSlug: string
  spaceName: string
  facts: Facts | null
}

/** What became of one try: `trouble` is null where it arrived. */
interface Tried {
  status: number | null
  trouble: string | null
}

/**
 * Sends what waits of one connection, one after another in the order in which it happened; the database says what is next, and gives
 * it to one sender alone. Where something does not arrive the database says when to try again.
 * @param jobs a pool as `copse_jobs`
 */
export async function sendWaiting(site: Site, jobs: Pool, fetcher: Fetcher, hook: number): Promise<void> {
  for (let n = 0; n < AT_A_TIME; n++) {
    const [next] = await jobs<Next[]>`select * from next_outgoing(${hook})`
    if (!next) return
    const began = performance.now()
    const { status, trouble } = await tried(site, fetcher, next)
    const ms = Math.round(performance.now() - began)
    await jobs`select outgoing_tried(${next.delivery}, ${status}, ${trouble}, ${ms})`
  }
  await jobs`select send_outgoing(${hook})`
}

async function tried(site: Site, fetcher: Fetcher, next: Next): Promise<Tried> {
  const secret = openedSecret(site.config.key, next.secret)
  if (!secret) return { status: null, trouble: 'no-secret' }
  const now = new Date()
  const told = next.facts
    ? toldOf(site, next.facts, next.words)
    : trialOf(site, next.delivery, { slug: next.spaceSlug, name: next.spaceName }, now)
  try {
    await refusePlain(fetcher, next.address)
    const status = await sent(site, fetcher, next.address, told, secret, now)
    return { status, trouble: status < 300 ? null : `status-${status}` }
  } catch (error) {
    if (!(error instanceof Unfetched)) throw error
    return { status: null, trouble: error.reason }
  }
}

/** Who keeps a server of one's own may be told without encryption; nobody else. @throws Unfetched */
export async function refusePlain(fetcher: Fetcher, address: string): Promise<void> {
  if (address.startsWith('https:')) return
  if ((await fetcher.leadsTo(address)) !== 'allowed') throw new Unfetched('forbidden-address')
}

/** Follows no redirect and reads nothing of the answer but its status. */
async function sent(site: Site, fetcher: Fetcher, address: string, told: Told, secret: Buffer, now: Date) {
  const body = JSON.stringify(told)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': `Copse (tells what happens; ${mailHost(site)})`,
    ...signed(secret, told.id, now, body),
  }
  const asked = { method: 'POST', headers, body, redirects: 0, headOnly: true, within: WITHIN_MS }
  return (await fetcher.get(address, asked)).status
}
