import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Newcomer } from '../../../spine/care/newcomers.ts'
import { newcomerNote } from '../../../spine/care/views.ts'
import { linkedRows } from '../../../spine/items/links-views.ts'
import { followButton, wholeMenu } from '../../../spine/items/menu.ts'
import { type Message, pageOf } from '../../../spine/messages/read.ts'
import type { Thread } from '../../../spine/messages/threads.ts'
import { mayStart, mayWrite, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { composer } from '../../../ui/composer.ts'
import { type Again, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { liveFoot, liveMessages } from '../../../ui/live.ts'
import { type MessageLook, messageView } from '../../../ui/message.ts'
import { face, icon, inLanguage, joinFirst } from '../../../ui/parts.ts'
import { saidTime } from '../../../ui/time.ts'
import type { ListedRoom } from '../list.ts'
import { lookOf } from '../look.ts'
import type { ShownRoom } from '../present.ts'
import { hoursSaid, quietNow } from './quiet.ts'
import { newSign, placeIn } from './rooms.ts'

/** What the page of a room shows besides the room. */
export interface Beside {
  rooms: ListedRoom[]
  newcomer: Newcomer
  /** The message that a reply was begun to, without script. */
  reply?: { number: number; name: string } | undefined
}

/** A room: what was said last, and where one says something. */
export function roomPage(ctx: Request, it: ShownRoom, beside: Beside, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: it.title,
    place: 'talk',
    kind: 'talking',
    main: html`<link rel="stylesheet" href="${ctx.site.assets.rooms}">${placeNav(ctx, 'talk', 'rooms')}
<div class="title"><div class="head"><h1>${inLanguage(ctx, it.lang, it.title)}</h1></div>
${it.about ? html`<p class="quiet written">${it.about}</p>` : nothing}
${it.slow ? html`<p class="quiet with-icon">${icon(ctx, 'clock', true)} <span>${t('rooms.slow', { pace: it.slow })}</span></p>` : nothing}
${it.quietHours ? html`<p class="quiet with-icon">${icon(ctx, 'bell-off', true)} <span>${hoursSaid(ctx, it)}</span></p>` : nothing}</div>
${problems(ctx, again, 'reply')}
${aside(ctx, it, beside)}
${talk(ctx, it)}
${foot(ctx, it, beside, again)}`,
  })
}

/** What is said in the order it comes, in a room or elsewhere. */
export type Talk = Pick<
  ShownRoom,
  | 'id'
  | 'url'
  | 'lang'
  | 'saved'
  | 'closure'
  | 'modseq'
  | 'page'
  | 'pages'
  | 'lastNumber'
  | 'mayComment'
  | 'blocks'
  | 'atEnd'
  | 'previous'
  | 'next'
  | 'messages'
  | 'firstUnread'
  | 'readNumber'
  | 'readGeneration'
  | 'readLines'
  | 'told'
>

/**
 * The messages with the days above them, and the ways to what is not shown.
 * @param look how a message looks, where it is not as in a room
 */
