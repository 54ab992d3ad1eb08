import type { Html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { dayOf } from '../../../ui/time.ts'
import type { ShownOutgoing } from '../outgoing/present.ts'

/** Since when and why nothing is told to an address. */
export function offSaid(ctx: Request, { offAt, offWhy }: Pick<ShownOutgoing, 'offAt' | 'offWhy'>): Html {
  const day = dayOf(ctx, offAt!)
  if (offWhy === 'gone') return ctx.locale.rich('hooks.off.gone', { day })
  if (offWhy === 'failing') return ctx.locale.rich('hooks.off.failing', { day })
  if (offWhy === 'host-left') return ctx.locale.rich('hooks.off.host-left', { day })
  return ctx.locale.rich('hooks.off.hosts', { day })
}
