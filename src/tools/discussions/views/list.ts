import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { excerptOf } from '../../../platform/markdown/markdown.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { mayStart, spaceOf } from '../../../spine/request/ctx.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, emptyPlace, face, icon, inLanguage, onlyPeople } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { DiscussionCard, Latest } from '../list.ts'

interface List {
  discussions: DiscussionCard[]
  movedUp: number
  next: string | null
  tag?: string
  show?: string
  tags: { tag: string; count: number }[]
  first: boolean
  newest: string
}

export function listPage(ctx: Request, list: List): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const here = `/c/${space.slug}/discussions`
  const filtered = list.tag !== undefined || list.show !== undefined
  const start = mayStart(space)
    ? buttonLink(`${here}/new`, html`${icon(ctx, 'plus')} ${t('discussions.start')}`, 'always')
    : nothing
  return layout(ctx, {
    title: t('discussions.title'),
    place: 'talk',
    main: html`<div class="title"><div class="head"><h1>${t('discussions.title')}</h1> ${start}</div></div>
${filters(ctx, here, list)}
${list.movedUp && !list.first ? html`<p class="panel good">${ctx.locale.rich('discussions.moved-up', { count: list.movedUp, newest: html`<a href="${list.newest}">${t('discussions.newest')}</a>` })}</p>` : nothing}
${list.discussions.length ? html`<ul class="rows" role="list">${list.discussions.map((one) => discussionRow(ctx, one))}</ul>` : emptyPlace(ctx, t(filtered ? 'discussions.none-such' : 'discussions.none'), filtered ? html`<a href="${here}">${t('discussions.all')}</a>` : start)}
${list.next ? html`<p><a class="button second" href="${list.next}" rel="next">${t('discussions.earlier')}</a></p>` : nothing}
${onlyPeople(ctx)}`,
  })
}

function filters(ctx: Request, here: string, list: List): Html {
  const { t } = ctx.locale
  const link = (address: string, words: string, current: boolean) =>
    html`<a href="${address}"${current ? trusted(' aria-current="true"') : nothing}>${words}</a>`
  return html`<nav class="filters" aria-label="${t('discussions.show')}">
${link(here, t('discussions.all'), !list.tag && !list.show)}
${link(`${here}?show=new`, t('discussions.new-to-me'), list.show === 'new')}
${link(`${here}?show=unanswered`, t('discussions.unanswered'), list.show === 'unanswered')}
</nav>
${list.tags.length ? html`<details class="more"${list.tag ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('discussions.tags')}</summary><nav class="tags" aria-label="${t('discussions.tags')}">${list.tags.map(({ tag }) => link(`${here}?tag=${encodeURIComponent(tag)}`, `#${tag}`, tag === list.tag))}</nav></details>` : nothing}`
}

/** One discussion in a list: whose it is, what it is called, who had the last word and when, what is new. */
export function discussionRow(ctx: Request, one: DiscussionCard, extra: Html = nothing): Html {
  const { t } = ctx.locale
  const replies = one.messageCount - 1
  const address =
    one.unread > 0 && one.firstUnread > 1
      ? `${one.url}?page=${Math.ceil(one.firstUnread / 50)}#m${one.firstUnread}`
      : one.url
  return html`<li${one.unread ? trusted(' class="unread"') : nothing}>${face(one.author)}
<a class="name" href="${address}">${inLanguage(ctx, one.lang, one.title)}</a>
<p class="quiet cluster"><span>${replies > 0 ? t('discussions.line', { name: one.author.name, count: replies, last: one.lastBy }) : t('discussions.line-alone', { name: one.author.name })}, ${timeOf(ctx, one.lastAt)}</span>
${one.unread ? html` <span class="sign new">${t('discussions.count-new', { count: one.unread })}</span>` : nothing}${one.named ? html` <span class="sign need">${icon(ctx, 'at-sign', true)} ${t('discussions.named')}</span>` : nothing}${sign(ctx, one)}</p>${extra}
${one.faces.length > 1 ? html`<p class="faces small" aria-hidden="true">${one.faces.map((person) => face(person, true))}</p>` : nothing}</li>`
}

function sign(ctx: Request, one: DiscussionCard): Html {
  const { t } = ctx.locale
  if (one.accepted) return html` <span class="sign">${icon(ctx, 'check', true)} ${t('discussions.answered')}</span>`
  return one.intent === 'talk' ? nothing : html` <span class="sign">${t(`discussions.sign.${one.intent}`)}</span>`
}

/** The opening words of the last message, for a home page. */
export function excerptView(ctx: Request, one: Latest): Html {
  const words = excerptOf(one.excerptHtml, 160)
  return words ? html`<p class="excerpt">${inLanguage(ctx, one.excerptLang, words)}</p>` : nothing
}
