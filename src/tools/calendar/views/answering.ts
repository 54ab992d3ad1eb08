import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, field } from '../../../ui/form.ts'
import { icon } from '../../../ui/parts.ts'
import { type Reply, replies } from '../answers.ts'
import { reminding } from '../telling/views.ts'
import type { EventShown } from './event.ts'

/** Saying whether one comes: three buttons; of what repeats, to this date or to all; and what one needs. */
export function answering(ctx: Request, it: EventShown, again: Again): Html {
  const { t } = ctx.locale
  if (!it.mayAnswer || it.cancelled || it.over) return nothing
  const both = it.place !== '' && (it.link !== '' || it.dialIn !== '')
  return html`<section class="panel stack" id="answer" aria-labelledby="coming"><h2 id="coming">${t('calendar.answer.heading')}</h2>${mine(ctx, it)}
<form class="stack" method="post" action="${it.url}/answer"><input type="hidden" name="date" value="${it.original}">
${both ? ways(ctx, it) : nothing}
${it.repeats ? html`<label class="choice"><input type="checkbox" name="all" value="true"${it.mine?.all ? trusted(' checked') : nothing}> <span>${t('calendar.answer.all')}</span></label>` : nothing}
<p class="cluster">${replies.map((reply) => button(ctx, reply, it.mine?.reply))}</p></form>
${reminding(ctx, it)}
${needs(ctx, it, again)}</section>`
}

function button(ctx: Request, reply: Reply, mine: Reply | undefined): Html {
  const { t } = ctx.locale
  const words = { yes: t('calendar.come'), perhaps: t('calendar.perhaps'), no: t('calendar.cannot') }[reply]
  const kind = mine === undefined && reply === 'yes' ? 'button' : 'button second'
  return html`<button class="${kind}" type="submit" name="reply" value="${reply}"${reply === mine ? trusted(' aria-pressed="true"') : nothing}>${reply === mine ? icon(ctx, 'check', true) : nothing} ${words}</button> `
}

/** What one said, and whether there is a place. */
function mine(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  if (!it.mine) return it.places === null ? nothing : html`<p class="quiet">${placesLeft(ctx, it)}</p>`
  if (it.mine.waiting) {
    const ahead = it.answers
      .filter(({ waiting }) => waiting)
      .findIndex(({ person }) => person.id === it.mine!.person.id)
    return html`<p>${t('calendar.waiting', { count: ahead })}</p>`
  }
  return nothing
}

function placesLeft(ctx: Request, it: EventShown): string {
  const taken = it.answers.filter(
    ({ reply, waiting, way }) => reply === 'yes' && !waiting && !(way === 'online'),
  ).length
  return ctx.locale.t('calendar.places', { places: it.places!, left: Math.max(0, it.places! - taken) })
}

function ways(ctx: Request, it: EventShown): Html {
  const { t } = ctx.locale
  const choice = (value: string, words: string, chosen: boolean) =>
    html`<label class="choice"><input type="radio" name="way" value="${value}"${chosen ? trusted(' checked') : nothing}> <span>${words}</span></label>`
  return html`<fieldset><legend>${t('calendar.answer.way')}</legend><div class="choices">${choice('on-site', t('calendar.on-site'), it.mine?.way !== 'online')}${choice('online', t('calendar.online'), it.mine?.way === 'online')}</div></fieldset>`
}

function needs(ctx: Request, it: EventShown, again: Again): Html {
  const { t } = ctx.locale
  const open = it.needs !== '' || again.errors?.needs !== undefined
  const names = ctx.locale.list(it.hosts.map(({ name }) => name))
  return html`<details class="more"${open ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('calendar.needs')}</summary>
<form class="stack" method="post" action="${it.url}/needs">${it.repeats ? html`<input type="hidden" name="date" value="${it.original}">` : nothing}${field(ctx, { name: 'needs', label: t('calendar.needs.field'), rows: 3, most: 1000, value: it.needs, hint: t('calendar.needs.hint', { names }) }, again)}
<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form></details>`
}
