import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { placeNav } from '../../../../spine/spaces/tabs.ts'
import { layout } from '../../../../ui/layout.ts'
import { emptyPlace, icon, onlyPeople } from '../../../../ui/parts.ts'
import type { ShownYear } from '../present.ts'
import { saidDate, saidNumber } from '../said.ts'
import { beatTable } from './beats.ts'
import { monthsOf } from './months.ts'
import { questions, yearBegins } from './questions.ts'

export type YearLook = ShownYear & {
  /** The address of the calendar. */
  here: string
  today: string
  /** The year of now, and the month that the community's own year begins with. */
  now: number
  own: number
  by: 'month' | 'week'
}

/** A year: what beats in it, where nothing comes and where much does, and each month with its dates. */
export function yearPage(ctx: Request, it: YearLook): Html {
  const { t } = ctx.locale
  const title = titleOf(ctx, it)
  const empty = !it.beats.length && !it.once.length && !it.marks.length
  return layout(ctx, {
    title,
    place: 'calendar',
    kind: 'dates year',
    main: html`${ctx.space ? placeNav(ctx, 'calendar', 'calendar') : html`<link rel="stylesheet" href="${ctx.site.assets.calendar}">`}
<div class="title wide"><h1>${title}</h1></div>
<div class="head wide"><nav class="filters" aria-label="${t('calendar.views')}"><a href="${it.here}">${t('calendar.view.month')}</a><a href="${it.here}?view=week">${t('calendar.view.week')}</a><a href="${it.here}?view=agenda">${t('calendar.view.agenda')}</a><a href="${it.here}/year" aria-current="page">${t('rhythm.view')}</a></nav> <p class="cluster">${steps(ctx, it)}</p></div>
${it.whole ? nothing : html`<p class="panel">${t('rhythm.not-whole')}</p>`}
${empty ? emptyPlace(ctx, t('calendar.none')) : html`${beatTable(ctx, it)}${findings(ctx, it)}`}
${questions(ctx, it)}
${empty ? nothing : monthsOf(ctx, it)}
${yearBegins(ctx, it)}
${ctx.space ? html`<p class="quiet"><a href="${it.here}/days">${t('rhythm.marks')}</a></p>${onlyPeople(ctx)}` : nothing}`,
  })
}

function titleOf(ctx: Request, { year, month, end }: YearLook): string {
  if (month === 1) return ctx.locale.t('rhythm.year', { year: String(year) })
  const last = `${Number(end.slice(0, 4)) - (end.slice(5, 7) === '01' ? 1 : 0)}`
  return ctx.locale.t('rhythm.year', { year: last === String(year) ? last : `${year}–${last}` })
}

/** The address of a year, as it is looked at now. */
export function yearAddress(it: YearLook, to: { year?: number; by?: string }): string {
  const query = new URLSearchParams()
  const { year = it.year, by = it.by } = to
  if (year !== it.now) query.set('year', String(year))
  if (it.month !== it.own) query.set('from', String(it.month))
  if (by !== 'month') query.set('by', by)
  return query.size ? `${it.here}/year?${query}` : `${it.here}/year`
}

function steps(ctx: Request, it: YearLook): Html {
  const { t } = ctx.locale
  const step = (n: number, name: string, sign: string) =>
    html`<a class="button second only" rel="${n < 0 ? 'prev' : 'next'}" href="${yearAddress(it, { year: it.year + n })}" aria-label="${name}">${icon(ctx, sign, true)}</a> `
  return html`${step(-1, t('rhythm.year.before'), 'chevron-left')}<a class="button second" href="${yearAddress(it, { year: it.now })}"${it.year === it.now ? trusted(' aria-current="true"') : nothing}>${t('rhythm.year.this')}</a> ${step(1, t('rhythm.year.after'), 'chevron-right')}`
}

/** Where nothing comes, and where much does, in words. */
function findings(ctx: Request, it: YearLook): Html {
  if (!it.gaps.length && !it.busy.length) return nothing
  const { t } = ctx.locale
  const year = it.today.slice(0, 4)
  const day = (which: string) => saidDate(ctx.locale, which, year)
  const gap = ({ first, last, weeks, rest }: YearLook['gaps'][number]) => {
    const said = { from: day(first), until: day(last), weeks: saidNumber(ctx.locale, weeks) }
    return html`<li>${first > it.today ? t('rhythm.gap.ahead', said) : t('rhythm.gap', said)}${rest ? html` ${ctx.locale.rich('rhythm.gap.rest', { why: html`<span class="written">${rest}</span>` })}` : nothing}</li>`
  }
  const busy = ({ first, count }: YearLook['busy'][number]) =>
    html`<li><a href="${it.here}?view=week&amp;day=${first}">${t('rhythm.busy', { day: day(first), dates: saidNumber(ctx.locale, count) })}</a></li>`
  return html`<section class="stack" aria-labelledby="findings"><h2 id="findings">${t('rhythm.findings')}</h2>
<ul class="plain-list" role="list">${it.gaps.map(gap)}${it.busy.map(busy)}</ul></section>`
}
