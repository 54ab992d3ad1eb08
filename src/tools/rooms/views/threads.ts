import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { layout } from '../../../ui/layout.ts'
import { liveList } from '../../../ui/live.ts'
import { emptyPlace, face, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import { type ListedThread, MOST_NEW } from '../threads.ts'

/** The side threads one takes part in: of a community, or of everything that is one's own. */
export function threadsPage(ctx: Request, threads: ListedThread[]): Html {
  const { t } = ctx.locale
  const within = Boolean(ctx.space)
  return layout(ctx, {
    title: t('rooms.threads'),
    ...(within ? { place: 'talk' } : { own: 'messages' }),
    main: html`<link rel="stylesheet" href="${ctx.site.assets.rooms}">${within ? placeNav(ctx, 'talk', 'threads') : nothing}
<div class="title"${liveList(ctx, within ? [ctx.space!.id] : 'all')}><h1>${t('rooms.threads')}</h1>
<p class="lead">${t('rooms.threads.lead')}</p></div>
${threads.length ? html`<ul class="rows rooms" role="list">${threads.map((one) => row(ctx, one))}</ul>` : emptyPlace(ctx, t('rooms.threads.none'))}`,
  })
}

function row(ctx: Request, { url, of, first, last, size, fresh }: ListedThread): Html {
  const { t } = ctx.locale
  const name = first.words
    ? inLanguage(ctx, first.lang, t('rooms.threads.name', { name: first.author.name, words: first.words }))
    : t('rooms.threads.nameless', { name: first.author.name })
  return html`<li${fresh ? trusted(' class="fresh"') : nothing}>${face(last.author)}<span class="head"><a class="name written" href="${url}#m${last.number}">${name}</a>
${fresh ? html`<span class="sign new">${t('rooms.new-count', { count: fresh > MOST_NEW ? `${MOST_NEW}+` : fresh })}</span>` : nothing}</span>
${last.words ? html`<p class="excerpt"><span class="by written">${t('ui.says', { name: last.author.name })}</span> ${inLanguage(ctx, last.lang, last.words)}</p>` : nothing}
<p class="quiet with-icon">${icon(ctx, of.kind === 'conversation' ? 'mail' : 'messages-square', true)} <span><span class="written">${of.title}</span> · ${t('ui.message.thread', { count: size })} · ${timeOf(ctx, last.at)}</span></p></li>`
}
