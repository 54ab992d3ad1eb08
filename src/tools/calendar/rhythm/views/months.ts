import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { inLanguage } from '../../../../ui/parts.ts'
import { monthAfter } from '../../days.ts'
import { monthName } from '../../views/calendar.ts'
import type { ShownBeat, YearEntry } from '../present.ts'
import { saidFacts } from './beats.ts'
import { markList } from './marks.ts'
import type { YearLook } from './year.ts'

/** A month tells so many dates of one beat, and so many lines; for more it leads to the month itself. */
const MOST_OF_ONE = 8
const MOST_LINES = 20

/** The twelve months, each with its dates: of a beat in one line, with how often it comes. */
export function monthsOf(ctx: Request, it: YearLook): Html {
  return html`<section class="stack wide" aria-labelledby="months"><h2 id="months">${ctx.locale.t('rhythm.months.heading')}</h2>
<div class="months">${[...Array(12).keys()].map((n) => month(ctx, it, monthAfter(it.first, n)))}</div></section>`
}

function month(ctx: Request, it: YearLook, first: string): Html {
  const { t } = ctx.locale
  const here = `${it.here}?day=${first}`
  const end = monthAfter(first, 1)
  const marks = it.marks.filter((mark) => mark.first < end && mark.last >= first)
  const lines = linesOf(ctx, it, first, end)
  const more = lines.length - MOST_LINES
  const now = it.today >= first && it.today < end
  return html`<section${now ? trusted(' aria-current="date"') : nothing}><h3><a href="${here}">${monthName(ctx, first)}</a></h3>
${markList(ctx, marks.slice(0, MOST_LINES), first.slice(0, 4))}
${lines.length ? html`<ul role="list">${lines.slice(0, MOST_LINES).map(({ line }) => html`<li>${line}</li>`)}</ul>` : nothing}
${more > 0 ? html`<p class="quiet"><a href="${here}">${t('calendar.day.more', { count: more })}</a></p>` : nothing}
${lines.length || marks.length ? nothing : html`<p class="quiet">${t('rhythm.month.free')}</p>`}</section>`
}

/** The lines of a month in the order in which they begin. */
function linesOf(ctx: Request, it: YearLook, from: string, end: string): { first: string; line: Html }[] {
  // What began before the year is told in its first month.
  const here = ({ first }: YearEntry) => first < end && (first >= from || (from === it.first && first < from))
  const beats = it.beats.flatMap((beat) => {
    const dates = beat.dates.filter(here)
    return dates.length ? [{ first: dates[0]!.first, line: beatLine(ctx, it, beat, dates, from) }] : []
  })
  const once = it.once.filter(here).map((date) => ({ first: date.first, line: onceLine(ctx, date) }))
  return [...beats, ...once].sort((a, b) => a.first.localeCompare(b.first))
}

function beatLine(ctx: Request, it: YearLook, beat: ShownBeat, dates: YearEntry[], from: string): Html {
  const { t } = ctx.locale
  const more = dates.length - MOST_OF_ONE
  const shown = more > 1 ? dates.slice(0, MOST_OF_ONE) : dates
  const days = shown.map(
    (date) => html` <a href="${date.url}"><span class="vh">${beat.title}, </span>${dayOf(ctx, date)}</a>`,
  )
  return html`<span class="written">${inLanguage(ctx, beat.lang, beat.title)}</span> <span class="quiet">${saidFacts(ctx, beat)}</span><span class="days">${days}${more > 1 ? html` <a href="${it.here}?day=${from}">${t('calendar.day.more', { count: more })}</a>` : nothing}</span>`
}

function onceLine(ctx: Request, date: YearEntry): Html {
  const elsewhere = date.space.slug !== ctx.space?.slug
  return html`<a class="written" href="${date.url}">${inLanguage(ctx, date.lang, date.title)}</a>${elsewhere ? html` <span class="quiet">${ctx.locale.t('rhythm.in', { name: date.space.name })}</span>` : nothing}<span class="days"> ${dayOf(ctx, date)}${date.last > date.first ? html`–${dayOf(ctx, { ...date, first: date.last })}` : nothing}</span>`
}

/** "Tue 24". */
function dayOf(ctx: Request, { first }: YearEntry): Html {
  const said = ctx.locale.date(new Date(`${first}T12:00:00Z`), 'UTC', { weekday: 'short', day: 'numeric' })
  return html`<time datetime="${first}">${said}</time>`
}
