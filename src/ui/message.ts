import { type Html, html, nothing, trusted } from '../platform/html.ts'
import { excerptOf } from '../platform/markdown/markdown.ts'
import { fragment } from './fragments.ts'
import type { Card, Drawn, Frame } from './frame.ts'
import { badgeSign, face, icon } from './parts.ts'
import { type ShownPreview, withPreviews } from './previews.ts'
import { type Clock, lengthOf, timeOf } from './time.ts'

/** A message as the view needs it; the API's shape. */
interface ShownMessage {
  id: number
  number: number
  url: string
  author: Card & { url: string }
  badge: string | null
  voice: string | null
  /** The connection by which another system said it in its author’s name. */
  through: string | null
  replyTo: number | null
  replyName: string | null
  thread: number | null
  threadSize: number
  replyElsewhere: { url: string; title: string; name: string } | null
  lang: string
  html: string
  reactions: Record<string, number | undefined>
  mine: readonly string[]
  /** What pages say of themselves to which it leads; null where its author wants none. */
  previews: readonly ShownPreview[] | null
  attachments: readonly {
    url: string
    name: string
    type: string
    bytes: number
    width: number | null
    height: number | null
    seconds: number | null
    alt: string
  }[]
  origin: string | null
  createdAt: string
  editedAt: string | null
  removed: boolean
  removedByAuthor: boolean
  mayEdit: boolean
  mayRemove: boolean
  mayRestore: boolean
  /** Where it can be reported, and its author blocked; null for one's own. */
  report: string | null
  /** Whoever looks has blocked its author: its words are folded. */
  blocked: boolean
}

/** What a message needs of its page. */
type MessageFrame = Pick<Frame, 'locale'> & Drawn

/** A message with what depends on who looks, and when. Its fragment is made of this and of nothing else. */
interface Looked extends ShownMessage {
  own: boolean
  /** When it was said, in the words of today. */
  time: Html
}

export interface MessageLook {
  /** Address of the item. */
  item: string
  /** Language of the item: a message in another says so. */
  lang: string
  writes: boolean
  /** Nothing more is said under the item. */
  ended?: boolean
  /** Whether the reader keeps it for later; left out where that cannot be done. */
  saved?: boolean
  /** Whether the reader's place in it is kept, so that it can be called new again. */
  readable?: boolean
  /** The first message is what all others are about: it is set to be read, larger than they. */
  opens?: boolean
  /** Says above the message that it was chosen as the answer. */
  chosen?: string
  /** Fields and words of the button with which the asker chooses it. */
  choose?: Html
  /** What else can be done with this message, for its menu. */
  more?: Html
  /** Below it lie the side threads, by number, where there are any: what is said in one is a line here. */
  threads?: string
  /** The side thread that is shown: its messages as they are, and no way into it. */
  inThread?: boolean
  /** Where one is told what to do about it, where nobody listens to reports. */
  concern?: string
}

const signs: Record<string, string> = { thanks: 'heart', 'me-too': 'footprints', helped: 'leaf' }

/** A message on a page, or where it arrives: the same fragment for all for whom it looks the same. */
export function messageView(
  frame: MessageFrame & Clock & { me: { id: number } | null },
  message: ShownMessage,
  look: MessageLook,
): Html {
  const { locale, site } = frame
  const own = frame.me?.id === message.author.id
  const time = timeOf(frame, message.createdAt)
  return fragment(locale, message.id, [message, look, own, time.markup, site.assets.icons], () =>
    madeView({ locale, site }, { ...message, own, time }, look),
  )
}

function madeView(frame: MessageFrame, message: Looked, look: MessageLook): Html {
  const { number, author } = message
  if (message.removed) return removedView(frame, message)
  const beside = message.thread && look.threads && !look.inThread
  const shown = beside ? besideView(frame, message, look.threads!) : shownView(frame, message, look)
  if (message.blocked) return foldedView(frame, message, shown)
  const kind = beside ? ' beside' : number === 1 && look.opens ? ' first' : look.chosen ? ' answer' : ''
  return html`<article class="message${kind}" id="m${number}" data-by="${author.id}"${message.thread ? html` data-thread="${message.thread}"` : nothing} aria-labelledby="by${number}">
${shown}
</article>`
}

/**
 * What someone wrote whom the reader has blocked: one line, and the words on request. Open pages make the same of what
 * arrives, by `data-by`: what is sent to them is the same for everyone.
 */
function foldedView(frame: MessageFrame, { number, author, thread }: Looked, shown: Html): Html {
  const { t } = frame.locale
  return html`<article class="message blocked" id="m${number}" data-by="${author.id}"${thread ? html` data-thread="${thread}"` : nothing}><details><summary>${icon(frame, 'eye-off', true)} ${t('ui.message.blocked')} <span class="act">${t('ui.message.blocked-show')}</span></summary><div class="message">
${shown}
</div></details></article>`
}

