import { encode } from 'uqr'
import { type Html, html, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { copyButton } from '../../../ui/copied.ts'
import { type Again, field, problems } from '../../../ui/form.ts'
import { buttonLink } from '../../../ui/parts.ts'
import { keyPage } from './frame.ts'

/** A fresh secret, as text, as an app reads it from the picture, and sealed. */
export interface NewApp {
  secret: string
  address: string
  sealed: string
}

export function newAppPage(ctx: Request, app: NewApp, again: Again = {}): Html {
  const { t } = ctx.locale
  return keyPage(
    ctx,
    t('keys.code.begin'),
    t('keys.code.lead'),
    html`${problems(ctx, again)}
<form class="stack narrow" method="post" action="/me/code"><input type="hidden" name="sealed" value="${app.sealed}">
<h2>${t('keys.code.first')}</h2>
${picture(ctx, app.address)}
<p>${t('keys.code.by-hand')}<br><code class="secret">${grouped(app.secret)}</code></p>
<p class="quiet"><a href="${app.address}">${t('keys.code.open-app')}</a></p>
<h2>${t('keys.code.second')}</h2>
${field(ctx, { name: 'code', label: t('keys.code.code'), autocomplete: 'one-time-code', inputmode: 'numeric', required: true, most: 20 }, { errors: again.errors })}
<p><button class="button" type="submit">${t('keys.code.switch-on')}</button></p></form>`,
  )
}

/** The address as squares: one path, dark on light in both themes, or cameras would not read it. */
function picture(ctx: Request, address: string): Html {
  const { data, size } = encode(address, { ecc: 'M', border: 3 })
  const path = data.flatMap((line, y) => line.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="${ctx.locale.t('keys.code.picture')}">${trusted(`<path d="${path}"/>`)}</svg>`
}

/** In fours, as one reads it aloud. */
function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)!.join(' ')
}

export function recoveryPage(ctx: Request, codes: string[]): Html {
  const { t } = ctx.locale
  return keyPage(
    ctx,
    t('keys.recovery.title'),
    t('keys.recovery.lead'),
    html`<div class="stack narrow"><label class="vh" for="codes">${t('keys.recovery.title')}</label>
<textarea id="codes" class="secret" rows="${codes.length}" readonly>${codes.join('\n')}</textarea>
<p>${copyButton(ctx, 'codes', t('keys.recovery.title'))}</p>
<p class="quiet">${t('keys.recovery.where')}</p>
<p>${buttonLink('/me/keys#code', t('keys.recovery.kept'))}</p></div>`,
  )
}
