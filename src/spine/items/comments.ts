import { type Html, html, nothing, trusted } from '../../platform/html.ts'
import type { Locale } from '../../platform/i18n.ts'
import { composer } from '../../ui/composer.ts'
import type { Again } from '../../ui/form.ts'
import { liveFoot, liveMessages } from '../../ui/live.ts'
import { type MessageLook, messageView } from '../../ui/message.ts'
import { joinFirst } from '../../ui/parts.ts'
import type { Reader } from '../live/kind.ts'
import type { Message } from '../messages/read.ts'
import { mayWrite, type Request, spaceOf } from '../request/ctx.ts'
import type { ShownAspects } from './aspects.ts'
import { makingLinks } from './links-views.ts'

type Said = Pick<
  ShownAspects,
  | 'messageCount'
  | 'messages'
  | 'modseq'
  | 'lastNumber'
  | 'page'
  | 'pages'
  | 'previous'
  | 'next'
  | 'mayComment'
  | 'blocks'
  | 'saved'
  | 'told'
  | 'draft'
> & { id: number; url: string; lang: string; closure: { by: string; reason: string } | null }

/** An item, as far as what is said under it depends on it. */
export interface Around extends Pick<Said, 'id' | 'url' | 'lang'> {
  /** Nothing more is said under it. */
  ended: boolean
  /** Numbers of the messages that the reader keeps. */
  saved: readonly number[]
}

/** How a message looks: the same on its item's page and where it arrives while that is open. */
export function lookOf(reader: Pick<Reader, 'locale' | 'site' | 'space'>, it: Around, message: Message): MessageLook {
  return {
    item: it.url,
    lang: it.lang,
    writes: mayWrite(reader.space),
    ended: it.ended,
    saved: it.saved.includes(message.number),
    more: makingLinks(reader, reader.space, it.id, message.number),
  }
}

/** To the eye only where something was said: below stands what it is for. */
export function commentsHeading({ t }: Locale, count: number): Html {
  return html`<h2 id="said" data-live-part="comments"${count ? nothing : trusted(' class="vh"')}>${t('items.comments', { count })}</h2>`
}

/**
 * What was said under an item, and where one says something: at the foot of its page. Whoever looks on hears what is said
 * meanwhile, where its kind is `live`.
 */
export function comments(ctx: Request, it: Said, again: Again = {}): Html {
  const { t } = ctx.locale
  const { id, url, modseq, page, pages, lastNumber: last, blocks } = it
  const around = { id, url, lang: it.lang, saved: it.saved, ended: it.closure !== null }
  const reader = { ...ctx, space: spaceOf(ctx) }
  return html`<section id="comments" aria-labelledby="said">${commentsHeading(ctx.locale, it.messageCount)}
${it.previous ? html`<p><a class="button second" rel="prev" href="${it.previous}">${t('items.comments.earlier')}</a></p>` : nothing}
<div${liveMessages(ctx, { item: id, modseq, page, pages, last, url, writes: it.mayComment && !around.ended, blocks })}>
${it.messages.map((message) => messageView(ctx, message, lookOf(reader, around, message)))}</div>
${it.next ? html`<p><a class="button second" rel="next" href="${it.next}">${t('items.comments.later')}</a></p>` : nothing}
${liveFoot(ctx, `${url}?page=${pages}#comments`)}
${foot(ctx, it, again)}</section>
${it.told ? html`<copse-told data-item="${id}"></copse-told>` : nothing}`
}

function foot(ctx: Request, it: Said, again: Again): Html {
  const { t } = ctx.locale
  if (spaceOf(ctx).standing === 'visitor') return joinFirst(ctx)
  if (!it.mayComment) return nothing
  if (it.closure)
    return html`<p class="panel">${t('items.closed-by', { name: it.closure.by, reason: it.closure.reason })}</p>`
  return composer(
    ctx,
    {
      id: 'reply',
      action: `${it.url}/messages`,
      heading: t('items.comment'),
      place: `item:${it.id}`,
      draft: it.draft,
      replies: true,
      button: t('items.comment.send'),
      rows: 3,
    },
    again,
  )
}
