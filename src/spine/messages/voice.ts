import { Type as T } from '@sinclair/typebox'
import type { Html } from '../../platform/html.ts'
import { nothing } from '../../platform/html.ts'
import { notYours } from '../../platform/http/problems.ts'
import { type Again, select } from '../../ui/form.ts'
import { type Badge, type Ctx, type Request, type Space, spaceOf } from '../request/ctx.ts'

/** For whom a message speaks besides its author: said by its author, shown beside their name. */
export type Voice = 'hosts' | Badge

export const voices = ['hosts', 'funder', 'manager', 'host-organisation'] as const

/** The field of forms and of the API; `self`, or nothing, for oneself. */
export const VoiceField = T.Optional(T.Union(['self', ...voices].map((voice) => T.Literal(voice as Voice | 'self'))))

/** For whom someone may speak in a space: a host for the hosts, whoever carries a badge for whom it names. */
function voicesOf(space: Space): Voice[] {
  return [...(space.standing === 'host' ? ['hosts' as const] : []), ...(space.badge ? [space.badge] : [])]
}

/** @throws 403 for a voice that is not the person's to use */
export function checkedVoice(ctx: Ctx, voice: Voice | 'self' | undefined): Voice | undefined {
  if (voice === undefined || voice === 'self') return undefined
  if (!voicesOf(spaceOf(ctx)).includes(voice)) throw notYours('not-your-voice')
  return voice
}

/** The choice below a text; nothing for those who can only speak for themselves. */
export function voiceChoice(ctx: Request, again: Again = {}): Html {
  const mine = voicesOf(spaceOf(ctx))
  if (!mine.length) return nothing
  const options = ['self' as const, ...mine].map((voice): [string, string] => [voice, ctx.locale.t(`voice.${voice}`)])
  return select(ctx, { name: 'voice', label: ctx.locale.t('voice.legend'), value: 'self', options }, again)
}
