import { type Html, html, nothing } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { icon } from '../../../../ui/parts.ts'
import { dayMark } from '../../views/day-mark.ts'
import type { Mark } from '../marks.ts'
import { saidDate, saidMark } from '../said.ts'

const signs = { 'key-day': 'sprout', birthday: 'heart', quiet: 'leaf' } as const

/** The picture of a kind of day; its words stand beside it. */
export const markSign = (ctx: Request, { kind }: Pick<Mark, 'kind'>) => icon(ctx, signs[kind], true)

/** What the days of a page are besides their dates, below each other: the same in words as in the table, also on a phone. */
export function markList(ctx: Request, marks: readonly Mark[], year: string): Html {
  if (!marks.length) return nothing
  return html`<ul class="marks" role="list" aria-label="${ctx.locale.t('rhythm.marks')}">${marks.map((mark) => html`<li>${markSign(ctx, mark)} <span>${dated(ctx, mark, year)}${whose(ctx, mark)}</span></li>`)}</ul>`
}

/** "14 November: Founding day", "12 July to 30 August: Quiet time: harvest". */
function dated({ locale }: Request, mark: Mark, year: string): Html {
  const what = saidMark(locale, mark)
  const day = saidDate(locale, mark.first, year)
  if (mark.first === mark.last) return locale.rich('rhythm.on', { day, what })
  return locale.rich('rhythm.from-to', { from: day, until: saidDate(locale, mark.last, year), what })
}

/** Where it is kept, if that is elsewhere. */
export function whose(ctx: Request, { space, kind }: Mark): Html {
  if (space.slug === ctx.space?.slug || kind === 'birthday') return nothing
  return html` <span class="quiet">${ctx.locale.t(space.kind === 'circle' ? 'rhythm.of-circle' : 'calendar.of-community', { name: space.name })}</span>`
}

/** One of them among the dates of a list. */
export function markRow(ctx: Request, mark: Mark, today: string): Html {
  const until =
    mark.last > mark.first
      ? html` <span class="quiet">${ctx.locale.t('rhythm.until', { day: saidDate(ctx.locale, mark.last, today.slice(0, 4)) })}</span>`
      : nothing
  return html`<li class="kept-day">${dayMark(ctx, mark.first, today)}<p class="with-icon">${markSign(ctx, mark)} <span>${saidMark(ctx.locale, mark)}${until}${whose(ctx, mark)}</span></p></li>`
}

/** In a day of a week or a month. */
export function markLine(ctx: Request, mark: Mark): Html {
  return html`<p class="kept-day with-icon">${markSign(ctx, mark)} <span>${saidMark(ctx.locale, mark)}</span></p>`
}
