import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Door } from '../../../spine/spaces/door.ts'
import type { Welcoming } from '../../../spine/spaces/welcoming.ts'
import { type Again, field, formKey, problems, verb } from '../../../ui/form.ts'
import { door as doorLayout } from '../../../ui/layout.ts'
import { emblem, icon } from '../../../ui/parts.ts'
import { dayOf, timeOf } from '../../../ui/time.ts'
import { asked } from '../../welcome/index.ts'
import { newPersonFields } from './joining.ts'
import { providerForm } from './provider.ts'

/** A community or circle from outside. */
export function knockPage(ctx: Request, it: Door, welcoming: Welcoming, again: Again = {}): Html {
  const { t } = ctx.locale
  return doorLayout(
    ctx,
    it.name,
    html`<div class="title">${emblem(ctx, it)}<h1>${it.name}</h1>
${it.parent ? html`<p class="quiet"><a href="/c/${it.parent.slug}">${t('door.knock.in', { community: it.parent.name })}</a></p>` : nothing}
${it.purpose ? html`<p class="lead" lang="${it.lang}">${it.purpose}</p>` : nothing}</div>
${asked(ctx, welcoming, { address: `/c/${it.slug}/door`, lang: it.lang })}
${problems(ctx, again)}
${stateOf(ctx, it, again)}
${ctx.me ? html`<p class="quiet"><a href="/">${t('ui.go-home')}</a></p>` : html`${it.mayAsk && it.joining !== 'invitation' ? providerForm(ctx, ctx.path) : nothing}<p class="quiet">${t('door.join.known')} <a href="/sign-in?to=${encodeURIComponent(ctx.path)}">${t('ui.sign-in')}</a></p>`}`,
    it.hue,
  )
}

function stateOf(ctx: Request, it: Door, again: Again): Html {
  const { t } = ctx.locale
  if (it.belongs)
    return html`<p>${t('door.knock.belongs')}</p><p><a class="button full" href="/c/${it.slug}">${t('door.knock.enter')}</a></p>`
  if (it.request?.state === 'waiting')
    return html`<section class="panel good stack"><p class="with-icon">${icon(ctx, 'door-open')} <span>${ctx.locale.rich('door.knock.waits', { time: timeOf(ctx, it.request.at) })}</span></p>${verb(`/c/${it.slug}/door/withdrawal`, t('door.knock.withdraw'), {}, 'plain')}</section>`
  if (it.awayUntil) return html`<p>${ctx.locale.rich('door.knock.away', { date: dayOf(ctx, it.awayUntil) })}</p>`
  if (it.joining === 'invitation') return html`<p>${t('door.knock.invitation')}</p>`
  if (!it.mayAsk) return html`<p>${t('door.knock.only-parent')}</p>`
  return html`${it.request?.state === 'declined' ? declined(ctx, it.request.word) : nothing}${askForm(ctx, it, again)}`
}

function declined(ctx: Request, word: string): Html {
  const { t } = ctx.locale
  return html`<section class="panel stack"><h2>${t('door.knock.declined')}</h2>
${word ? html`<figure class="thanks"><blockquote><p>${word}</p></blockquote><figcaption class="quiet">${t('door.knock.word')}</figcaption></figure>` : nothing}
<p class="quiet">${t('door.knock.again')}</p></section>`
}

function askForm(ctx: Request, it: Door, again: Again): Html {
  const { t } = ctx.locale
  const asks = it.joining === 'request'
  return html`<form class="stack" method="post" action="/c/${it.slug}/door">${formKey()}
<input type="hidden" name="shown" value="${String(it.answersShown)}">
<p class="quiet">${t(asks ? 'door.knock.request' : 'door.knock.free')}</p>
${asks ? it.questions.map((question, i) => field(ctx, { name: `answer${i + 1}`, label: html`<span class="written" lang="${it.lang}">${question}</span>`, rows: 2, most: 1000, required: true }, again)) : nothing}
${asks && it.questions.length ? html`<p class="readers">${icon(ctx, 'users', true)} <span>${t(it.answersShown ? 'door.knock.shown' : 'door.knock.hosts-only')}</span></p>` : nothing}
${ctx.me ? nothing : html`<h2>${t('door.knock.you')}</h2>${newPersonFields(ctx, null, again)}`}
<button class="button full" type="submit">${t(asks ? 'door.knock.ask' : 'door.knock.join')}</button></form>`
}
