import type { Ctx, Request } from '../request/ctx.ts'
import { queueMail } from './mailing.ts'

/** What can happen to what opens an account. Each has its letter (`letter.key.<verb>`) and its line (`keys.event.<verb>`). */
const keyVerbs = [
  'signed-in',
  'password',
  'password-by-mail',
  'first-letter',
  'address',
  'address-asked',
  'passkey-added',
  'passkey-ended',
  'code-on',
  'code-off',
  'code-off-by-operator',
  'codes-new',
  'code-used',
  'codes-wrong',
  'provider-linked',
  'provider-ended',
  'token',
  'token-by-operator',
  'application',
] as const
export type KeyVerb = (typeof keyVerbs)[number]

/**
 * Notes what happened to a person's keys, and tells them by a letter.
 * @param more.what the name of the thing @param more.sessionId the session it is about
 * @param more.to where the letter goes, if not to the address they have now
 */
export async function noteKey(
  ctx: Ctx & Partial<Pick<Request, 'raw'>>,
  personId: number,
  verb: KeyVerb,
  more: { what?: string; sessionId?: number; to?: string } = {},
): Promise<void> {
  const { what = '', sessionId = null } = more
  const [event] = await ctx.sql<[{ id: number; email: string | null; lang: string }]>`
    select * from note_key_event(${personId}, ${verb}, ${what}, ${ctx.raw ? agentOf(ctx.raw) : ''}, ${sessionId})`
  const address = more.to ?? event.email
  if (address) await queueMail(ctx, { kind: 'key', address, personId, subjectId: event.id, lang: event.lang })
}

/** What a browser calls itself, cut to a bearable length. */
export function agentOf(raw: Request['raw']): string {
  return String(raw.headers['user-agent'] ?? '').slice(0, 300)
}
