import { secure } from '../../platform/http/server.ts'
import type { Request } from '../request/ctx.ts'
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

export async function hasSecondStep(ctx: Request, personId: number): Promise<boolean> {
  const [step] = await ctx.sql<{ secret: Buffer | null }[]>`select secret from second_step_of(${personId})`
  return Boolean(step?.secret)
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
 */
export async function openSession(ctx: Request, personId: number): Promise<void> {
  const secret = newSecret()
  const device = keptSecret(ctx, 'device') ?? newSecret()
  if (ctx.me?.via === 'session') await ctx.sql`select end_sessions(${ctx.me.viaId})`
  const [{ strange }] = await ctx.sql<[{ strange: boolean }]>`select is_strange(${personId}, ${hashOf(device)}) strange`
  const [{ id }] = await ctx.sql<[{ id: number }]>`
    select open_session(${personId}, ${hashOf(secret)}, ${agentOf(ctx.raw)}, ${hashOf(device)}) id`
  if (strange) await noteKey(ctx, personId, 'signed-in', { sessionId: id })
  keepSession(ctx.reply, secret, secure(ctx.raw, ctx.site.config))
  keepSecret(ctx, 'device', device)
  if (keptSecret(ctx, 'half')) dropSecret(ctx, 'half')
}

/** The link in a letter that ends the session it tells of. Works as long as the session lasts. */
export function endingPath(site: Request['site'], sessionId: number): string {
  return `/sessions/${site.config.key.linkToken('session', sessionId)}`
}
