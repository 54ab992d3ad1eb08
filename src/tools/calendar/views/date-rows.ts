import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { mayWrite, type Request } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { icon, inLanguage } from '../../../ui/parts.ts'
import { daysOn, isOver } from '../days.ts'
import type { ShownDate } from '../present.ts'
import type { Mark } from '../rhythm/marks.ts'
import { markRow } from '../rhythm/views/marks.ts'
import { saidSpan, saidThere } from '../said.ts'
import { dayMark } from './day-mark.ts'

/** Dates in a list, each with its day at the side and what one can say to it; what else is on a day stands before its dates. */
export function dateRows(
  ctx: Request,
  dates: ShownDate[],
  { today, from, marks = [] }: { today: string; from?: 'home' | 'space'; marks?: readonly Mark[] },
): Html {
  const rows = [
    ...marks.map((mark) => ({ day: mark.first, row: markRow(ctx, mark, today) })),
    ...dates.map((date) => ({ day: daysOn(date, ctx.timeZone).first, row: row(ctx, date, today, from) })),
  ]
  if (marks.length) rows.sort((a, b) => a.day.localeCompare(b.day))
  // In the narrow column of a person’s home what can be done stands below.
  return html`<ul class="${from === 'home' ? 'rows' : 'rows acts'}" role="list">${rows.map(({ row }) => row)}</ul>`
}

function row(ctx: Request, date: ShownDate & { coming?: number }, today: string, from?: string): Html {
  const { first } = daysOn(date, ctx.timeZone)
  return html`<li id="${date.outside === null ? 'e' : 'o'}-${date.id}-${date.original.replaceAll(':', '')}"${date.cancelled ? trusted(' class="off"') : nothing}>${dayMark(ctx, first, today)}<a class="name${date.outside === null ? '' : ' written'}" href="${date.url}">${inLanguage(ctx, date.lang, date.title)}</a>
<p class="quiet">${facts(ctx, date)}</p>${act(ctx, date, from)}</li>`
}

function facts(ctx: Request, date: ShownDate & { coming?: number }): Html {
  const { t } = ctx.locale
  // Calendars of others often say all times in UTC, where nobody is.
  const there = date.outside === null ? saidThere(ctx.locale, date, ctx.timeZone, ctx.now) : undefined
  const circle = date.space.slug !== ctx.space?.slug
  const said = [
    html`${date.cancelled ? html`<strong>${t('calendar.off')}</strong>, ` : nothing}${saidSpan(ctx.locale, date, ctx.timeZone, ctx.now)}`,
    date.place ? html`<span class="written">${date.place}</span>` : nothing,
    date.link && date.outside === null ? html`${t('calendar.online')}` : nothing,
    date.dialIn ? html`${t('calendar.by-phone')}` : nothing,
  ].filter((one) => one !== nothing)
  return html`${said.map((one, i) => html`${i ? ', ' : ''}${one}`)}${there ? html` (${there})` : nothing}.${date.outside === null ? nothing : html` ${ctx.locale.rich('calendar.outside.of', { name: html`<span class="written">${date.outside}</span>` })}`}${circle ? html` ${t(date.space.kind === 'circle' ? 'calendar.of-circle' : 'calendar.of-community', { name: date.space.name })}` : nothing}${date.coming ? html` ${t('calendar.coming', { count: date.coming })}` : nothing}`
}

function act(ctx: Request, date: ShownDate, from?: string): Html {
  const { t } = ctx.locale
  if (date.outside !== null || date.cancelled || isOver(date, ctx.now, ctx.timeZone)) return nothing
  if (date.reply === 'yes')
    return html`<span class="sign new act">${icon(ctx, 'check', true)} ${t('calendar.mine.yes')}</span>`
  if (date.reply === 'perhaps') return html`<span class="sign act">${t('calendar.mine.perhaps')}</span>`
  if (date.reply === 'no') return html`<span class="sign act">${t('calendar.mine.no')}</span>`
  if (!ctx.me || (ctx.space && !mayWrite(ctx.space))) return nothing
  const [address] = date.url.split('?')
  // Where one can come in two ways, one says in which on its page.
  if (date.place && (date.link || date.dialIn))
    return html`<a class="button second act" href="${date.url}#answer">${t('calendar.answer')}</a>`
  return html`<div class="act">${verb(`${address}/answer${from ? `?from=${from}` : ''}`, html`${t('calendar.come')}<span class="vh">: ${date.title}</span>`, { reply: 'yes', date: date.original })}</div>`
}
