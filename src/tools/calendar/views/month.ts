import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { inLanguage } from '../../../ui/parts.ts'
import { addDays, daysOn, eachDay, firstWeekday } from '../days.ts'
import { type FoundDate, presentDate } from '../present.ts'
import type { Mark } from '../rhythm/marks.ts'
import { markLine } from '../rhythm/views/marks.ts'
import { saidDay, saidTime, weekdayNames } from '../said.ts'
import { monthName, type Shown } from './calendar.ts'

/** In a day of a month stand so many; the rest is said by its number. */
const IN_A_DAY = 4

/** A month as a table of weeks. On a phone a day shows that something is on it, and leads to what. */
export function monthTable(ctx: Request, it: Shown): Html {
  const { t } = ctx.locale
  const days = eachDay(it)
  const on = byDay(ctx, it)
  const weeks = days.filter((_, i) => i % 7 === 0).map((_, i) => days.slice(i * 7, i * 7 + 7))
  return html`<table class="month wide"><caption class="vh">${t('calendar.month.caption', { month: monthName(ctx, it.day) })}</caption>
<thead><tr>${headings(ctx)}</tr></thead>
<tbody>${weeks.map(
    (week) => html`<tr>${week.map((day) => cell(ctx, it, day, on.get(day) ?? []))}</tr>
`,
  )}</tbody></table>`
}

/** The names of the days of a week, from that with which it begins here. */
export function headings(ctx: Request): Html[] {
  const [long, short] = [weekdayNames(ctx.locale), weekdayNames(ctx.locale, 'short')]
  const first = firstWeekday(ctx)
  return [...long.keys()].map((i) => {
    const day = (i + first) % 7
    return html`<th scope="col"><abbr title="${long[day]!}">${short[day]!}</abbr></th>`
  })
}

/** What is on each day; what lasts several stands on each of them. */
export function byDay(
  ctx: Request,
  { first, end, dates }: Pick<Shown, 'first' | 'end' | 'dates'>,
): Map<string, FoundDate[]> {
  const on = new Map<string, FoundDate[]>()
  for (const date of dates) {
    const span = daysOn(date, ctx.timeZone)
    const from = span.first < first ? first : span.first
    const days =
      span.first === span.last ? [from] : eachDay({ first: from, end: span.last < end ? addDays(span.last, 1) : end })
    for (const day of days) {
      const there = on.get(day)
      if (there) there.push(date)
      else on.set(day, [date])
    }
  }
  return on
}

function cell(ctx: Request, it: Shown, day: string, dates: FoundDate[]): Html {
  const { t } = ctx.locale
  const marks = it.marks.filter(({ first, last }) => first <= day && last >= day)
  const names = [
    marks.some(({ kind }) => kind === 'quiet') ? 'resting' : '',
    marks.some(({ kind }) => kind !== 'quiet') ? 'kept' : '',
    day.slice(0, 7) === it.day.slice(0, 7) ? '' : 'other',
    day === it.today ? 'today' : '',
    dates.length ? 'some' : '',
  ]
  const number = html`<time datetime="${day}">${Number(day.slice(8))}${day === it.today ? html`<span class="vh">, ${t('calendar.today.spoken')}</span>` : nothing}</time>`
  const label = t('calendar.day.dates', { day: saidDay(ctx.locale, day, ctx.now), count: dates.length })
  const link = html`<a class="on" href="${it.here}?view=agenda&amp;day=${day}" aria-label="${label}">${number}</a>`
  const more = dates.length - IN_A_DAY
  return html`<td class="${names.filter(Boolean).join(' ')}"${day === it.today ? trusted(' aria-current="date"') : nothing}>${dates.length ? link : number}${marks.map((mark) => marked(ctx, it, day, mark))}${dates.slice(0, more === 1 ? IN_A_DAY + 1 : IN_A_DAY).map((date) => entry(ctx, date, day))}${more > 1 ? html`<a class="more" href="${it.here}?view=agenda&amp;day=${day}">${t('calendar.day.more', { count: more })}</a>` : nothing}</td>`
}

/** What is kept on a day; a time that lasts is told where it begins, in each week, and to who listens on each day. */
function marked(ctx: Request, it: Shown, day: string, mark: Mark): Html {
  const told = day === mark.first || (eachWeek(it).includes(day) && mark.first < day)
  return told ? markLine(ctx, mark) : html`<span class="vh">${ctx.locale.t('rhythm.quiet.day')}</span>`
}

const eachWeek = (it: Pick<Shown, 'first' | 'end'>) => eachDay(it).filter((_, i) => i % 7 === 0)

function entry(ctx: Request, found: FoundDate, day: string): Html {
  const date = presentDate(found)
  const begins = daysOn(date, ctx.timeZone).first === day
  const time =
    date.zone === null || !begins
      ? nothing
      : html`<span class="at">${saidTime(ctx.locale, date.fromAt, ctx.timeZone)}</span> `
  return html`<a class="date${date.cancelled ? ' off' : ''}${date.reply === 'yes' ? ' mine' : ''}${date.outside === null ? '' : ' outside'}" href="${date.url}">${time}<span class="written">${inLanguage(ctx, date.lang, date.title)}</span>${date.cancelled ? html`<span class="vh"> ${ctx.locale.t('calendar.off')}</span>` : nothing}${date.outside === null ? nothing : html`<span class="whose written"> ${date.outside}</span>`}</a>`
}
