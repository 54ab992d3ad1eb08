import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { inLanguage } from '../../../ui/parts.ts'
import { eachDay } from '../days.ts'
import { type FoundDate, presentDate } from '../present.ts'
import { markLine } from '../rhythm/views/marks.ts'
import { saidDay, saidSpan } from '../said.ts'
import type { Shown } from './calendar.ts'
import { byDay } from './month.ts'

/** A week, day by day: beside each other where there is room, below each other on a phone. */
export function weekTable(ctx: Request, it: Shown): Html {
  const on = byDay(ctx, it)
  return html`<ol class="week wide" role="list">${eachDay(it).map((day) => dayOf(ctx, it, day, on.get(day) ?? []))}</ol>`
}

function dayOf(ctx: Request, it: Shown, day: string, dates: FoundDate[]): Html {
  const { t } = ctx.locale
  const today = day === it.today
  const name = saidDay(ctx.locale, day, ctx.now)
  const marks = it.marks.filter(({ first, last }) => first <= day && last >= day)
  return html`<li${today ? trusted(' class="today" aria-current="date"') : nothing}><h2><time datetime="${day}">${name}</time>${today ? html` <span class="sign new">${t('calendar.today')}</span>` : nothing}</h2>
<div>${marks.map((mark) => markLine(ctx, mark))}
${dates.length ? html`<ul role="list">${dates.map((date) => entry(ctx, date))}</ul>` : marks.length ? nothing : html`<p class="quiet">${t('calendar.day.free')}</p>`}</div></li>`
}

function entry(ctx: Request, found: FoundDate): Html {
  const date = presentDate(found)
  return html`<li${date.cancelled ? trusted(' class="off"') : nothing}><a class="written" href="${date.url}">${inLanguage(ctx, date.lang, date.title)}</a>
<p class="quiet">${date.cancelled ? ctx.locale.t('calendar.off') : saidSpan(ctx.locale, date, ctx.timeZone, ctx.now)}${date.place ? html`, <span class="written">${date.place}</span>` : nothing}${date.outside === null ? nothing : html`. ${ctx.locale.rich('calendar.outside.of', { name: html`<span class="written">${date.outside}</span>` })}`}</p></li>`
}