function shownView(frame: MessageFrame, message: Looked, look: MessageLook): Html {
  const { locale } = frame
  const { t } = locale
  const { number, author } = message
  return html`${look.chosen ? html`<p class="answered with-icon">${icon(frame, 'circle-check')} ${look.chosen}</p>` : nothing}
${message.through ? html`<span class="face" aria-hidden="true">${icon(frame, 'link')}</span>` : face(author)}
<header>${byLine(frame, message)}${message.voice ? html` <span class="sign voice">${t(`ui.voice.${message.voice}`)}</span>` : badgeSign(locale, message.badge)} <span class="quiet">${message.time}${message.editedAt ? html`, <a href="${message.url}/revisions">${t('ui.message.edited')}</a>` : nothing}</span> <a class="number" href="${message.url}" aria-label="${t('ui.message.link', { number })}">${number}</a></header>
${message.replyTo && message.replyTo !== number - 1 && !(look.inThread && message.replyTo === message.thread) ? html`<p class="quiet"><a href="${look.item}/messages/${message.replyTo}">${t('ui.message.to', { name: message.replyName ?? '', number: message.replyTo })}</a></p>` : nothing}
${message.replyElsewhere ? html`<p class="quiet"><a href="${message.replyElsewhere.url}">${t('ui.message.to-elsewhere', { name: message.replyElsewhere.name, title: message.replyElsewhere.title })}</a></p>` : nothing}
<div class="said"${message.lang === look.lang ? nothing : html` lang="${message.lang}"`}>${withPreviews(message.html, message.previews ?? [])}${message.attachments.map((file) => attachmentView(frame, file))}</div>
${message.origin ? html`<p class="quiet"><a href="${message.origin}" rel="noopener nofollow">${t('ui.message.origin')}</a></p>` : nothing}
${toThread(frame, message, look)}
<div class="reacts">${look.writes ? reactions(frame, message, look) : html`${counted(frame, message)}${menu(frame, message, look)}`}</div>`
}

/** Whose words these are: a person's, or those of another system, with who connected it. */
function byLine({ locale }: MessageFrame, { number, author, through }: Looked): Html {
  const person = html`<a href="${author.url}">${author.name}</a>`
  if (!through) return html`<h3 id="by${number}">${person}</h3>`
  return html`<h3 id="by${number}" class="written">${through}</h3> <span class="quiet">${locale.rich('ui.message.through', { name: person })}</span>`
}

/** What is said in a side thread, where all is said: a line that leads there. */
function besideView(frame: MessageFrame, message: Looked, threads: string): Html {
  const { number, author, thread, attachments } = message
  const words = excerptOf(message.html, 60) || attachments.map(({ name }) => name).join(', ')
  return html`<p class="quiet with-icon">${icon(frame, 'reply', true)} <span><b class="written" id="by${number}">${message.through ?? author.name}</b> ${frame.locale.t('ui.message.beside')} <a class="written" href="${threads}/${thread}#m${number}">${words}</a></span></p>`
}

function removedView(frame: MessageFrame, message: Looked): Html {
  const { t } = frame.locale
  const words = t(message.removedByAuthor ? 'ui.message.removed-by-author' : 'ui.message.removed-by-host', {
    name: message.author.name,
  })
  return html`<article class="message removed" id="m${message.number}"><p class="quiet">${words}</p>
${message.mayRestore ? html`<form method="post" action="${message.url}/restoration"><button class="button plain" type="submit">${icon(frame, 'undo-2', true)} ${t('ui.undo')}</button></form>` : nothing}</article>`
}

/** How much is said beside it, and the way there. */
function toThread(frame: MessageFrame, { number, threadSize }: Looked, look: MessageLook): Html {
  if (!threadSize || !look.threads || look.inThread) return nothing
  return html`<p class="to-thread"><a class="with-icon" href="${look.threads}/${number}">${icon(frame, 'messages-square', true)} <span>${frame.locale.t('ui.message.thread', { count: threadSize })}</span></a></p>`
}

/** One form for all reactions: the button that was pressed says which, and whether it is given or taken back. */
function reactions(frame: MessageFrame, message: Looked, look: MessageLook): Html {
  const { t } = frame.locale
  const { number, url, own } = message
  const button = (kind: string) => {
    const count = message.reactions[kind] ?? 0
    if (own && !count) return nothing
    const mine = message.mine.includes(kind)
    const words = t(`ui.react.${kind}`)
    // What nobody has given yet stays an icon, named for whoever cannot see it: a calm line under each message.
    const label = count
      ? html` ${words} ${count}`
      : kind === 'thanks'
        ? html` ${words}`
        : html`<span class="vh">${words}</span>`
    return html`<button${count ? trusted(' class="given"') : nothing} name="${mine ? 'off' : 'on'}" value="${kind}" title="${words}" aria-pressed="${mine ? 'true' : 'false'}"${own ? trusted(' disabled') : nothing}>${icon(frame, signs[kind]!, true)}${label}</button>`
  }
  return html`<form method="post" action="${url}/reactions">${Object.keys(signs).map(button)}</form>
${look.ended || look.inThread ? nothing : html`<a class="act" href="${look.item}?page=${Math.ceil(number / 50)}&amp;reply=${number}#reply" data-reply="${number}">${icon(frame, 'reply', true)} ${t('ui.reply')}</a>`}
${menu(frame, message, look)}`
}

