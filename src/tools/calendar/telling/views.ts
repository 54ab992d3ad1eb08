import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type Remind, reminds } from '../../../spine/notify/reasons.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, field, verb } from '../../../ui/form.ts'
import { icon } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { EventShown } from '../views/event.ts'
import { OFFICE_HOURS } from './office.ts'
import { type Detail, said } from './words.ts'

/** When somebody who comes wants to be reminded. */
export function reminding(ctx: Request, it: EventShown): Html {
  if (!it.mine || it.mine.reply === 'no') return nothing
  const { t } = ctx.locale
  const words: Record<Remind, string> = {
    none: t('calendar.remind.none'),
    day: t('calendar.remind.day'),
    hour: t('calendar.remind.hour'),
    both: t('calendar.remind.both'),
  }
  const option = (value: string, name: string) =>
    html`<option value="${value}"${value === it.remind ? trusted(' selected') : nothing}>${name}</option>`
  return html`<form class="cluster" method="post" action="${it.url}/reminder"><input type="hidden" name="date" value="${it.original}">
<label for="remind">${t('calendar.remind')}</label> <select id="remind" name="remind">${option('', t('calendar.remind.usual', { usual: words[it.usually] }))}${reminds.map((one) => option(one, words[one]))}</select>
<button class="button second" type="submit">${t('ui.keep')}</button></form>`
}

/** What was changed, what was said last first; folded, since those who come were told. */
export function changesFold(ctx: Request, it: EventShown): Html {
  if (!it.changes.length) return nothing
  const line = (one: Detail) => html`<li>${detail(ctx, it.lang, one)}</li>`
  return html`<details class="more" id="changes"><summary>${icon(ctx, 'chevron-right', true)} ${ctx.locale.t('calendar.changes')}</summary>
<ul class="plain-list stack">${it.changes.map(({ at, by, lines }) => html`<li><p class="quiet"><a class="written" href="${by.url}">${by.name}</a>, ${timeOf(ctx, at)}</p><ul class="plain-list">${lines.map(line)}</ul></li>`)}</ul></details>`
}

function detail(ctx: Request, lang: string, one: Detail): Html {
  if (!one.own || !(one.was || one.now)) return html`${said(ctx.locale, one)}`
  const own = (text: string) => html`<span class="written" lang="${lang}">${text}</span>`
  const { what, was, now } = one
  if (!now) return ctx.locale.rich('calendar.change.gone', { what, was: own(was) })
  return was
    ? ctx.locale.rich('calendar.change.is', { what, was: own(was), now: own(now) })
    : ctx.locale.rich('calendar.change.new', { what, now: own(now) })
}

type Question = EventShown['questions'][number]

/** What people bring to an office hour: what is talked about now, what waits in its order, what is done. */
export function officeQueue(ctx: Request, it: EventShown, again: Again): Html {
  if (it.format !== OFFICE_HOURS && !it.questions.length) return nothing
  const { t } = ctx.locale
  const open = it.questions.filter(({ state }) => state !== 'done').sort((a, b) => rank(a) - rank(b) || a.id - b.id)
  const done = it.questions.filter(({ state }) => state === 'done')
  const brings = it.format === OFFICE_HOURS && it.mayAnswer && !it.cancelled && !it.over
  return html`<section class="stack" id="questions" aria-labelledby="brought"><h2 id="brought">${t('calendar.office')}</h2>
${open.length ? html`<ol class="rows acts office">${open.map((one, i) => waiting(ctx, it, one, i))}</ol>` : html`<p class="quiet">${t('calendar.office.none')}</p>`}
${brings ? bringing(ctx, it, again) : nothing}
${done.length ? html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('calendar.office.talked', { count: done.length })}</summary><ul class="plain-list stack">${done.map((one) => talked(ctx, it, one))}</ul></details>` : nothing}</section>`
}

const rank = ({ state }: Question) => (state === 'now' ? 0 : 1)

function waiting(ctx: Request, it: EventShown, one: Question, at: number): Html {
  const { t } = ctx.locale
  const now = one.state === 'now'
  return html`<li id="q-${one.id}"${now ? trusted(' class="now"') : nothing}><b class="turn">${at + 1}</b><p class="written" lang="${it.lang}">${one.question}</p>
<p class="quiet"><a class="written" href="${one.by.url}">${one.by.name}</a>${now ? html` <span class="sign new">${t('calendar.office.now')}</span>` : nothing}</p>
<div class="act cluster">${it.tendsIt ? turn(ctx, it, one, now ? 'done' : 'now') : nothing}${back(ctx, it, one)}</div></li>`
}

function talked(ctx: Request, it: EventShown, one: Question): Html {
  return html`<li><p><span class="written" lang="${it.lang}">${one.question}</span> <span class="quiet written">${one.by.name}</span></p>${it.tendsIt ? turn(ctx, it, one, 'waiting') : nothing}</li>`
}

function turn(ctx: Request, it: EventShown, one: Question, to: 'now' | 'done' | 'waiting'): Html {
  const { t } = ctx.locale
  const words = {
    now: t('calendar.office.turn.now'),
    done: t('calendar.office.turn.done'),
    waiting: t('calendar.office.turn.waiting'),
  }
  return verb(
    `${it.url}/questions/${one.id}/turn`,
    html`${words[to]}<span class="vh">: ${one.question}</span>`,
    { state: to, date: it.original },
    to === 'waiting' ? 'plain' : 'second',
  )
}

function back(ctx: Request, it: EventShown, one: Question): Html {
  const mine = one.by.id === ctx.me?.id
  if (!it.mayAnswer || !(mine || it.tendsIt)) return nothing
  const { t } = ctx.locale
  const words = mine ? t('calendar.office.back') : t('items.remove')
  return verb(
    `${it.url}/questions/${one.id}/removal`,
    html`${words}<span class="vh">: ${one.question}</span>`,
    { date: it.original },
    'plain',
  )
}

function bringing(ctx: Request, it: EventShown, again: Again): Html {
  const { t } = ctx.locale
  return html`<form class="stack" method="post" action="${it.url}/questions"><input type="hidden" name="date" value="${it.original}">
${field(ctx, { name: 'question', label: t('calendar.office.bring'), required: true, most: 300, hint: t('calendar.office.hint') }, again)}
<p><button class="button second" type="submit">${t('calendar.office.bring.now')}</button></p></form>`
}
