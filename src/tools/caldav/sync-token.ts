import { Refusal } from '../../platform/dav/refusal.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import type { Viewer } from './viewer.ts'

/**
 * How far somebody has seen a calendar. It is theirs as they were then: who is shown events otherwise since (as a host, by another
 * name) looks at all of them again.
 */
export function tokenOf(spaceId: number, number: number, { key }: Pick<Viewer, 'key'>): string {
  return `urn:x-copse:calendar:${spaceId}:${key}:${number}`
}

/** @param last the number of the last change there @returns the number up to which all is known @throws Refusal for any other token */
export function numberIn(ctx: Request, token: string, last: number, { key }: Viewer): number {
  const [, space, then, number] = /^urn:x-copse:calendar:(\d{1,15}):([0-9a-f]{8}):(\d{1,15})$/.exec(token.trim()) ?? []
  if (Number(space) !== spaceOf(ctx).id || then !== key || !(Number(number) <= last))
    throw new Refusal(403, 'valid-sync-token')
  return Number(number)
}
