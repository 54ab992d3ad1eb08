import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { comments } from '../../../spine/items/comments.ts'
import { madeFromWords } from '../../../spine/items/links-views.ts'
import { followButton, wholeMenu } from '../../../spine/items/menu.ts'
import type { ShownOrigin } from '../../../spine/items/origin.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import type { ShownMeeting } from '../meeting/present.ts'
import { held } from '../meeting/views/held.ts'
import { rota } from '../meeting/views/rota.ts'
import type { ShownEvent } from '../present.ts'
import { saidDay, saidRule, saidThere, saidWhen } from '../said.ts'
import type { ShownAround } from '../telling/around.ts'
import { changesFold, officeQueue } from '../telling/views.ts'
import { answering } from './answering.ts'
import { whoComes } from './who-comes.ts'

export type EventShown = ShownEvent &
  ShownAround & {
    othersNeed: { id: number; handle: string; name: string; picture: string | null; needs: string }[]
    meeting: ShownMeeting
    /** The question of which it came. */
    source: ShownOrigin | null
  }

/** One date of an event: when, where, who comes, how it is held, and what is said about it. */
export function eventPage(ctx: Request, it: EventShown, again: Again = {}): Html {
  return layout(ctx, {
    title: it.title,
    place: 'calendar',
    kind: 'reading event',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}
<div class="title"><h1 lang="${it.lang}">${it.title}</h1>${it.over && !it.cancelled ? html`<p class="quiet">${ctx.locale.t('calendar.over')}</p>` : nothing}${it.source ? html`<p class="quiet">${madeFromWords(ctx, it.source)}</p>` : nothing}</div>
${problems(ctx, again, 'reply')}
${it.cancelled ? calledOff(ctx, it) : nothing}
${whenAndWhere(ctx, it)}
${it.tendsIt ? html`<p><a class="button plain" href="${it.url}/edit${it.repeats ? `?date=${it.original}` : ''}">${icon(ctx, 'pencil', true)} ${ctx.locale.t('ui.edit')}</a></p>` : nothing}
${changesFold(ctx, it)}
${it.html ? html`<div class="prose" lang="${it.lang}">${trusted(it.html)}</div>` : nothing}
${answering(ctx, it, again)}
${unseen(ctx, it)}
${officeQueue(ctx, it, again)}
${it.over ? nothing : agenda(ctx, it)}
${rota(ctx, it)}
${held(ctx, it, again)}
${it.over ? asked(ctx, it) : nothing}
${it.over && it.meeting.came.length ? nothing : whoComes(ctx, it)}
${further(ctx, it)}
<div class="cluster">${followButton(ctx, it)}<a class="button plain" href="${it.url}/event.ics" data-turbo="false">${icon(ctx, 'calendar-plus', true)} ${ctx.locale.t('calendar.ics')}</a></div>
${comments(ctx, it, again)}
${wholeMenu(ctx, it, it.tendsIt ? tending(ctx, it) : nothing)}`,
  })
}

/** That it is called off, with the way back for who sees to it. */
function calledOff(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  const words = t(it.allCancelled && it.repeats ? 'calendar.off.all' : 'calendar.off.this')
  const back = it.tendsIt && !it.over ? cancellation(it, t('calendar.hold'), false, it.allCancelled) : nothing
  return html`<div class="panel wrong cluster"><p class="with-icon">${icon(ctx, 'triangle-alert')} <span>${words}</span></p>${back}</div>`
}

/** @param all whether all dates are meant, where there are several */
function cancellation(it: EventShown, words: string, on: boolean, all: boolean): Html {
  const date: Record<string, string> = it.repeats && !all ? { date: it.original } : {}
  return verb(`${it.url}/cancellation`, words, { on: String(on), ...date }, on ? 'plain' : 'second')
}

function whenAndWhere(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  const there = saidThere(ctx.locale, it, ctx.timeZone, ctx.now)
  const repeats = saidRule(ctx.locale, it.rule, it.starts)
  const fact = (sign: string, name: string, words: Html) =>
    html`<div><dt>${icon(ctx, sign, true)} <span class="vh">${name}</span></dt><dd>${words}</dd></div>`
  const written = (text: string) => html`<span class="written" lang="${it.lang}">${text}</span>`
  return html`<dl class="facts">
${fact('calendar-days', t('calendar.fact.when'), html`<strong><time datetime="${it.from}">${saidWhen(ctx.locale, it, ctx.timeZone, ctx.now)}</time></strong>${there ? html`<br><span class="quiet">${there}</span>` : nothing}${repeats ? html`<br><span class="quiet">${repeats}${it.moved ? html`. ${t('calendar.moved')}` : nothing}</span>` : nothing}`)}
${it.place ? fact('map-pin', t('calendar.fact.place'), html`${written(it.place)}${it.way ? html`<br><span class="quiet">${written(it.way)}</span>` : nothing}`) : nothing}
${it.access ? fact('accessibility', t('calendar.fact.access'), written(it.access)) : nothing}
${it.link ? fact('video', t('calendar.fact.link'), html`<a class="written" href="${it.link}" rel="noopener noreferrer">${it.link}</a>`) : nothing}
${it.dialIn ? fact('phone', t('calendar.fact.dial-in'), written(it.dialIn)) : nothing}
${fact('users', t('calendar.fact.hosts'), html`${t('calendar.hosts', { names: ctx.locale.list(it.hosts.map(({ name }) => name)), count: it.hosts.length })}`)}
${it.prepare ? fact('list', t('calendar.fact.prepare'), html`${t('calendar.prepare')} ${written(it.prepare)}`) : nothing}</dl>`
}

/** Words of the reader at other dates that wait for them. */
function unseen(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  return html`${it.meeting.unseen.map(({ original, url }) => html`<p class="panel"><a href="${url}#spoken">${t('meeting.unseen', { day: saidDay(ctx.locale, original.slice(0, 10), ctx.now) })}</a></p>`)}`
}

/** The agenda of what is over, in a fold. */
function asked(ctx: Request, it: EventShown): Html {
  if (!it.agenda.length) return nothing
  return html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${ctx.locale.t('meeting.agenda.was')}</summary>${agenda(ctx, it)}</details>`
}

function agenda(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  if (!it.agenda.length) return nothing
  const all = it.agenda.reduce((sum, { min }) => sum + min, 0)
  return html`<section class="stack" aria-labelledby="agenda"><h2 id="agenda">${t('calendar.agenda')}</h2>${it.meeting.format ? html`<p class="quiet">${t('meeting.held-as', { name: it.meeting.format.name })}</p>` : nothing}
<ol class="agenda">${it.agenda.map(({ min, ask }) => html`<li><span class="written" lang="${it.lang}">${ask}</span>${min ? html` <span class="quiet">${t('calendar.minutes', { count: min })}</span>` : nothing}</li>`)}</ol>
${all ? html`<p class="quiet">${t('calendar.agenda.all', { count: all })}</p>` : nothing}</section>`
}

/** The next dates of what repeats. */
function further(ctx: Request, it: EventShown): Html {
  if (!it.ahead.length) return nothing
  const { t } = ctx.locale
  const day = (original: string) => saidDay(ctx.locale, original.slice(0, 10), ctx.now)
  return html`<section class="stack" aria-labelledby="further"><h2 id="further">${t('calendar.other-dates')}</h2>
<ul class="plain-list">${it.ahead.map((one) => html`<li><a href="${one.url}">${day(one.original)}</a>${one.cancelled ? html` <span class="quiet">${t('calendar.off')}</span>` : nothing}</li>`)}</ul></section>`
}

/** Calling off what is ahead. */
function tending(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  const one = t(it.repeats ? 'calendar.call-off.this' : 'calendar.call-off')
  return html`${it.over || it.cancelled ? nothing : cancellation(it, one, true, false)}
${it.repeats && !it.allCancelled ? cancellation(it, t('calendar.call-off.all'), true, true) : nothing}`
}
