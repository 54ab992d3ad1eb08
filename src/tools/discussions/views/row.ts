import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { excerptOf } from '../../../platform/markdown/markdown.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { face, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { DiscussionCard } from '../card.ts'
import type { Latest } from '../list.ts'

/** From here on a list says how long a discussion takes to read, in minutes. */
const LONG = 30

/** One discussion in a list: whose it is, what it is called, who had the last word and when, what is new. */
export function discussionRow(ctx: Request, one: DiscussionCard, extra: Html = nothing): Html {
  const { t } = ctx.locale
  const replies = one.messageCount - 1
  const address =
    one.unread > 0 && one.firstUnread > 1
      ? `${one.url}?page=${Math.ceil(one.firstUnread / 50)}#m${one.firstUnread}`
      : one.url
  const kind = one.level === 'muted' ? ' class="muted"' : one.unread ? ' class="unread"' : ''
  return html`<li${trusted(kind)} data-row="${one.id}">${face(one.author)}
<a class="name" href="${address}">${inLanguage(ctx, one.lang, one.title)}</a>
<p class="quiet cluster"><span>${replies > 0 ? t('discussions.line', { name: one.author.name, count: replies, last: one.lastBy }) : t('discussions.line-alone', { name: one.author.name })}, ${timeOf(ctx, one.lastAt)}${one.minutes >= LONG ? `, ${readingTime(ctx, one.minutes)}` : nothing}${one.level === 'follow' ? html` <span class="heard">${icon(ctx, 'bell', true)}<span class="vh">${t('discussions.hear.follow')}</span></span>` : nothing}</span>${elsewhere(ctx, one)}${signs(ctx, one)}</p>${extra}
${one.faces.length > 1 ? html`<p class="faces small" aria-hidden="true">${one.faces.map((person) => face(person, true))}</p>` : nothing}</li>`
}

/** "about 9 minutes to read", "about 2 hours to read". */
export function readingTime(ctx: Pick<Request, 'locale'>, minutes: number): string {
  return minutes < 90
    ? ctx.locale.t('discussions.minutes', { count: minutes < 20 ? minutes : Math.round(minutes / 5) * 5 })
    : ctx.locale.t('discussions.hours', { count: Math.round(minutes / 60) })
}

/** What another place said, a circle of this community, names that place. */
function elsewhere(ctx: Request, one: DiscussionCard): Html {
  const here = ctx.space ? one.space.slug === ctx.space.slug : one.space.kind === 'community'
  return !here
    ? html` <span class="from">${ctx.locale.t('discussions.in-circle', { name: one.space.name })}</span>`
    : nothing
}

function signs(ctx: Request, one: DiscussionCard): Html {
  const { t } = ctx.locale
  const sign = (name: string, words: string, kind = '') =>
    html` <span class="sign${kind}">${icon(ctx, name, true)} ${words}</span>`
  return html`${one.unread ? html` <span class="sign new">${t('discussions.count-new', { count: one.unread })}</span>` : nothing}${one.named ? sign('at-sign', t('discussions.named'), ' need') : nothing}${one.pinned ? sign('pin', t('discussions.pinned')) : nothing}${one.closed ? sign('archive', t('discussions.closed')) : nothing}${meant(ctx, one)}${one.level === 'muted' ? sign('bell-off', t('discussions.hear.muted')) : nothing}`
}

function meant(ctx: Request, one: DiscussionCard): Html {
  const { t } = ctx.locale
  if (one.accepted) return html` <span class="sign">${icon(ctx, 'check', true)} ${t('discussions.answered')}</span>`
  return one.intent === 'talk' ? nothing : html` <span class="sign">${t(`discussions.sign.${one.intent}`)}</span>`
}

/** The opening words of the last message, for a home page. */
export function excerptView(ctx: Request, one: Latest): Html {
  const words = excerptOf(one.excerptHtml, 160)
  return words ? html`<p class="excerpt">${inLanguage(ctx, one.excerptLang, words)}</p>` : nothing
}
