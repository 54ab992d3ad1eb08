import { Problem } from '../../platform/http/problems.ts'
import type { Request } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'
import { dropSecret, keepSecret, keptSecret } from './cookies.ts'
import { hashOf, newSecret } from './credential.ts'
import { type Claims, wayThere, whoCameBack } from './provider.ts'
import { countTry } from './signing-in.ts'

/** What somebody goes to the provider for. */
type Purpose = 'sign-in' | 'link' | 'confirm'

export interface Trip {
  purpose: Purpose
  personId: number | null
  sessionId: number | null
  going: string
}

/** What is asked of the provider before anything is opened here. */
interface Departure {
  state: string
  url: string
}

/** @throws 404 where this site has no provider; 503 where it does not answer; 429 */
export async function departure(door: Pick<Request, 'raw' | 'site'>, purpose: Purpose): Promise<Departure> {
  if (!door.site.config.provider) throw new Problem(404, 'not-found')
  await countTry(door, 'provider-from', door.raw.ip, 100, 900)
  const state = newSecret()
  return { state, url: await wayThere(door, state, purpose === 'confirm') }
}

/**
 * Sends a browser on its way. The page between is ours: a form must not lead to another site (`form-action 'self'`), a
 * page may.
 */
export async function setOut(ctx: Request, purpose: Purpose, going: string, { state, url }: Departure): Promise<void> {
  const session = ctx.me?.via === 'session' ? ctx.me.viaId : null
  await ctx.sql`select begin_trip(${hashOf(state)}, ${purpose}, ${session}, ${going})`
  keepSecret(ctx, 'trip', state)
  ctx.reply.header('refresh', `0; url=${url}`)
}

/** Who came back from where: from a trip that began in this browser, and only once. */
export async function arrival(
  door: { site: Site; raw: Request['raw'] },
  query: Record<string, string | undefined>,
): Promise<{ trip: Trip; claims: Claims }> {
  const { site, raw } = door
  const state = keptSecret(door, 'trip')
  if (!site.config.provider) throw new Problem(404, 'not-found')
  if (!state || state !== query.state) throw new Problem(403, 'trip-over')
  const [trip] = await site.database.app<Trip[]>`select * from end_trip(${hashOf(state)})`
  if (!trip) throw new Problem(403, 'trip-over')
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const claims = await whoCameBack({ site, raw }, state, new URLSearchParams(given), trip.purpose === 'confirm')
  return { trip, claims }
}

/** Nothing is left of the trip in this browser. */
export function unpack(ctx: Request): void {
  dropSecret(ctx, 'trip')
}
