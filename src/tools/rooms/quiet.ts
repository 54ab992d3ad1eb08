import { Type as T } from '@sinclair/typebox'
import type { Quiet } from '../../spine/notify/quiet-hours.ts'
import { nullable } from '../../spine/request/schemas.ts'

export const Hour = T.Integer({ minimum: 0, maximum: 23 })

/** The quiet hours of a room for the API; hours are of the clock of `zone`. */
export const HoursSchema = nullable(T.Object({ from: Hour, to: Hour, weekends: T.Boolean(), zone: T.String() }))

export const QuietSchema = { quietHours: HoursSchema, quietUntil: nullable(T.String()) }

/** @returns for the page, besides, the quiet that comes next: it may be open until then */
export function presentQuiet({ quietHours, quietUntil, quietBegins, quietNext }: Quiet) {
  const begins = quietBegins?.toISOString()
  const next = quietNext?.toISOString()
  return {
    quietHours,
    quietUntil: quietUntil?.toISOString() ?? null,
    quietNext: begins && next ? { begins, until: next } : null,
  }
}
