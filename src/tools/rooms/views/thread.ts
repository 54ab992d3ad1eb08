import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Message } from '../../../spine/messages/read.ts'
import type { Thread } from '../../../spine/messages/threads.ts'
import { mayWrite, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { composer } from '../../../ui/composer.ts'
import type { Again } from '../../../ui/form.ts'
import { liveFoot, liveMessages } from '../../../ui/live.ts'
import { type MessageLook, messageView } from '../../../ui/message.ts'
import { joinFirst } from '../../../ui/parts.ts'
import type { ShownRoom } from '../present.ts'
import { quietNow, type ShownQuiet } from './quiet.ts'
import { dayAbove, waiting } from './room.ts'

/** What the page of a side thread has to know of where it is held. */
export type Around = Pick<ShownRoom, 'id' | 'url' | 'modseq' | 'lastNumber' | 'blocks' | 'closure' | 'mayComment'> &
  Partial<ShownQuiet>

/**
 * A side thread: the message, what was said beside it in the order it came, and where one says more.
 * @param look how a message looks where it is held
 */
export function besides(
  ctx: Request,
  it: Around,
  thread: Thread<unknown>,
  look: (message: Message) => MessageLook,
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const { first, messages, url } = thread
  const heard = liveMessages(ctx, {
    item: it.id,
    modseq: it.modseq,
    page: 1,
    pages: 1,
    last: it.lastNumber,
    url,
    thread: first.number,
    writes: it.mayComment && !it.closure,
    blocks: it.blocks,
  })
  const view = (message: Message) => messageView(ctx, message, { ...look(message), inThread: true })
  return html`<section class="chat thread" aria-labelledby="said"><h2 class="vh" id="said">${t('rooms.said')}</h2>
${thread.earlier ? html`<p class="earlier"><a class="button second" rel="prev" href="${thread.earlier}">${t('rooms.earlier')}</a></p>` : nothing}
<div${heard} data-endless>
${view(first)}
<p class="divide"><span>${t('rooms.thread.beside')}</span></p>
${messages.map((message, at) => html`${dayAbove(ctx, message, messages[at - 1] ?? first)}${view(message)}`)}
</div>
${waiting(ctx, it, thread)}
${liveFoot(ctx, `${url}#reply`)}</section>
${noteRead(ctx, thread)}
${foot(ctx, it, thread, again)}`
}

/** Without script there is a button for having read it. */
function noteRead(ctx: Request, { url, messages, readNumber }: Thread<unknown>): Html {
  const last = messages.at(-1)?.number ?? 0
  if (!ctx.me || last <= readNumber) return nothing
  return html`<noscript><form method="post" action="${url}/reading"><input type="hidden" name="number" value="${last}"><button class="button plain" type="submit">${ctx.locale.t('rooms.mark-read')}</button></form></noscript>`
}

function foot(ctx: Request, it: Around, { first, draft }: Thread<unknown>, again: Again): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  if (space.standing === 'visitor') return joinFirst(ctx)
  if (!mayWrite(space) || first.removed) return nothing
  if (it.closure)
    return html`<section class="panel"><p>${t('items.closed-by', { name: it.closure.by, reason: it.closure.reason })}</p></section>`
  return html`${quietNow(ctx, it)}${composer(
    ctx,
    {
      id: 'reply',
      action: `${it.url}/messages`,
      heading: t('rooms.thread.say', { name: first.author.name }),
      place: `thread:${first.id}`,
      draft: draft && { ...draft, text: draft.fields.text ?? '' },
      hidden: { thread: first.number },
      button: t('rooms.send'),
      after: html`<p class="quiet enter" id="enter" hidden data-enter>${t('rooms.enter')}</p>`,
      stay: true,
    },
    again,
  )}`
}
