import { type Html, html, nothing } from '../../../platform/html.ts'
import { comments } from '../../../spine/items/comments.ts'
import { followButton, wholeMenu } from '../../../spine/items/menu.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ShownPage } from '../present.ts'
import { fromTo } from './list.ts'

/** Thanks, and what was said about them. */
export function thanksPage(ctx: Request, it: ShownPage, again: Again = {}): Html {
  const { t } = ctx.locale
  const edit = it.mayChange
    ? html`<a class="button plain" href="${it.url}/edit">${icon(ctx, 'pencil', true)} ${t('ui.edit')}</a>`
    : nothing
  return layout(ctx, {
    title: fromTo(ctx, it),
    place: 'care',
    kind: 'reading',
    main: html`${placeNav(ctx, 'care', 'thanks')}
<div class="title"><h1>${fromTo(ctx, it)}</h1><p class="quiet">${timeOf(ctx, it.createdAt)}</p></div>
${problems(ctx, again, 'reply')}
<div class="thanks"><blockquote class="written">${inLanguage(ctx, it.lang, it.words)}</blockquote></div>
${followButton(ctx, it)}
${comments(ctx, it, again)}
${wholeMenu(ctx, it, edit)}`,
  })
}