export function talk(ctx: Request, it: Talk, look?: (message: Message) => MessageLook): Html {
  const { t } = ctx.locale
  const around = { id: it.id, url: it.url, lang: it.lang, saved: it.saved, ended: it.closure !== null }
  const reader = { ...ctx, space: spaceOf(ctx) }
  const heard = liveMessages(ctx, {
    item: it.id,
    modseq: it.modseq,
    page: it.page,
    pages: it.pages,
    last: it.lastNumber,
    url: it.url,
    writes: it.mayComment && !around.ended,
    blocks: it.blocks,
  })
  return html`<section class="chat" aria-labelledby="said"><h2 class="vh" id="said">${t('rooms.said')}</h2>
${toNew(ctx, it)}
<p class="earlier" data-beside${it.previous ? nothing : trusted(' hidden')}><a class="button second" rel="prev" href="${it.previous ?? it.url}">${t('rooms.earlier')}</a></p>
<div${heard}${it.atEnd ? trusted(' data-endless') : nothing}>
${it.messages.map((message, at) => html`${dayAbove(ctx, message, it.messages[at - 1])}${newAbove(ctx, it, message)}${messageView(ctx, message, look?.(message) ?? lookOf(reader, around, message))}${readBelow(it, message)}`)}
${it.messages.length ? nothing : html`<p class="quiet" data-empty>${t('rooms.empty')}</p>`}</div>
<p class="later" data-beside${it.next ? nothing : trusted(' hidden')}><a class="button second" rel="next" href="${it.next ?? it.url}">${t('rooms.later')}</a></p>
${waiting(ctx, it)}
${liveFoot(ctx, `${it.url}#reply`)}</section>
<p class="to-end" data-beside data-to-end${it.atEnd ? trusted(' hidden') : nothing}><a class="button second" href="${it.url}#reply">${t('rooms.to-end')}</a></p>`
}

/**
 * Where the script shows what one has said and what has not arrived yet: in one's name, with how it stands.
 * @param thread the side thread that is shown alone
 */
export function waiting(ctx: Request, it: Pick<Talk, 'id'>, thread?: Pick<Thread<unknown>, 'url' | 'first'>): Html {
  const reading = thread && `${thread.url}/reading`
  const { t } = ctx.locale
  const words = {
    sending: t('rooms.sending'),
    waiting: t('rooms.waiting'),
    behind: t('rooms.behind'),
    refused: t('rooms.refused', { reason: '{reason}' }),
    old: t('rooms.refused.old'),
    lost: t('rooms.recording.lost'),
    full: t('rooms.recording.full'),
    unkept: t('rooms.recording.unkept'),
    sent: t('rooms.sent'),
    fetched: t('rooms.fetched', { count: '{count}' }),
    today: t('ui.time.today'),
    yesterday: t('ui.time.yesterday'),
    weekday: t('ui.time.weekday', { day: '{day}' }),
  }
  return html`<copse-room data-item="${it.id}"${thread ? html` data-thread="${thread.first.number}" data-reading="${reading}"` : nothing} data-zone="${ctx.timeZone}" data-words="${JSON.stringify(words)}"><template><article class="message waiting">
${face(ctx.me!)}
<header><h3>${ctx.me!.name}</h3> <span class="quiet" data-at></span> <span class="quiet" data-state></span></header>
<div class="said written" data-words></div>
<p class="cluster"><button class="button second" type="button" data-act="again" hidden>${t('rooms.again')}</button><button class="button plain" type="button" data-act="back" hidden>${t('rooms.back-to-text')}</button></p></article></template></copse-room>`
}

export function dayAbove(ctx: Request, message: Message, before: Message | undefined): Html {
  const day = saidTime(ctx, new Date(message.createdAt), false)
  if (before && saidTime(ctx, new Date(before.createdAt), false) === day) return nothing
  return html`<h3 class="divide day"><span>${day}</span></h3>`
}

function newAbove(ctx: Request, it: Talk, message: Message): Html {
  if (message.number !== it.firstUnread || !it.readNumber) return nothing
  return html`<p class="divide new" id="new">${ctx.locale.t('ui.live.divider')}</p>`
}

/** Who has read so far: words that stand there, and speak to nobody by themselves. */
function readBelow(it: Talk, { number }: Message): Html {
  const line = it.readLines.find((one) => one.number === number)
  return line ? html`<p class="read-by quiet">${line.words}</p>` : nothing
}

/** On top, where what is new begins before what is shown. */
function toNew(ctx: Request, it: Talk): Html {
  const first = it.firstUnread
  const shown = it.messages[0]?.number ?? 0
  if (!first || !it.readNumber || first >= shown) return nothing
  return html`<p data-beside data-to-new><a class="button plain" href="${it.url}?page=${pageOf(first)}#m${first}">${icon(ctx, 'chevron-right', true)} ${ctx.locale.t('rooms.first-new')}</a></p>`
}

function aside(ctx: Request, it: ShownRoom, { rooms }: Beside): Html {
  const { t } = ctx.locale
  return html`<aside class="stack" aria-label="${t('rooms.title')}">
<details class="more toc"><summary>${icon(ctx, 'chevron-right', true)} ${t('rooms.title')}</summary>
<ul role="list">${rooms.filter(({ closed, id }) => !closed || id === it.id).map((one) => html`<li><a href="${placeIn(one)}"${one.id === it.id ? trusted(' aria-current="page"') : nothing}>${inLanguage(ctx, one.lang, one.title)}</a> ${one.id === it.id ? nothing : newSign(ctx, one)}</li>`)}</ul></details>
<form class="jump no-print" method="get" action="${it.url}/day"><label for="day">${t('rooms.jump')}</label> <span class="cluster"><input type="date" id="day" name="day" required><button class="button second" type="submit">${t('rooms.jump.go')}</button></span></form>
${cameOfIt(ctx, it)}
${mayStart(spaceOf(ctx)) && it.messageCount ? html`<p><a class="button plain" href="${it.url}/choosing">${icon(ctx, 'file-text', true)} ${t('rooms.choose')}</a></p>` : nothing}
${followButton(ctx, it)}
${wholeMenu(ctx, it, it.mayTend ? html`<a class="button plain" href="${it.url}/edit">${icon(ctx, 'pencil', true)} ${t('rooms.edit')}</a>${it.closure ? nothing : html`<a class="button plain" href="${it.url}/closure">${icon(ctx, 'archive', true)} ${t('rooms.close')}</a>`}` : nothing)}</aside>`
}

/** Discussions, pages and what else was made of words of this room. */
function cameOfIt(ctx: Request, { leadingHere }: ShownRoom): Html {
  if (!leadingHere.length) return nothing
  return html`<section class="stack leading" aria-labelledby="leading"><h2 id="leading">${ctx.locale.t('rooms.came-of-it')}</h2>${linkedRows(ctx, leadingHere)}</section>`
}

/** Where one says something: at the foot of the window, whatever one reads above it. */
function foot(ctx: Request, it: ShownRoom, { newcomer, reply }: Beside, again: Again): Html {
  const { t } = ctx.locale
  const mark = readingMark(ctx, it)
  const space = spaceOf(ctx)
  if (space.standing === 'visitor') return html`${mark}${joinFirst(ctx)}`
  if (!mayWrite(space)) return mark
  if (it.closure) return html`${mark}${closedView(ctx, it, it.closure)}`
  return html`${mark}${newcomerNote(ctx, newcomer)}${quietNow(ctx, it)}
${composer(
  ctx,
  {
    id: 'reply',
    action: `${it.url}/messages`,
    heading: t('rooms.say', { room: it.title }),
    place: `item:${it.id}`,
    draft: it.draft,
    replies: true,
    replyTo: reply,
    button: t('rooms.send'),
    after: html`<p class="quiet enter" id="enter" hidden data-enter>${t('rooms.enter')}</p>`,
    stay: true,
  },
  again,
)}`
}

/** Notes how far one reads; without script there is a button for it. */
export function readingMark(ctx: Request, it: Talk): Html {
  const last = it.atEnd ? it.lastNumber : (it.messages.at(-1)?.number ?? 0)
  const button =
    last > it.readNumber
      ? html`<noscript><form method="post" action="${it.url}/reading"><input type="hidden" name="number" value="${last}"><button class="button plain" type="submit">${ctx.locale.t('rooms.mark-read')}</button></form></noscript>`
      : nothing
  return html`<copse-reading data-reader="${ctx.me!.id}" data-item="${it.id}" data-generation="${it.readGeneration}" data-read="${it.readNumber}" data-number="${last}">${button}</copse-reading>${it.told ? html`<copse-told data-item="${it.id}"></copse-told>` : nothing}`
}

function closedView(ctx: Request, it: ShownRoom, closure: { by: string; reason: string }): Html {
  const { t } = ctx.locale
  return html`<section class="panel stack"><p>${t('items.closed-by', { name: closure.by, reason: closure.reason })}</p>
${it.mayTend ? html`<form method="post" action="${it.url}/reopening"><button class="button second" type="submit">${icon(ctx, 'undo-2', true)} ${t('rooms.reopen')}</button></form>` : nothing}</section>`
}
