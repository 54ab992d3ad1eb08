import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import { type Request, spaceOf } from '../../../../spine/request/ctx.ts'
import { placeNav } from '../../../../spine/spaces/tabs.ts'
import { type Again, field, hiddenFields, problems, select } from '../../../../ui/form.ts'
import { layout } from '../../../../ui/layout.ts'
import { icon } from '../../../../ui/parts.ts'
import { addDays, eachDay, monthAfter, weekOf } from '../../days.ts'
import { saidDay } from '../../said.ts'
import { monthName } from '../../views/calendar.ts'
import { headings } from '../../views/month.ts'
import { USUAL_MINUTES, type WhenTyped } from '../form.ts'
import type { KindHour } from '../kind-hours.ts'

interface WhenShown {
  typed: WhenTyped
  /** A day of the month that is shown. */
  month: string
  today: string
  zone: string
  kind: KindHour[]
  errors?: Record<string, string> | undefined
}

/** So many times of day can be said by hand. */
const TIMES = 4

/** What it comes from stays along, as it came in the address. */
function carried({ from, number, also }: WhenTyped): Record<string, string | number> {
  return { ...(from && { from }), ...(number && { number }), ...(also && { also }) }
}

/** The first step: days out of a month and times of day, which are combined; or times, one a line. It writes nothing. */
export function whenPage(ctx: Request, it: WhenShown): Html {
  const { t } = ctx.locale
  const { typed } = it
  const again: Again = { ...(it.errors && { errors: it.errors }) }
  const here = `/c/${spaceOf(ctx).slug}/find/new`
  return layout(ctx, {
    title: t('finding.find'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}<div class="title"><h1>${t('finding.find')}</h1><p class="lead">${t('finding.when.lead')}</p></div>
${problems(ctx, again)}
<form class="stack" method="get" action="${here}">${hiddenFields({ ...carried(typed), shown: it.month.slice(0, 7) })}
<button type="submit" name="ready" value="true" hidden>${t('finding.when.ready')}</button>
${days(ctx, it)}
${times(ctx, it)}
${select(ctx, { name: 'minutes', label: t('finding.minutes'), value: String(typed.minutes ?? USUAL_MINUTES), options: lengths(ctx) })}
${field(ctx, { name: 'zone', label: t('calendar.field.zone'), value: it.zone, most: 60, hint: t('finding.zone.hint') }, again)}
<details class="more"${typed.typed ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('finding.typed')}</summary>${field(ctx, { name: 'typed', label: t('finding.typed.label'), rows: 4, most: 2000, value: typed.typed ?? '', hint: t('finding.typed.hint') }, again)}</details>
<p><button class="button" type="submit" name="ready" value="true">${t('finding.when.ready')}</button></p></form>`,
  })
}

function lengths(ctx: Request): [string, string][] {
  return [15, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 360, 480].map((minutes) => [
    String(minutes),
    ctx.locale.t('finding.length', { hours: Math.floor(minutes / 60), minutes: minutes % 60 }),
  ])
}

/** A month with a box for each day to come; days of other months stay chosen. */
function days(ctx: Request, it: WhenShown): Html {
  const { t } = ctx.locale
  const chosen = new Set(it.typed.days)
  const first = `${it.month.slice(0, 7)}-01`
  const end = monthAfter(first, 1)
  const shown = eachDay({ first: weekOf(first, ctx), end: addDays(weekOf(addDays(end, -1), ctx), 7) })
  const weeks = shown.filter((_, i) => i % 7 === 0).map((_, i) => shown.slice(i * 7, i * 7 + 7))
  const others = [...chosen].filter((day) => day < first || day >= end).sort()
  const step = (n: number, words: string, sign: string) =>
    html`<button class="button second only" type="submit" name="month" value="${monthAfter(first, n).slice(0, 7)}" aria-label="${words}">${icon(ctx, sign, true)}</button> `
  return html`<fieldset class="stack" id="days"${it.errors?.days ? trusted(' aria-describedby="days-error"') : nothing}><legend>${t('finding.days')}</legend>
<div class="head"><h2><time datetime="${first.slice(0, 7)}">${monthName(ctx, first)}</time></h2><p class="cluster">${first > it.today ? step(-1, t('finding.month.before'), 'chevron-left') : nothing}${step(1, t('finding.month.after'), 'chevron-right')}</p></div>
<table class="pick"><caption class="vh">${ctx.locale.t('calendar.month.caption', { month: monthName(ctx, first) })}</caption><thead><tr>${headings(ctx)}</tr></thead><tbody>${weeks.map((week) => html`<tr>${week.map((day) => html`<td>${day >= first && day < end && day >= it.today ? box(ctx, day, chosen.has(day)) : nothing}</td>`)}</tr>`)}</tbody></table>
${others.length ? html`<div class="choices row"><span class="label">${t('finding.days.also')}</span>${others.map((day) => html`<label class="choice"><input type="checkbox" name="days" value="${day}" checked> <time datetime="${day}">${saidDay(ctx.locale, day, ctx.now)}</time></label>`)}</div>` : nothing}
${it.errors?.days ? html`<p class="error with-icon" id="days-error">${icon(ctx, 'triangle-alert', true)} ${it.errors.days}</p>` : nothing}</fieldset>`
}

function box(ctx: Request, day: string, on: boolean): Html {
  return html`<label><input type="checkbox" name="days" value="${day}"${on ? trusted(' checked') : nothing}> <span aria-hidden="true">${Number(day.slice(8))}</span><time class="vh" datetime="${day}">${saidDay(ctx.locale, day, ctx.now)}</time></label>`
}

/** Times of day: those that keep the fewest up, and others. */
function times(ctx: Request, it: WhenShown): Html {
  const { t } = ctx.locale
  const chosen = [...new Set((it.typed.times ?? []).filter(Boolean).map((time) => time.slice(0, 5)))]
  const others = chosen.filter((time) => !it.kind.some((one) => one.time === time))
  const kind = (one: KindHour) =>
    html`<label class="choice"><input type="checkbox" name="times" value="${one.time}"${chosen.includes(one.time) ? trusted(' checked') : nothing}> <span>${said(ctx, one.time)} <span class="quiet">${t('finding.kind-hour', { nights: one.nights, edges: one.edges })}</span></span></label>`
  return html`<fieldset class="stack"><legend>${t('finding.times')}</legend><p class="quiet">${t('finding.times.hint')}</p>
${it.kind.length ? html`<p>${t('finding.kind-hours')}</p><div class="choices">${it.kind.map(kind)}</div>` : nothing}
<div class="times">${[...Array(TIMES).keys()].map((i) => field(ctx, { name: 'times', id: `time-${i}`, label: t('finding.time', { n: i + 1 }), type: 'time', value: others[i] ?? '' }))}</div></fieldset>`
}

/** A time of day as the reader's language says it. */
function said(ctx: Request, time: string): string {
  return ctx.locale.date(new Date(`2026-01-01T${time}:00Z`), 'UTC', { hour: 'numeric', minute: '2-digit' })
}
