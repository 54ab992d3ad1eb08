import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { face, icon } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Asking } from '../asking.ts'

/** To whoever asks for help: who may know. To whoever was asked: that they were. To all others: nothing. */
export function askingPanel(ctx: Request, it: { url: string; asking: Asking | null; closure: unknown }): Html {
  if (!it.asking || it.closure || spaceOf(ctx).closed) return nothing
  return html`${it.asking.askedMe ? asked(ctx, it.url, it.asking.askedMe) : nothing}${mayKnow(ctx, it.url, it.asking)}`
}

function asked(ctx: Request, url: string, me: { by: { name: string }; at: string }): Html {
  const { t } = ctx.locale
  return html`<section class="panel need stack" aria-labelledby="asked"><h2 class="with-icon" id="asked">${icon(ctx, 'hand-helping')} ${t('discussions.asks-you', { name: firstName(me.by.name) })}</h2>
<p class="quiet">${t('discussions.asks-you.hint', { name: firstName(me.by.name) })}</p>
<div class="cluster"><a class="button" href="#reply-text">${t('discussions.answer')}</a>${verb(`${url}/asks/declining`, t('discussions.not-now'))}</div></section>`
}

function mayKnow(ctx: Request, url: string, asking: Asking): Html {
  const { t } = ctx.locale
  if (asking.rests && !asking.asked.length)
    return html`<div class="quiet">${verb(`${url}/asks/rest`, t('discussions.may-know.again'), { on: 'false' }, 'plain')}</div>`
  if (!asking.people.length && !asking.asked.length) return nothing
  return html`<section class="panel stack" aria-labelledby="asking"><h2 id="asking">${t('discussions.may-know')}</h2>
${asking.people.length ? html`<p class="quiet">${t('discussions.may-know.hint')}</p>` : nothing}
<ul class="asking" role="list">${asking.asked.map((one) => html`<li>${face(one)}<div><a class="name" href="${one.url}">${one.name}</a><p class="quiet">${one.answer ? t(`discussions.asked.${one.answer}`) : ctx.locale.rich('discussions.asked', { time: timeOf(ctx, one.at) })}</p></div></li>`)}
${asking.people.map((one) => html`<li>${face(one)}<div><a class="name" href="${one.url}">${one.name}</a><p class="quiet">${one.topics.join(', ')}</p></div>${verb(`${url}/asks`, t('discussions.ask', { name: firstName(one.name) }), { handle: one.handle })}</li>`)}</ul>
${asking.people.length ? verb(`${url}/asks/rest`, t('discussions.not-now'), { on: 'true' }, 'plain') : nothing}</section>`
}

/** As people call each other. */
function firstName(name: string): string {
  return name.split(' ')[0] || name
}
