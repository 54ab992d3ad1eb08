import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'

/** Two places for what is one's own. */
export function keepingNav(ctx: Request, current: 'drafts' | 'saved'): Html {
  const { t } = ctx.locale
  const link = (name: 'drafts' | 'saved') =>
    html`<a href="/${name}"${name === current ? trusted(' aria-current="page"') : nothing}>${t(`keeping.${name}`)}</a>`
  return html`<nav class="sub" aria-label="${t('keeping.title')}">${link('saved')}${link('drafts')}</nav>`
}
