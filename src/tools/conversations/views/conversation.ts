import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { composer } from '../../../ui/composer.ts'
import { type Again, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face, icon } from '../../../ui/parts.ts'
import { readingMark, talk } from '../../rooms/index.ts'
import { lookOf } from '../look.ts'
import type { ShownConversation } from '../present.ts'
import { namesOf } from './names.ts'

/** A conversation: what was said last, and where one says something. */
export function conversationPage(
  ctx: Request,
  it: ShownConversation,
  reply?: { number: number; name: string },
  again: Again = {},
): Html {
  return layout(ctx, {
    title: ctx.locale.t('conversations.with', { names: namesOf(ctx, it) }),
    kind: 'talking',
    main: html`<link rel="stylesheet" href="${ctx.site.assets.rooms}"><div class="title"><h1>${namesOf(ctx, it)}</h1>${gone(ctx, it)}</div>
${problems(ctx, again, 'reply')}
${aside(ctx, it)}
${saidView(ctx, it)}
${readingMark(ctx, it)}
${foot(ctx, it, reply, again)}`,
  })
}

/** What was said, without the page around it. */
export function saidView(ctx: Request, it: ShownConversation): Html {
  return talk(ctx, it, (message) => lookOf({ space: spaceOf(ctx) }, it, message))
}

/** Who was in it and is not any more. */
function gone(ctx: Request, it: ShownConversation): Html {
  if (!it.left.length || !it.people.length) return nothing
  return html`<p class="quiet">${ctx.locale.t('conversations.gone', { names: ctx.locale.list(it.left.map(({ name }) => name)), count: it.left.length })}</p>`
}

function aside(ctx: Request, it: ShownConversation): Html {
  const { t } = ctx.locale
  const muted = it.level === 'muted'
  const among = it.people.map(({ handle }) => handle).join(',')
  return html`<aside class="stack" aria-label="${t('conversations.about')}">
<p><a class="with-icon" href="/messages">${icon(ctx, 'chevron-left', true)} <span>${t('conversations.all')}</span></a></p>
<details class="more"><summary>${icon(ctx, 'settings-2', true)} ${t('conversations.about')}</summary>
<ul class="plain-list" role="list">${it.people.map((one) => html`<li><a class="with-icon" href="${one.url}">${face(one, true)} <span>${one.name}</span></a></li>`)}</ul>
<div class="cluster">${verb(`${it.url}/follow`, html`${icon(ctx, muted ? 'bell' : 'bell-off', true)} ${t(muted ? 'conversations.unmute' : 'conversations.mute')}`, { level: muted ? 'follow' : 'muted' }, 'plain')}
${it.people.length ? html`<a class="button plain" href="/messages/new?with=${among}">${icon(ctx, 'user-plus', true)} ${t('conversations.add')}</a>` : nothing}
<a class="button plain" href="${it.url}/concern">${icon(ctx, 'flag', true)} ${t('conversations.concern')}</a>
<a class="button plain" href="${it.url}/leaving">${icon(ctx, 'door-open', true)} ${t('conversations.leave')}</a></div>
${it.people.length ? html`<p class="quiet">${t('conversations.add.hint')}</p>` : nothing}</details></aside>`
}

/** Where one says something; or why one cannot. */
function foot(
  ctx: Request,
  it: ShownConversation,
  reply: { number: number; name: string } | undefined,
  again: Again,
): Html {
  const { t } = ctx.locale
  const names = namesOf(ctx, it)
  if (it.closed) return html`<section class="panel stack"><p>${t('conversations.alone')}</p></section>`
  if (it.blockedOther)
    return html`<section class="panel stack"><p>${t('conversations.you-blocked', { name: it.blockedOther.name })}</p>${verb(`/people/${it.blockedOther.handle}/block`, t('conversations.unblock', { name: it.blockedOther.name }), { on: 'false' })}</section>`
  return composer(
    ctx,
    {
      id: 'reply',
      action: `${it.url}/messages`,
      heading: t('conversations.say', { names }),
      place: `item:${it.id}`,
      draft: it.draft,
      replies: true,
      replyTo: reply,
      button: t('conversations.send'),
      stay: true,
    },
    again,
  )
}
