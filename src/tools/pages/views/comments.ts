import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Locale } from '../../../platform/i18n.ts'
import { makingLinks } from '../../../spine/items/links-views.ts'
import type { Reader } from '../../../spine/live/kind.ts'
import type { Message } from '../../../spine/messages/read.ts'
import { mayWrite, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { composer } from '../../../ui/composer.ts'
import type { Again } from '../../../ui/form.ts'
import { liveFoot, liveMessages } from '../../../ui/live.ts'
import { type MessageLook, messageView } from '../../../ui/message.ts'
import { joinFirst } from '../../../ui/parts.ts'
import type { ShownPage } from '../present.ts'

/** A page, as far as its comments depend on it. */
interface Around {
  id: number
  url: string
  lang: string
  /** Nothing more is said under it. */
  ended: boolean
  /** Numbers of the comments that the reader keeps. */
  saved: readonly number[]
}

/** How a comment looks: the same on its page and where it arrives while the page is open. */
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
  return html`<h2 id="said" data-live-part="comments"${count ? nothing : trusted(' class="vh"')}>${t('pages.comments', { count })}</h2>`
}

/** What is said about a page, below it; whoever looks on hears what is said meanwhile. */
export function comments(ctx: Request, it: ShownPage, again: Again): Html {
  const { t } = ctx.locale
  const ended = it.closure !== null
  const blocks = it.blocks
  return html`<section id="comments" aria-labelledby="said">${commentsHeading(ctx.locale, it.messageCount)}
${it.previous ? html`<p><a class="button second" rel="prev" href="${it.previous}">${t('pages.comments.earlier')}</a></p>` : nothing}
<div${liveMessages(ctx, { item: it.id, modseq: it.modseq, page: it.page, pages: it.pages, last: it.lastNumber, url: it.url, writes: it.mayComment && !ended, blocks })}>
${it.messages.map((message) => messageView(ctx, message, lookOf({ ...ctx, space: spaceOf(ctx) }, { ...it, ended }, message)))}</div>
${it.next ? html`<p><a class="button second" rel="next" href="${it.next}">${t('pages.comments.later')}</a></p>` : nothing}
${liveFoot(ctx, `${it.url}?page=${it.pages}#comments`)}
${foot(ctx, it, again)}</section>`
}

function foot(ctx: Request, it: ShownPage, again: Again): Html {
  const { t } = ctx.locale
  if (spaceOf(ctx).standing === 'visitor') return joinFirst(ctx)
  if (!it.mayComment) return nothing
  if (it.closure)
    return html`<p class="panel">${t('pages.closed-by', { name: it.closure.by, reason: it.closure.reason })}</p>`
  const draft = it.draft && { ...it.draft, text: it.draft.fields.text ?? '' }
  return composer(
    ctx,
    {
      id: 'reply',
      action: `${it.url}/messages`,
      heading: t('pages.comment'),
      place: `item:${it.id}`,
      draft,
      replies: true,
      button: t('pages.comment.send'),
      rows: 3,
    },
    again,
  )
}
