import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'

/** Where the connections of the space of the address are. */
export function hereOf(ctx: Ctx): string {
  return `/c/${spaceOf(ctx).slug}/connections`
}
