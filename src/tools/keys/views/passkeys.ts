import { type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, field, problems } from '../../../ui/form.ts'
import { passkeyForm } from '../../../ui/passkey.ts'
import { keyPage } from './frame.ts'

export function newPasskeyPage(ctx: Request, name: string, again: Again = {}): Html {
  const { t } = ctx.locale
  const more = field(
    ctx,
    { name: 'name', label: t('keys.passkey.name'), value: name, most: 80, hint: t('keys.passkey.name-hint') },
    again,
  )
  return keyPage(
    ctx,
    t('keys.passkey.add'),
    t('keys.passkey.lead'),
    html`${problems(ctx, again)}
<div class="narrow">${passkeyForm(ctx, { action: '/me/passkeys', options: '/me/passkeys/new', makes: true, words: t('keys.passkey.make'), more })}
<p class="panel only-without-passkeys">${t('keys.passkey.not-here')}</p></div>`,
  )
}

export function passkeyNamePage(ctx: Request, one: { id: number; name: string }, again: Again = {}): Html {
  const { t } = ctx.locale
  return keyPage(
    ctx,
    t('keys.passkey.called'),
    t('keys.passkey.name-hint'),
    html`${problems(ctx, again)}
<form class="stack narrow" method="post" action="/me/passkeys/${one.id}">${field(ctx, { name: 'name', label: t('keys.passkey.name'), value: one.name, required: true, most: 80 }, again)}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>`,
  )
}
