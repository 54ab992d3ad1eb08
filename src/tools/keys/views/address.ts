import { type Html, html } from '../../../platform/html.ts'
import { type Again, field, formKey, problems } from '../../../ui/form.ts'
import type { Frame } from '../../../ui/frame.ts'
import { door } from '../../../ui/layout.ts'
import { buttonLink, mark } from '../../../ui/parts.ts'
import { keyPage } from './frame.ts'

export function addressPage(frame: Frame, email: string, mailed: boolean, again: Again = {}): Html {
  const { t } = frame.locale
  const body = mailed
    ? html`${problems(frame, again)}<form class="stack narrow" method="post" action="/me/address">${formKey()}
${field(frame, { name: 'email', label: t('keys.address.new'), type: 'email', autocomplete: 'email', required: true, most: 254 }, again)}
<p><button class="button" type="submit">${t('keys.address.send')}</button></p></form>`
    : html`<p class="panel">${t('keys.address.no-mail')}</p>`
  return keyPage(frame, t('keys.address.change'), t('keys.address.lead', { email }), body)
}

/** Showing that the address one has is one's own: before the second step, and so that the first mailed link ends nothing. */
export function addressProofPage(frame: Frame, email: string, proven: boolean): Html {
  const { t } = frame.locale
  const body = proven
    ? html`<p class="panel good">${t('keys.proof.done')}</p>`
    : html`<form class="stack narrow" method="post" action="/me/address/proof">${formKey()}
<p class="quiet">${t('keys.proof.why')}</p>
<p><button class="button" type="submit">${t('keys.proof.send')}</button></p></form>`
  return keyPage(frame, t('keys.proof.title'), t('keys.proof.lead', { email }), body)
}

export function addressMailedPage(frame: Frame): Html {
  const { t } = frame.locale
  return keyPage(
    frame,
    t('keys.address.mailed'),
    t('keys.address.mailed-lead'),
    html`<p class="quiet">${t('keys.address.mailed-nothing')}</p>`,
  )
}

export function addressLinkPage(frame: Frame, name: string, email: string, again: Again = {}): Html {
  const { t } = frame.locale
  return door(
    frame,
    t('keys.address.take-title'),
    html`<div class="title">${mark(frame, true)}<h1>${t('keys.address.take-title')}</h1><p class="lead">${t('keys.address.take-lead', { name, email })}</p></div>
${problems(frame, again)}
<form method="post" action="${frame.path}">${formKey()}<button class="button full" type="submit">${t('keys.address.take')}</button></form>`,
  )
}

export function addressChangedPage(frame: Frame): Html {
  const { t } = frame.locale
  return door(
    frame,
    t('keys.address.changed'),
    html`<div class="title">${mark(frame, true)}<h1>${t('keys.address.changed')}</h1><p class="lead">${t('keys.address.changed-lead')}</p></div>
<p>${buttonLink('/me/keys', t('keys.address.on'), 'full')}</p>`,
  )
}
