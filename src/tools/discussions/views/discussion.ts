import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { newcomerNote } from '../../../spine/care/views.ts'
import type { Closure } from '../../../spine/items/closure.ts'
import { linkedRows, makingLinks } from '../../../spine/items/links-views.ts'
import { wroteIn } from '../../../spine/messages/quotation.ts'
import { type Message, pageOf } from '../../../spine/messages/read.ts'
import { voiceChoice } from '../../../spine/messages/voice.ts'
import { mayWrite, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { composer } from '../../../ui/composer.ts'
import { type Again, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { liveFoot, liveMessages } from '../../../ui/live.ts'
import { messageView } from '../../../ui/message.ts'
import { face, icon, inLanguage, joinFirst } from '../../../ui/parts.ts'
import { newSince, timeOf } from '../../../ui/time.ts'
import type { ShownDiscussion } from '../present.ts'
import { askingPanel } from './asking.ts'
import { levelMenu } from './levels.ts'
import { lookOf } from './look.ts'
import { readingTime } from './row.ts'
import { storyView } from './story.ts'
import { summaryOffer, summaryPanel } from './summary.ts'

/** The message that a reply was begun to, and how the reply begins. */
interface Reply {
  number: number
  name: string
  quote: string
}

export function discussionPage(ctx: Request, it: ShownDiscussion, reply?: Reply, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: it.title,
    place: 'talk',
    main: html`${placeNav(ctx, 'talk', 'list')}
<div class="title" lang="${it.lang}" data-live-part="title"><h1>${it.title}</h1>
<p class="cluster quiet" lang="${ctx.locale.lang}"><span>${it.intent === 'story' ? t('discussions.story-by', { name: it.author.name }) : it.author.name}, ${timeOf(ctx, it.createdAt, false)}</span>
${lengthOf(ctx, it.messageCount, it.minutes)}
${it.intent === 'talk' || it.intent === 'story' ? nothing : html`<span class="sign">${t(`discussions.sign.${it.intent}`)}</span>`}
${it.pinned ? html`<span class="sign">${icon(ctx, 'pin', true)} ${ctx.locale.rich('discussions.pinned-by', { name: it.pinned.by, time: timeOf(ctx, it.pinned.at, false) })}</span>` : nothing}
${it.closure ? html`<a class="with-icon" href="#closed">${icon(ctx, 'archive', true)} ${t('discussions.closed')}</a>` : nothing}
${it.accepted ? html`<a class="with-icon" href="${it.url}/messages/${it.accepted}">${icon(ctx, 'circle-check', true)} ${t('discussions.answered-in', { number: it.accepted })}</a>` : nothing}
${it.tags.map((tag) => html`<a href="/c/${spaceOf(ctx).slug}/discussions?tag=${encodeURIComponent(tag)}">#${tag}</a>`)}
${it.mayTend ? html`<a href="${it.url}/edit">${t('discussions.change')}</a>` : nothing}
${it.version > 1 ? html`<a href="${it.url}/revisions">${t('discussions.history.see')}</a>` : nothing}</p></div>
${problems(ctx, again, 'reply')}
${askingPanel(ctx, it)}
${aside(ctx, it)}
${storyView(ctx, it)}
${summaryPanel(ctx, it)}
${toNew(ctx, it)}
${paging(ctx, it, true)}
<section${it.intent === 'story' ? trusted(' class="as-story"') : nothing} aria-labelledby="messages"${liveMessages(ctx, { item: it.id, modseq: it.modseq, page: it.page, pages: it.pages, last: it.lastNumber, url: it.url, writes: mayWrite(spaceOf(ctx)) && !it.closure, blocks: it.blocks })}><h2 class="vh" id="messages">${t('discussions.messages')}</h2>
${it.messages.map((message) => html`${divider(ctx, it, message)}${messageView(ctx, message, lookOf(ctx, { ...it, ended: it.closure !== null }, message))}`)}
${it.messages.length ? nothing : html`<p class="quiet">${t('discussions.none-left')}</p>`}
</section>
${paging(ctx, it, false)}
${leadingHere(ctx, it)}
${liveFoot(ctx, it.pages > 1 ? `${it.url}?page=${it.pages}` : it.url)}
${foot(ctx, it, reply, again)}`,
  })
}

/** How much there is to read; it grows while one looks. */
export function lengthOf(frame: Pick<Request, 'locale'>, count: number, minutes: number): Html {
  return html`<span data-live-part="length">${frame.locale.t('discussions.length', { count, time: readingTime(frame, minutes) })}</span>`
}

/** Pages that were made of it, and where else people speak of it. */
function leadingHere(ctx: Request, { leadingHere }: ShownDiscussion): Html {
  if (!leadingHere.length) return nothing
  return html`<section class="stack leading" aria-labelledby="leading"><h2 id="leading">${ctx.locale.t('items.links.title')}</h2>${linkedRows(ctx, leadingHere)}</section>`
}

/** Above the first message that is new to the reader. */
function divider(ctx: Request, it: ShownDiscussion, message: Message): Html {
  if (message.number !== it.firstUnread || !(it.readNumber || it.hold)) return nothing
  return html`<p class="divide new" id="new">${newFrom(ctx, it, message)}</p>`
}

/** Since when it is new; who stopped in the middle has left off there, whenever it was said. */
function newFrom(ctx: Request, it: ShownDiscussion, message: Message): string {
  if (it.hold) return ctx.locale.t('discussions.new-again')
  if (!it.readAt || message.createdAt < it.readAt) return ctx.locale.t('discussions.new-here')
  return newSince(ctx, new Date(it.readAt))
}

/** On top, where what is new begins further down or on another page. */
function toNew(ctx: Request, it: ShownDiscussion): Html {
  const first = it.firstUnread
  if (!first || !it.readNumber || it.hold || first === it.messages[0]?.number) return nothing
  return html`<p><a class="button plain" href="${newPlace(it, first)}">${icon(ctx, 'arrow-down', true)} ${ctx.locale.t('discussions.first-new')}</a></p>`
}

function newPlace(it: ShownDiscussion, first: number): string {
  return pageOf(first) === it.page ? `#m${first}` : `${it.url}?page=${pageOf(first)}#m${first}`
}

function aside(ctx: Request, it: ShownDiscussion): Html {
  const { t } = ctx.locale
  return html`<aside class="stack" aria-label="${t('discussions.about')}">
<p class="faces margin">${it.faces.map((person) => face(person, true))}</p>
<p class="quiet margin">${t('discussions.written', { count: it.faces.length, names: ctx.locale.list(it.faces.map((person) => person.name)) })}</p>
${levelMenu(ctx, `${it.url}/follow`, it.level, it.ownLevel)}
<form method="post" action="${it.url}/saving"><input type="hidden" name="on" value="${it.saved.includes(0) ? 'false' : 'true'}"><button class="button plain" type="submit">${icon(ctx, 'bookmark', true)} ${t(it.saved.includes(0) ? 'discussions.unsave' : 'discussions.save')}</button></form>
${summaryOffer(ctx, it)}
${others(ctx, it)}
</aside>`
}

/** What else may be done with the whole discussion: made of it, looked after, reported. Folded, so that its words come soon. */
function others(ctx: Request, it: ShownDiscussion): Html {
  const { t } = ctx.locale
  const report =
    it.author.id === ctx.me?.id
      ? nothing
      : html`<a class="button plain" href="/c/${spaceOf(ctx).slug}/reports/new?item=${it.id}">${icon(ctx, 'flag', true)} ${t('discussions.report')}</a>`
  return html`<details class="more"><summary>${icon(ctx, 'settings-2', true)} ${t('items.more')}</summary>
<div class="cluster">${ctx.me ? makingLinks(ctx, spaceOf(ctx), it.id) : nothing}${tending(ctx, it)}${report}</div></details>`
}

/** What its author and the hosts may do with the whole discussion. */
function tending(ctx: Request, it: ShownDiscussion): Html {
  const { t } = ctx.locale
  return html`${it.mayPin ? html`<form method="post" action="${it.url}/pin"><button class="button plain" name="on" value="${it.pinned ? 'false' : 'true'}" type="submit">${icon(ctx, 'pin', true)} ${t(it.pinned ? 'discussions.unpin' : 'discussions.pin')}</button></form>` : nothing}
${it.mayClose ? html`<a class="button plain" href="${it.url}/closure">${icon(ctx, 'archive', true)} ${t('discussions.close')}</a>` : nothing}
${it.mayTend ? html`<a class="button plain" href="${it.url}/moving">${icon(ctx, 'arrow-right', true)} ${t('discussions.move')}</a>` : nothing}
${it.mayRemove ? html`<form method="post" action="${it.url}/removal"><button class="button plain" type="submit">${icon(ctx, 'trash-2', true)} ${t('discussions.remove')}</button></form>` : nothing}`
}

/** Above the messages it is a landmark; the same below them need not be one again. */
function paging(ctx: Request, it: ShownDiscussion, landmark: boolean): Html {
  const { t } = ctx.locale
  if (it.pages === 1) return nothing
  const links = html`
${it.previous ? html`<a class="button second" rel="prev" href="${it.previous}">${t('discussions.previous')}</a>` : nothing}
<span class="quiet">${t('discussions.page', { page: it.page, pages: it.pages })}</span>
${it.next ? html`<a class="button second" rel="next" href="${it.next}">${t('discussions.next')}</a>` : nothing}
${it.next ? html`<a href="${it.url}?page=${it.pages}#m${it.topNumber}">${t('discussions.to-end')}</a>` : nothing}`
  return landmark
    ? html`<nav class="paging cluster" aria-label="${t('discussions.pages')}">${links}</nav>`
    : html`<div class="paging cluster">${links}</div>`
}

function foot(ctx: Request, it: ShownDiscussion, reply: Reply | undefined, again: Again): Html {
  const { t } = ctx.locale
  // Who is on the last page has read to the end, also past numbers that are elsewhere now.
  const last = it.page === it.pages ? it.lastNumber : (it.messages.at(-1)?.number ?? 0)
  const mark = readingMark(ctx, it, last)
  if (spaceOf(ctx).standing === 'visitor') return html`${mark}${joinFirst(ctx)}`
  if (spaceOf(ctx).closed) return mark
  if (it.closure) return html`${mark}${closedView(ctx, it, it.closure, again)}`
  return html`${mark}
${newcomerNote(ctx, it.newcomer)}<div class="reply-bar"><a class="button full" href="#reply-text">${icon(ctx, 'reply')} ${t('discussions.write-reply')}</a></div>
${composer(ctx, { id: 'reply', action: `${it.url}/messages`, heading: t('discussions.your-reply'), place: `item:${it.id}`, draft: begun(it, reply), replies: true, replyTo: reply, text: reply?.quote, wrote: wroteIn(ctx.site.localeFor(it.lang)), button: t('ui.reply'), after: voiceChoice(ctx, again) }, again)}
${languageNote(ctx, it)}`
}

/** What notes how far one reads; without script a button. */
function readingMark(ctx: Request, it: ShownDiscussion, last: number): Html {
  const button =
    last > it.readNumber
      ? html`<noscript><form method="post" action="${it.url}/reading"><input type="hidden" name="number" value="${last}"><button class="button plain" type="submit">${ctx.locale.t('discussions.mark-read')}</button></form></noscript>`
      : nothing
  return html`<copse-reading data-reader="${ctx.me!.id}" data-item="${it.id}" data-generation="${it.readGeneration}" data-read="${it.readNumber}" data-number="${last}"${it.hold ? trusted(' data-hold') : nothing}>${button}</copse-reading>${it.told ? html`<copse-told data-item="${it.id}"></copse-told>` : nothing}`
}

/** Where one would write: who closed it, when and why; and what one had begun to write, which is not lost. */
function closedView(ctx: Request, it: ShownDiscussion, closure: Closure, again: Again): Html {
  const { t } = ctx.locale
  const typed = typeof again.typed?.text === 'string' ? again.typed.text : it.draft?.fields.text
  return html`<section class="panel stack" id="closed" aria-labelledby="closed-by"><h2 class="with-icon" id="closed-by">${icon(ctx, 'archive')} <span>${ctx.locale.rich('discussions.closed-by', { name: closure.by, time: timeOf(ctx, closure.at, false) })}</span></h2>
<p class="written">${closure.reason}</p>
<p class="quiet">${t('discussions.closed-hint')}</p>
${it.mayReopen ? html`<form method="post" action="${it.url}/reopening"><button class="button second" type="submit">${icon(ctx, 'undo-2', true)} ${t('discussions.reopen')}</button></form>` : nothing}
${typed ? html`<div class="field"><label for="begun">${t('discussions.begun-text')}</label><textarea id="begun" rows="4" readonly>${typed}</textarea></div>` : nothing}</section>`
}

/** What one has begun to write, with the quotation that was asked for below it. */
function begun(it: ShownDiscussion, reply: Reply | undefined) {
  if (!it.draft || !reply) return it.draft
  const { text } = it.draft
  return {
    ...it.draft,
    text: text.includes(reply.quote.trim()) ? text : [text, reply.quote].filter(Boolean).join('\n\n'),
  }
}

/** Replies are taken to be in the discussion's language; said where that is not the reader's. */
function languageNote(ctx: Request, it: ShownDiscussion): Html {
  return it.lang === ctx.locale.intl.slice(0, 2)
    ? nothing
    : html`<p class="quiet">${inLanguage(ctx, ctx.locale.lang, ctx.locale.t('discussions.in-language', { language: ctx.locale.languageName(it.lang) }))}</p>`
}
