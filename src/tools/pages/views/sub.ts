import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'

export type Shelf = 'pages' | 'stories' | 'glossary' | 'changes' | 'tending' | 'none'

/** What belongs to a community's library, beside the index itself. */
export function subNav(ctx: Request, current: Shelf): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/pages`
  const link = (name: Shelf, address: string) =>
    html`<a href="${here}${address}"${current === name ? trusted(' aria-current="page"') : nothing}>${t(`pages.shelf.${name}`)}</a>`
  return html`<link rel="stylesheet" href="${ctx.site.assets.library}"><nav class="sub" aria-label="${t('ui.place.library')}">
${link('pages', '')}
${link('stories', '/stories')}
${link('glossary', '/glossary')}
${link('changes', '/changes')}
${link('tending', '/tending')}
</nav>`
}
