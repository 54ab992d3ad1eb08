import { type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'

/** The day at the side: its number, and which day of the week; of another month also that. */
export function dayMark(ctx: Request, day: string, today: string): Html {
  const at = new Date(`${day}T12:00:00Z`)
  const below = day.slice(0, 7) === today.slice(0, 7) ? { weekday: 'short' as const } : { month: 'short' as const }
  return html`<time class="day" datetime="${day}"><b>${Number(day.slice(8))}</b> <span>${ctx.locale.date(at, 'UTC', below)}</span></time>`
}
