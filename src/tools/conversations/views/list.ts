import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { excerptOf } from '../../../platform/markdown/markdown.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { layout } from '../../../ui/layout.ts'
import { liveList } from '../../../ui/live.ts'
import { buttonLink, emptyPlace, face, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Listed } from '../list.ts'
import { freshSign, namesOf } from './names.ts'

/** One's conversations, the one with the newest word first. */
export function listPage(ctx: Request, it: { conversations: Listed[]; next: string | null }, first: boolean): Html {
  const { t } = ctx.locale
  const begin = buttonLink('/messages/new', html`${icon(ctx, 'plus')} ${t('conversations.new')}`, 'always')
  return layout(ctx, {
    title: t('conversations.title'),
    own: 'messages',
    main: html`<div class="title"${first ? liveList(ctx, 'all') : nothing}><div class="head"><h1>${t('conversations.title')}</h1> ${it.conversations.length ? begin : nothing}</div>
<p class="quiet with-icon">${icon(ctx, 'lock', true)} <span>${t('conversations.private')}</span></p>
<p><a class="with-icon" href="/threads">${icon(ctx, 'messages-square', true)} <span>${t('conversations.threads')}</span></a></p></div>
${it.conversations.length ? html`<ul class="rows" role="list">${it.conversations.map((one) => row(ctx, one))}</ul>` : emptyPlace(ctx, t('conversations.none'), begin)}
${it.next ? html`<p><a class="button second" href="${it.next}" rel="next">${t('conversations.earlier')}</a></p>` : nothing}`,
  })
}

function row(ctx: Request, one: Listed): Html {
  const [first] = one.people.length ? one.people : one.left
  return html`<li data-row="${one.id}"${one.unread ? trusted(' class="unread"') : nothing}>${first ? face(first) : icon(ctx, 'mail')}
<span class="head"><a class="name" href="${one.url}">${namesOf(ctx, one)}</a> ${freshSign(ctx, one.unread)}${one.muted ? html` <span class="sign">${icon(ctx, 'bell-off', true)} ${ctx.locale.t('conversations.muted')}</span>` : nothing}</span>
${said(ctx, one)}<p class="quiet">${timeOf(ctx, one.lastAt)}</p></li>`
}

/** How the last words begin. */
function said(ctx: Request, { last }: Listed): Html {
  const { t } = ctx.locale
  const words = last?.html ? excerptOf(last.html, 120) : ''
  if (!last || !words) return nothing
  return html`<p class="excerpt"><span class="by${last.own ? '' : ' written'}">${t('ui.says', { name: last.own ? t('conversations.you') : last.by })}</span> ${inLanguage(ctx, last.lang, words)}</p>`
}
