import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { mayStart, type Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, emptyPlace, icon, onlyPeople } from '../../../ui/parts.ts'
import { addDays, daysOn, monthAfter, type View, views } from '../days.ts'
import type { ShownListed } from '../finding/list.ts'
import { openQuestions } from '../finding/views/list.ts'
import type { ShownOutside } from '../ics/outside-routes.ts'
import { type FoundDate, presentDate, type ShownDate } from '../present.ts'
import type { Mark } from '../rhythm/marks.ts'
import { markList } from '../rhythm/views/marks.ts'
import { saidDay, zoneSaid } from '../said.ts'
import { dateRows } from './date-rows.ts'
import { monthTable } from './month.ts'
import { troubleSaid } from './outside.ts'
import { weekTable } from './week.ts'

/** So far ahead a list tells what is kept, also where no dates are known. */
const NEAR_DAYS = 62

export interface Shown {
  view: View
  day: string
  first: string
  end: string
  dates: FoundDate[]
  next: string | null
  today: string
  /** The address of the calendar: of a space, or of all of one's own. */
  here: string
  /** What a month lists below its table. */
  list: ShownDate[]
  /** What its days are besides: key days, birthdays, quiet times. */
  marks: Mark[]
  /** For hosts: calendars of others that do not answer. */
  silent: Pick<ShownOutside, 'name' | 'trouble'>[]
  /** Questions which date suits that are open. */
  questions: ShownListed[]
}

/** The dates of a month, a week, or from a day on. */
export function calendarPage(ctx: Request, it: Shown): Html {
  const { t } = ctx.locale
  const title = titleOf(ctx, it)
  const suggest =
    ctx.space && mayStart(ctx.space)
      ? buttonLink(
          `/c/${ctx.space.slug}/events/new${it.day === it.today ? '' : `?day=${it.day}`}`,
          html`${icon(ctx, 'plus')} ${t('calendar.suggest')}`,
        )
      : nothing
  const find =
    ctx.space && mayStart(ctx.space)
      ? html` ${buttonLink(`/c/${ctx.space.slug}/find/new`, t('finding.find'), 'second')}`
      : nothing
  return layout(ctx, {
    title,
    place: 'calendar',
    kind: 'dates',
    main: html`${ctx.space ? placeNav(ctx, 'calendar', 'calendar') : html`<link rel="stylesheet" href="${ctx.site.assets.calendar}">`}
<div class="title wide"><div class="head"><h1>${it.view === 'month' ? html`<time datetime="${it.day.slice(0, 7)}">${title}</time>` : title}</h1>${suggest === nothing ? nothing : html`<p class="cluster">${suggest}${find}</p>`}</div></div>
<div class="head wide"><nav class="filters" aria-label="${t('calendar.views')}">${views.map((view) => html`<a href="${address(it, { view })}"${view === it.view ? trusted(' aria-current="page"') : nothing}>${viewName(ctx, view)}</a>`)}<a href="${it.here}/year">${t('rhythm.view')}</a></nav> <p class="cluster">${steps(ctx, it)}</p></div>
${it.silent.map((one) => html`<p class="panel wrong with-icon">${icon(ctx, 'triangle-alert')} <span>${ctx.locale.rich('ui.says', { name: html`<a class="written" href="${it.here}/outside">${one.name}</a>` })} ${troubleSaid(ctx, one)}</span></p>`)}
${body(ctx, it)}
<p class="quiet">${t('calendar.your-zone', { zone: zoneSaid(ctx.timeZone) })} <a href="/me">${t('calendar.your-zone.change')}</a></p>
${ctx.space ? html`<p class="quiet"><a href="/c/${ctx.space.slug}/calendar/days">${t('rhythm.marks')}</a> · <a href="/c/${ctx.space.slug}/find">${t('finding.title')}</a> · <a href="/c/${ctx.space.slug}/calendar/outside">${t('calendar.outside')}</a>${mayStart(ctx.space) ? html` · <a href="/c/${ctx.space.slug}/calendar/import">${t('calendar.import')}</a>` : nothing}</p>${onlyPeople(ctx)}` : nothing}`,
  })
}

