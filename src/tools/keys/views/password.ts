import { type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, field, problems } from '../../../ui/form.ts'
import type { Keys } from '../own.ts'
import { keyPage } from './frame.ts'

export function passwordPage(ctx: Request, keys: Keys, again: Again = {}): Html {
  const { t } = ctx.locale
  return keyPage(
    ctx,
    t(keys.password ? 'keys.password.change' : 'keys.password.choose'),
    t('keys.password.lead'),
    html`${problems(ctx, again)}
<form class="stack narrow" method="post" action="/me/password">
<input class="vh" type="email" name="username" value="${keys.email ?? ''}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
${field(ctx, { name: 'password', label: t('keys.password.new'), type: 'password', autocomplete: 'new-password', required: true, hint: t('keys.password.long') }, again)}
<p><button class="button" type="submit">${t('keys.password.keep')}</button></p></form>`,
  )
}
