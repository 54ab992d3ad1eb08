import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { excerptOf } from '../../../platform/markdown/markdown.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, face, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ShownNotice } from '../news.ts'
import { newsNav } from './nav.ts'

/** What concerns the reader, what was told last first. */
export function newsPage(ctx: Request, notices: ShownNotice[], next: string | null): Html {
  const { t } = ctx.locale
  const unread = notices.some((notice) => notice.unread)
  return layout(ctx, {
    title: t('notifications.news'),
    main: html`${newsNav(ctx, 'news')}
<div class="title"><div class="head"><h1>${t('notifications.news')}</h1> ${unread ? verb('/notifications/reading', html`${icon(ctx, 'check', true)} ${t('notifications.all-read')}`, { until: ctx.now.toISOString() }, 'plain') : nothing}</div></div>
${notices.length ? html`<ul class="rows" role="list">${notices.map((notice) => row(ctx, notice))}</ul>` : emptyPlace(ctx, t('notifications.none'), html`<a href="/me/notifications">${t('notifications.hearing')}</a>`)}
${next ? html`<p><a class="button second" href="${next}" rel="next">${t('notifications.earlier')}</a></p>` : nothing}`,
  })
}

function row(ctx: Request, one: ShownNotice): Html {
  const { t } = ctx.locale
  const words = excerptOf(one.excerptHtml, 160)
  return html`<li${one.unread ? trusted(' class="unread"') : nothing}>${one.by ? face(one.by) : icon(ctx, 'bell')}
<a class="name" href="${one.url}">${one.lang ? inLanguage(ctx, one.lang, one.title) : one.title}</a>
<p class="quiet cluster"><span>${one.sentence}, ${one.space.name === one.title ? nothing : html`<span class="from">${one.space.name}</span>, `}${timeOf(ctx, one.at)}</span>${one.unread ? html` <span class="sign new">${t('notifications.new', { count: one.unread })}</span>` : nothing}</p>
${words ? html`<p class="excerpt">${inLanguage(ctx, one.excerptLang, words)}</p>` : nothing}
${one.unread && one.apart ? html`<div class="act">${verb('/notifications/reading', html`${t('notifications.read')}<span class="vh">: ${one.title}</span>`, { id: one.id }, 'plain')}</div>` : nothing}</li>`
}
