import { type Html, html, nothing } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { addDays, dayIn } from '../../days.ts'
import { type Mark, type MarkRow, marksIn } from '../marks.ts'
import { saidMark } from '../said.ts'
import { markSign } from './marks.ts'

/** What is kept today, where the reader is. */
export function marksToday(ctx: Request, rows: readonly MarkRow[]): Mark[] {
  const first = dayIn(ctx.now, ctx.timeZone)
  return marksIn(rows, { first, end: addDays(first, 1) })
}

/** On a home: "Today: Luc’s birthday". */
export function todayLine(ctx: Request, marks: readonly Mark[]): Html {
  const [one] = marks
  if (!one) return nothing
  const what = html`${marks.map((mark, i) => html`${i ? ', ' : ''}${saidMark(ctx.locale, mark)}`)}`
  return html`<p class="quiet with-icon">${markSign(ctx, one)} <span>${ctx.locale.rich('rhythm.today', { what })}</span></p>`
}
