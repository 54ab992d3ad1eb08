import { type Html, html, nothing } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { inLanguage } from '../../../../ui/parts.ts'
import { monthAfter } from '../../days.ts'
import { type ShownBeat, weeksIn } from '../present.ts'
import { saidBeat, saidDate, saidHeld } from '../said.ts'
import { laterDay } from '../yearly.ts'
import { type YearLook, yearAddress } from './year.ts'

/** So many beats have a strip; of more the rarest are said by their number. */
const MOST = 40

interface Column {
  /** What it is called, and how that is written above it. */
  name: string
  short: string
  /** The month that a week begins in; for weeks of one month a heading. */
  month: string
}

/** A strip for each beat: how many in each month, or in each week. */
export function beatTable(ctx: Request, it: YearLook): Html {
  if (!it.beats.length) return nothing
  const { t } = ctx.locale
  const columns = it.by === 'week' ? weekColumns(ctx, it) : monthColumns(ctx, it)
  const other = it.by === 'week' ? 'month' : 'week'
  const more = it.beats.length - MOST
  return html`<section class="wide"><div class="head"><h2 id="beats">${t('rhythm.beats')}</h2> <a href="${yearAddress(it, { by: other })}">${other === 'week' ? t('rhythm.by-week') : t('rhythm.by-month')}</a></div>
<div class="strips" role="region" aria-labelledby="beats" tabindex="0"><table class="beats by-${it.by}"><caption class="vh">${it.by === 'week' ? t('rhythm.caption.weeks') : t('rhythm.caption.months')}</caption>
<thead>${it.by === 'week' ? monthsAbove(ctx, columns) : nothing}<tr><th scope="col">${t('rhythm.beat')}</th>${columns.map((one) => html`<th scope="col"><abbr title="${one.name}">${one.short}</abbr></th>`)}</tr></thead>
<tbody>${it.beats.slice(0, MOST).map((beat) => strip(ctx, beat, it.by === 'week' ? beat.weeks : beat.months))}</tbody></table></div>
${more > 0 ? html`<p class="quiet">${t('rhythm.beats.more', { count: more })}</p>` : nothing}</section>`
}

function strip(ctx: Request, beat: ShownBeat, counts: number[]): Html {
  return html`<tr><th scope="row"><a class="written" href="${beat.url}">${inLanguage(ctx, beat.lang, beat.title)}</a> <span class="quiet">${saidFacts(ctx, beat)}</span></th>${counts.map((count) => cell(ctx, count))}</tr>
`
}

/** "every second Tuesday, online", and of which circle it is. */
export function saidFacts(ctx: Request, beat: ShownBeat): Html {
  const held = saidHeld(ctx.locale, beat.held ?? undefined)
  const elsewhere = beat.space.slug !== ctx.space?.slug
  return html`${saidBeat(ctx.locale, beat)}${held ? `, ${held}` : ''}${elsewhere ? html`, ${ctx.locale.t('rhythm.in', { name: beat.space.name })}` : nothing}`
}

function cell(ctx: Request, count: number): Html {
  if (!count)
    return html`<td><span class="square" aria-hidden="true"></span><span class="vh">${ctx.locale.t('rhythm.none')}</span></td>`
  const much = count > 2 ? 'much' : count > 1 ? 'some' : 'one'
  return html`<td><span class="square ${much}">${count}</span></td>`
}

function monthColumns({ locale }: Request, { first }: YearLook): Column[] {
  return [...Array(12).keys()].map((n) => {
    const month = monthAfter(first, n)
    const at = new Date(`${month}T12:00:00Z`)
    return {
      name: locale.date(at, 'UTC', { month: 'long', year: 'numeric' }),
      short: locale.date(at, 'UTC', { month: 'narrow' }),
      month,
    }
  })
}

function weekColumns({ locale, ...ctx }: Request, it: YearLook): Column[] {
  const year = it.today.slice(0, 4)
  return weeksIn({ locale, ...ctx }, it).map((week) => ({
    name: locale.t('rhythm.week', { day: saidDate(locale, week, year) }),
    short: String(Number(week.slice(8))),
    // The first week may begin in the month before.
    month: `${laterDay(week, it.first).slice(0, 7)}-01`,
  }))
}

/** Above the weeks the months that they begin in. */
function monthsAbove({ locale }: Request, columns: Column[]): Html {
  const months = [...new Set(columns.map(({ month }) => month))]
  const wide = (month: string) => columns.filter((one) => one.month === month).length
  return html`<tr><td></td>${months.map((month) => html`<th scope="colgroup" colspan="${wide(month)}">${locale.date(new Date(`${month}T12:00:00Z`), 'UTC', { month: 'short' })}</th>`)}</tr>`
}
