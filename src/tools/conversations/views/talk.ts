import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Message } from '../../../spine/messages/read.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { liveFoot, liveMessages } from '../../../ui/live.ts'
import { messageView } from '../../../ui/message.ts'
import type { lookOf } from '../look.ts'
import type { ShownConversation } from '../present.ts'

export function talk(ctx: Request, it: ShownConversation, look: typeof lookOf): Html {
  const { t } = ctx.locale
  const { id, url, modseq, page, pages, lastNumber: last, blocks } = it
  const seen = (message: Message) => messageView(ctx, message, look({ space: spaceOf(ctx) }, it, message))
  return html`<section aria-labelledby="said"><h2 class="vh" id="said">${t('conversations.said')}</h2>
${it.previous ? html`<p><a class="button second" rel="prev" href="${it.previous}">${t('conversations.before')}</a></p>` : nothing}
<div${liveMessages(ctx, { item: id, modseq, page, pages, last, url, writes: it.mayComment, blocks })}>${it.messages.map(seen)}</div>
${it.next ? html`<p><a class="button second" rel="next" href="${it.next}">${t('conversations.after')}</a></p>` : nothing}
${liveFoot(ctx, url)}</section>`
}
