import { type Html, html } from '../../../platform/html.ts'
import type { Thread } from '../../../spine/messages/threads.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import { besides } from '../../rooms/index.ts'
import { lookOf } from '../look.ts'
import type { ShownConversation } from '../present.ts'
import { namesOf } from './names.ts'

/** A side thread of a conversation. */
export function threadPage(ctx: Request, it: ShownConversation, thread: Thread<unknown>, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: `${t('rooms.thread.title')}: ${namesOf(ctx, it)}`,
    kind: 'talking',
    main: html`<link rel="stylesheet" href="${ctx.site.assets.rooms}"><div class="title"><h1>${t('rooms.thread.title')}</h1>
<p><a class="with-icon" href="${thread.first.url}">${icon(ctx, 'chevron-left', true)} <span>${t('rooms.thread.with')}</span></a></p></div>
${problems(ctx, again, 'reply')}
${besides(ctx, it, thread, (message) => lookOf({ space: spaceOf(ctx) }, it, message), again)}`,
  })
}
