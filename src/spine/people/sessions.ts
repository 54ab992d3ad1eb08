import { notYours, Problem } from '../../platform/http/problems.ts'
import { secure } from '../../platform/http/server.ts'
import { meOf, type Request } from '../request/ctx.ts'
import { dropSecret, keepSecret, keptSecret } from './cookies.ts'
import { hashOf, keepSession, newSecret } from './credential.ts'
import { agentOf, noteKey } from './key-events.ts'

/**
 * Lets someone in who has shown one thing that is theirs: opens their session, or, where they set up a second step, sends
 * them to it first.
 * @param to where they want to go
 * @param enough they have shown two things at once: a passkey, and a finger or a number to it
 * @returns where to go now
 */
export async function letIn(ctx: Request, personId: number, to: string, enough = false): Promise<string> {
  if (!enough && (await hasSecondStep(ctx, personId))) return beginHalf(ctx, personId, to)
  await openSession(ctx, personId)
  return to
}

export async function hasSecondStep(ctx: Pick<Request, 'sql'>, personId: number): Promise<boolean> {
  const [step] = await ctx.sql<{ secret: Buffer | null }[]>`select secret from second_step_of(${personId})`
  return Boolean(step?.secret)
}

/** Whose session a request comes with, before its transaction. @returns undefined for a token, and for nobody */
export async function sessionOwner(door: Pick<Request, 'site'> & { credential?: string }): Promise<number | undefined> {
  if (!door.credential) return undefined
  const [row] = await door.site.database.app<
    [{ id: number | null }]
  >`select copse.session_owner(${hashOf(door.credential)}) id`
  return row.id ?? undefined
}

/**
 * Notes that the person of this session has just shown that it is they.
 * @param enough by what counts as a second step: a code, or a passkey whose device asked for a finger or a number
 * @throws 403 for a token, which has nobody to ask; and where a second step is on and this was not `enough`
 */
export async function confirmSession(ctx: Request, enough: boolean): Promise<void> {
  const me = meOf(ctx)
  if (me.via !== 'session') throw notYours('by-hand-only')
  if (!enough && (await hasSecondStep(ctx, me.id))) throw notYours('confirm-by-code')
  await ctx.sql`select confirm_session(${me.viaId})`
}

/** Keeps in mind that somebody is half in, for ten minutes. @returns the page for the other half */
async function beginHalf(ctx: Request, personId: number, to: string): Promise<string> {
  const secret = newSecret()
  await ctx.sql`select begin_half(${personId}, ${hashOf(secret)}, ${to})`
  keepSecret(ctx, 'half', secret)
  return '/sign-in/code'
}

/**
 * Opens a session for the person and gives its secret to the browser. An earlier session of this browser ends. Who comes
 * with a browser that is new for them gets a letter.
 * @throws 404 where the account is being given up meanwhile
 */
export async function openSession(ctx: Request, personId: number): Promise<void> {
  const secret = newSecret()
  const device = keptSecret(ctx, 'device') ?? newSecret()
  if (ctx.me?.via === 'session') await ctx.sql`select end_sessions(${ctx.me.viaId})`
  // Of two people in one browser, the database does not see that it is one.
  const known = hashOf(`${personId}:${device}`)
  const [{ strange }] = await ctx.sql<[{ strange: boolean }]>`select is_strange(${personId}, ${known}) strange`
  const [{ id }] = await ctx.sql<[{ id: number | null }]>`
    select open_session(${personId}, ${hashOf(secret)}, ${agentOf(ctx.raw)}, ${known}) id`
  if (id === null) throw new Problem(404, 'link-ended')
  if (strange) await noteKey(ctx, personId, 'signed-in', { sessionId: id })
  keepSession(ctx.reply, secret, secure(ctx.raw, ctx.site.config))
  keepSecret(ctx, 'device', device)
  if (keptSecret(ctx, 'half')) dropSecret(ctx, 'half')
}

/** The link in a letter that ends the session it tells of. Works as long as the session lasts. */
export function endingPath(site: Request['site'], sessionId: number): string {
  return `/sessions/${site.config.key.linkToken('session', sessionId)}`
}
