import { type Html, html, nothing } from '../../../platform/html.ts'
import { providerName } from '../../../spine/people/provider.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { door } from '../../../ui/layout.ts'
import { buttonLink, icon } from '../../../ui/parts.ts'
import { doorTitle } from './signing-in.ts'

/** The way to the provider; nothing where this site has none. */
export function providerForm(ctx: Request, to: string | undefined): Html {
  const provider = providerName(ctx.site)
  if (!provider) return nothing
  return html`<form method="post" action="/sign-in/provider" data-turbo="false">${to ? html`<input type="hidden" name="to" value="${to}">` : nothing}
<button class="button second full" type="submit">${icon(ctx, 'globe')} ${ctx.locale.t('door.provider.go', { provider })}</button></form>`
}

/** Back again: one button, which the browser presses by itself where it can. */
export function backPage(ctx: Request, query: Record<string, string | undefined>): Html {
  const { t } = ctx.locale
  const provider = providerName(ctx.site) ?? ''
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return door(
    ctx,
    t('door.provider.back'),
    html`${doorTitle(ctx, t('door.provider.back'), t('door.provider.back-lead', { provider }))}
<copse-go><form method="post" action="/sign-in/provider/back" data-turbo="false">${given.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="button full" type="submit">${t('door.provider.come-in')}</button></form></copse-go>`,
  )
}

/** @param hasAccount somebody here has the address: it is probably they */
export function strangerPage(ctx: Request, email: string, hasAccount: boolean): Html {
  const { t } = ctx.locale
  const provider = providerName(ctx.site) ?? ''
  const lead = hasAccount
    ? t('door.provider.known-lead', { provider, email })
    : t('door.provider.stranger-lead', { provider, email: email || '–' })
  return door(
    ctx,
    t('door.provider.stranger'),
    html`${doorTitle(ctx, t(hasAccount ? 'door.provider.known' : 'door.provider.stranger'), lead)}
<p>${buttonLink(hasAccount ? `/sign-in?to=${encodeURIComponent('/me/keys#providers')}` : '/sign-in', t('ui.back-to-sign-in'), 'full')}</p>
${hasAccount ? nothing : html`<p class="quiet">${t('door.by-invitation')} <a href="/join">${t('door.have-one')}</a></p>`}`,
  )
}