function menu(frame: MessageFrame, message: ShownMessage, look: MessageLook): Html {
  const { t } = frame.locale
  const { number, url } = message
  const report = message.report && (look.concern ?? message.report)
  return html`<details class="menu"><summary aria-label="${t('ui.message.more', { number })}">${icon(frame, 'ellipsis', true)}</summary><div>
${look.choose ?? nothing}
${look.saved === undefined ? nothing : html`<form method="post" action="${url}/saving"><button class="button plain" name="on" value="${look.saved ? 'false' : 'true'}" type="submit">${icon(frame, 'bookmark', true)} ${t(look.saved ? 'ui.message.unsave' : 'ui.message.save')}</button></form>`}
${message.mayEdit ? html`<a class="button plain" href="${url}/edit">${icon(frame, 'pencil', true)} ${t('ui.edit')}</a>` : nothing}
${previewChoice(frame, message)}
${look.readable ? html`<form method="post" action="${url}/newness"><button class="button plain" type="submit">${icon(frame, 'mail', true)} ${t('ui.message.new-again')}</button></form>` : nothing}
${look.threads && !look.inThread && look.writes && !look.ended ? html`<a class="button plain" href="${look.threads}/${number}#reply">${icon(frame, 'reply', true)} ${t('ui.message.begin-thread')}</a>` : nothing}
${copyLink(frame, url)}
${look.more ?? nothing}
${report ? html`<a class="button plain" href="${report}">${icon(frame, 'flag', true)} ${t('ui.message.report')}</a>` : nothing}
${message.mayRemove ? html`<form method="post" action="${url}/removal"><button class="button plain" type="submit">${icon(frame, 'trash-2', true)} ${t('ui.remove')}</button></form>` : nothing}
</div></details>`
}

/** For its author: what stands below links can go, and come back. */
function previewChoice(frame: MessageFrame, { url, mayEdit, previews }: ShownMessage): Html {
  if (!mayEdit || previews?.length === 0) return nothing
  const words = frame.locale.t(previews ? 'ui.message.without-preview' : 'ui.message.with-preview')
  return html`<form method="post" action="${url}/previews"><button class="button plain" name="on" value="${previews ? 'false' : 'true'}" type="submit">${icon(frame, previews ? 'eye-off' : 'eye', true)} ${words}</button></form>`
}

/** Without script it is the link itself, which a browser copies; with it, a press copies. */
function copyLink(frame: MessageFrame, url: string): Html {
  const { t } = frame.locale
  return html`<copse-copy data-words="${t('ui.message.copy')}" data-done="${t('ui.copied')}"><a class="button plain" href="${url}">${icon(frame, 'link', true)} <span>${t('ui.message.link-to')}</span></a></copse-copy>`
}

function counted(frame: MessageFrame, message: ShownMessage): Html {
  const given = Object.keys(signs).filter((kind) => message.reactions[kind])
  return html`${given.map((kind) => html`<span class="quiet">${icon(frame, signs[kind]!, true)} ${frame.locale.t(`ui.react.${kind}`)} ${message.reactions[kind]}</span> `)}`
}

function attachmentView(frame: MessageFrame, file: ShownMessage['attachments'][number]): Html {
  if (file.type === 'image/webp' && file.width && file.height) {
    return html`<figure><a href="${file.url}"><img src="${file.url}" alt="${file.alt}" width="${file.width}" height="${file.height}" loading="lazy" decoding="async"></a></figure>`
  }
  if (file.type.startsWith('audio/')) return soundView(frame, file)
  return html`<p class="file"><a href="${file.url}" download>${file.name}</a> <span class="quiet">${frame.locale.size(file.bytes)}${file.alt ? ` · ${file.alt}` : ''}</span></p>`
}

/** Nothing of it is fetched before somebody listens. */
function soundView(frame: MessageFrame, { url, name, seconds, bytes }: ShownMessage['attachments'][number]): Html {
  const said = [seconds && lengthOf(seconds), frame.locale.size(bytes)].filter(Boolean).join(' · ')
  return html`<div class="file"><audio controls preload="none" src="${url}" aria-label="${name}"></audio><p><a href="${url}" download>${name}</a> <span class="quiet">${said}</span></p></div>`
}
