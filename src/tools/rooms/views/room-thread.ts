import { type Html, html } from '../../../platform/html.ts'
import type { Thread } from '../../../spine/messages/threads.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import { lookOf } from '../look.ts'
import type { ShownRoom } from '../present.ts'
import { besides } from './thread.ts'

/** A side thread of a room. */
export function threadPage(ctx: Request, it: ShownRoom, thread: Thread<unknown>, again: Again = {}): Html {
  const { t } = ctx.locale
  const around = { id: it.id, url: it.url, lang: it.lang, saved: it.saved, ended: it.closure !== null }
  const reader = { ...ctx, space: spaceOf(ctx) }
  return layout(ctx, {
    title: `${t('rooms.thread.title')}: ${it.title}`,
    place: 'talk',
    kind: 'talking',
    main: html`<link rel="stylesheet" href="${ctx.site.assets.rooms}">${placeNav(ctx, 'talk', 'threads')}
<div class="title"><h1>${t('rooms.thread.title')}</h1>
<p><a class="with-icon written" href="${thread.first.url}">${icon(ctx, 'chevron-left', true)} <span>${t('rooms.thread.in', { title: it.title })}</span></a></p></div>
${problems(ctx, again, 'reply')}
${besides(ctx, it, thread, (message) => lookOf(reader, around, message), again)}`,
  })
}
