import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'

/** What belongs to talking in a community, beside the list itself. */
export function subNav(ctx: Request, current: 'list' | 'tags' | 'following' | 'none'): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}`
  const link = (name: string, address: string, words: string) =>
    html`<a href="${here}/${address}"${current === name ? trusted(' aria-current="page"') : nothing}>${words}</a>`
  return html`<nav class="sub" aria-label="${t('ui.place.talk')}">
${link('list', 'discussions', t('discussions.title'))}
${link('tags', 'tags', t('discussions.tags'))}
${link('following', 'following', t('discussions.hearing.short'))}
</nav>`
}
