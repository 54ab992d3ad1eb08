import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import { comments } from '../../../../spine/items/comments.ts'
import { madeFromWords } from '../../../../spine/items/links-views.ts'
import { followButton, wholeMenu } from '../../../../spine/items/menu.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { placeNav } from '../../../../spine/spaces/tabs.ts'
import { type Again, field, problems, verb } from '../../../../ui/form.ts'
import { layout } from '../../../../ui/layout.ts'
import { buttonLink, icon } from '../../../../ui/parts.ts'
import { saidDay, zoneSaid } from '../../said.ts'
import type { ShownQuestion } from '../present.ts'
import { grid } from './grid.ts'
import { optionList } from './options.ts'
import { proposal } from './proposal.ts'
import { namesOf, spanText } from './words.ts'

/** A question which date suits: its options, who would come when, whom it would keep up, and what is said about it. */
export function questionPage(ctx: Request, it: ShownQuestion, order: 'time' | 'fit', again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: it.title,
    place: 'calendar',
    kind: 'reading event',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}
<div class="title"><p class="quiet with-icon">${icon(ctx, 'calendar-days', true)} <span>${t('finding.kicker')}</span></p><h1 lang="${it.lang}">${it.title}</h1>
<p class="quiet">${ctx.locale.rich('finding.asked-by', { name: html`<span class="written">${it.author.name}</span>` })} ${howLong(ctx, it)}</p>
${it.source ? html`<p class="quiet">${madeFromWords(ctx, it.source)}</p>` : nothing}</div>
${problems(ctx, again, 'reply')}
${it.closed ? outcome(ctx, it) : lastDay(ctx, it)}
${it.html ? html`<div class="prose" lang="${it.lang}">${trusted(it.html)}</div>` : nothing}
${where(ctx, it)}
${optionList(ctx, it, order, again)}
${grid(ctx, it)}
${proposal(ctx, it)}
${reckoned(ctx, it)}
${it.tendsIt && !it.closed ? deciding(ctx, it, again) : nothing}
<div class="cluster">${followButton(ctx, it)}</div>
${comments(ctx, it, again)}
${wholeMenu(ctx, it, it.tendsIt && !it.closed ? html`<a class="button plain" href="${it.url}/edit">${icon(ctx, 'pencil', true)} ${t('ui.edit')}</a>` : nothing)}`,
  })
}

function howLong(ctx: Request, { minutes, every, times }: ShownQuestion): string {
  const { t } = ctx.locale
  const long = t('finding.lasts', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  return every ? `${long} ${t('finding.series', { every: every.replace('-', ''), times: times! })}` : long
}

/** What came of it. */
function outcome(ctx: Request, it: ShownQuestion): Html {
  const { t } = ctx.locale
  const again = it.mayReopen ? verb(`${it.url}/asking-again`, t('finding.reopen')) : nothing
  if (it.event) {
    const { starts, ends, zone, from, until, dates } = it.event
    const when = spanText(ctx, { starts, ends, zone, from: new Date(from), until: new Date(until) })
    return html`<section class="panel good stack" role="status"><p class="with-icon">${icon(ctx, 'circle-check')} <strong>${t('finding.found', { when, more: dates - 1 })}</strong></p>
<div class="cluster">${buttonLink(it.event.url, t('finding.to-event'))}${again}</div></section>`
  }
  const why = it.why ? html` <q class="written">${it.why}</q>` : nothing
  return html`<section class="panel stack" role="status"><p>${ctx.locale.rich('finding.given-up', { name: html`<span class="written">${it.closer ?? ''}</span>` })}${why}</p>
<div class="cluster">${again}</div></section>`
}

function lastDay(ctx: Request, { answersUntil }: ShownQuestion): Html {
  if (!answersUntil) return nothing
  const over = answersUntil < ctx.now.toISOString().slice(0, 10)
  const day = saidDay(ctx.locale, answersUntil, ctx.now)
  return html`<p class="with-icon">${icon(ctx, 'clock', true)} <span>${over ? ctx.locale.t('finding.until.over', { day }) : ctx.locale.t('finding.until', { day })}</span></p>`
}

function where(ctx: Request, it: ShownQuestion): Html {
  const { t } = ctx.locale
  const fact = (sign: string, name: string, words: Html) =>
    html`<div><dt>${icon(ctx, sign, true)} <span class="vh">${name}</span></dt><dd>${words}</dd></div>`
  const own = (text: string) => html`<span class="written" lang="${it.lang}">${text}</span>`
  const facts = [
    it.place ? fact('map-pin', t('calendar.fact.place'), own(it.place)) : undefined,
    it.link ? fact('video', t('calendar.fact.link'), own(it.link)) : undefined,
    it.wanted.length
      ? fact('users', t('finding.wanted'), html`${t('finding.wanted')} ${namesOf(it.wanted)}`)
      : undefined,
  ].filter((one) => one !== undefined)
  return facts.length ? html`<dl class="facts">${facts}</dl>` : nothing
}

/** Whose clocks were reckoned with, so that nobody takes silence for comfort. */
function reckoned(ctx: Request, { clocksKept, zone }: ShownQuestion): Html {
  const { t } = ctx.locale
  return html`<p class="quiet">${t('finding.reckoned')} ${clocksKept ? html`${t('finding.clocks-kept', { count: clocksKept })} ` : nothing}${t('calendar.your-zone', { zone: zoneSaid(ctx.timeZone) })}${zone === ctx.timeZone ? nothing : html` ${t('finding.written-in', { zone: zoneSaid(zone) })}`} <a href="/me#awake">${t('finding.awake.change')}</a></p>`
}

/** For whoever decides: another option, or no date at all. */
function deciding(ctx: Request, it: ShownQuestion, again: Again): Html {
  const { t } = ctx.locale
  const open = (name: string) => (again.errors?.[name] !== undefined ? trusted(' open') : nothing)
  const why = again.typed?.option === undefined ? again : {}
  return html`<div class="stack"><details class="more" id="more-options"${open('options')}><summary>${icon(ctx, 'chevron-right', true)} ${t('finding.add')}</summary>
<form class="stack" method="post" action="${it.url}/options"><div class="pair">${field(ctx, { name: 'day', label: t('calendar.field.day'), type: 'date', required: true }, again)}${field(ctx, { name: 'time', label: t('calendar.field.time'), type: 'time', hint: t('finding.add.hint', { zone: zoneSaid(it.zone) }) }, again)}</div>
<p><button class="button second" type="submit">${t('finding.add.now')}</button></p></form></details>
<details class="more"${again.typed?.option === undefined ? open('why') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('finding.give-up')}</summary>
<form class="stack" method="post" action="${it.url}/ending">${field(ctx, { name: 'why', label: t('finding.give-up.why'), most: 300 }, why)}
<p><button class="button second" type="submit">${t('finding.give-up.now')}</button></p></form></details></div>`
}
