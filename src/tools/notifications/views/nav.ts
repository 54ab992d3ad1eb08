import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'

/** The three pages about what concerns someone. */
export function newsNav(ctx: Request, current: 'news' | 'waiting' | 'hearing'): Html {
  const { t } = ctx.locale
  const link = (name: typeof current, address: string) =>
    html`<a href="${address}"${name === current ? trusted(' aria-current="page"') : nothing}>${t(`notifications.nav.${name}`)}</a>`
  return html`<nav class="sub" aria-label="${t('notifications.title')}">${link('news', '/notifications')}${link('waiting', '/waiting')}${link('hearing', '/me/notifications')}</nav>`
}
