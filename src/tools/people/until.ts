import type { Ctx } from '../../spine/request/ctx.ts'
import { endOfDay } from '../../spine/spaces/people.ts'

/** A guest's last day: typed as a day (2026-11-30), which counts to its end where the reader lives, or as an exact time (ISO 8601). */
export function untilIn(ctx: Ctx, text: string | undefined): Date | null {
  if (!text) return null
  return endOfDay(text, ctx.timeZone) ?? new Date(text)
}
