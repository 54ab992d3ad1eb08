import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { ComingDate } from '../coming.ts'
import { dayIn, isOver } from '../days.ts'
import { dateRows } from './date-rows.ts'

/** The next dates on a home, each answered there by one tap. @param to all of them */
export function comingSection(
  ctx: Request,
  dates: ComingDate[],
  { heading, to, all }: { heading: string; to: string; all: string },
): Html {
  const today = dayIn(ctx.now, ctx.timeZone)
  const ahead = dates.filter((date) => !isOver(date, ctx.now, ctx.timeZone))
  if (!ahead.length) return nothing
  return html`<section class="dates" aria-labelledby="coming-up"><div class="head"><h2 id="coming-up">${heading}</h2> <a href="${to}">${all}</a></div>
${dateRows(ctx, ahead, { today, from: ctx.space ? 'space' : 'home' })}</section>`
}