/** A month or a week is what one came to see: what is asked stands below it, and above a list, which has no end. */
function body(ctx: Request, it: Shown): Html {
  const asked = ctx.space ? openQuestions(ctx, it.questions) : nothing
  if (it.view === 'week') return html`${weekTable(ctx, it)}${asked}`
  if (it.view === 'month')
    return html`${monthTable(ctx, it)}${markList(ctx, ofMonth(it), it.day.slice(0, 4))}${asked}${listed(ctx, it)}`
  const none = emptyPlace(ctx, ctx.locale.t('calendar.none'))
  return html`${asked}${it.dates.length || it.marks.length ? dateRows(ctx, it.dates.map(presentDate), { today: it.today, marks: beforeNext(ctx, it) }) : none}
<p>${toOwn(ctx, it)}</p>
${it.next ? html`<p><a class="button second" rel="next" href="${it.next}">${ctx.locale.t('calendar.further')}</a></p>` : nothing}`
}

function listed(ctx: Request, it: Shown): Html {
  const { t } = ctx.locale
  const now = it.day.slice(0, 7) === it.today.slice(0, 7)
  return html`<section aria-labelledby="agenda"><div class="head"><h2 id="agenda">${now ? t('calendar.from-today') : t('calendar.in-month', { month: saidMonth(ctx, it.day) })}</h2> ${toOwn(ctx, it)}</div>
${it.list.length ? dateRows(ctx, it.list, { today: it.today }) : emptyPlace(ctx, t('calendar.none'))}</section>`
}

/** Those of the month itself, without the days of others around it. */
function ofMonth({ day, marks }: Shown): Mark[] {
  const month = day.slice(0, 7)
  return marks.filter(({ first, last }) => first.slice(0, 7) <= month && last.slice(0, 7) >= month)
}

/** Where a list goes on elsewhere, what is later stands there; where it ends, birthdays do not go on for a year. */
function beforeNext(ctx: Request, { marks, dates, next, day }: Shown): Mark[] {
  const last = dates.at(-1)
  const end = last ? daysOn(last, ctx.timeZone).first : ''
  if (next) return marks.filter(({ first }) => first < end)
  const near = addDays(day, NEAR_DAYS)
  return marks.filter(({ first }) => first <= end || first <= near)
}

/** The way into one's own calendar. */
function toOwn(ctx: Request, { here }: Shown): Html {
  if (!ctx.me) return nothing
  return html`<a href="${here}/own" class="with-icon">${icon(ctx, 'calendar-plus', true)} ${ctx.locale.t('calendar.own')}</a>`
}

function viewName(ctx: Request, view: View): string {
  const { t } = ctx.locale
  return { month: t('calendar.view.month'), week: t('calendar.view.week'), agenda: t('calendar.view.agenda') }[view]
}

function address({ here, view, day, today }: Shown, to: { view?: View; day?: string }): string {
  const query = new URLSearchParams()
  const [nextView, nextDay] = [to.view ?? view, to.day ?? day]
  if (nextView !== 'month') query.set('view', nextView)
  if (nextDay !== today) query.set('day', nextDay)
  return query.size ? `${here}?${query}` : here
}

/** Before, today, after: by months, by weeks; an agenda by four weeks. */
function steps(ctx: Request, it: Shown): Html {
  const { t } = ctx.locale
  const by = (n: number) =>
    it.view === 'month' ? monthAfter(it.day, n) : addDays(it.day, n * (it.view === 'week' ? 7 : 28))
  const step = (n: number, name: string, sign: string) =>
    html`<a class="button second only" rel="${n < 0 ? 'prev' : 'next'}" href="${address(it, { day: by(n) })}" aria-label="${it.view === 'month' ? t('calendar.step', { name, month: monthName(ctx, by(n)) }) : name}">${icon(ctx, sign, true)}</a> `
  return html`${step(-1, t('calendar.before'), 'chevron-left')}<a class="button second" href="${address(it, { day: it.today })}">${t('calendar.today')}</a> ${step(1, t('calendar.after'), 'chevron-right')}`
}

function titleOf(ctx: Request, it: Shown): string {
  if (it.view === 'month') return monthName(ctx, it.day)
  if (it.view === 'week') return ctx.locale.t('calendar.week-of', { day: saidDay(ctx.locale, it.first, ctx.now) })
  return it.day === it.today
    ? ctx.locale.t('calendar.from-today')
    : ctx.locale.t('calendar.from', { day: saidDay(ctx.locale, it.day, ctx.now) })
}

/** "November 2026", as a title has it. */
export function monthName(ctx: Request, day: string): string {
  const said = saidMonth(ctx, day)
  return said.charAt(0).toLocaleUpperCase(ctx.locale.intl) + said.slice(1)
}

/** The same within a sentence, where some languages write it small. */
function saidMonth(ctx: Request, day: string): string {
  return ctx.locale.date(new Date(`${day.slice(0, 7)}-15T12:00:00Z`), 'UTC', { month: 'long', year: 'numeric' })
}
