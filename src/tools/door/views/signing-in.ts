import { type Html, html, nothing } from '../../../platform/html.ts'
import { passkeysWork } from '../../../spine/people/passkeys.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, field, formKey, problems } from '../../../ui/form.ts'
import type { Frame } from '../../../ui/frame.ts'
import { door } from '../../../ui/layout.ts'
import { icon, mark } from '../../../ui/parts.ts'
import { passkeyForm } from '../../../ui/passkey.ts'
import { providerForm } from './provider.ts'

/** The head of a page at the door. */
export function doorTitle(frame: Frame, title: string, lead: string): Html {
  return html`<div class="title">${mark(frame, true)}<h1>${title}</h1><p class="lead">${lead}</p></div>`
}

export function signInPage(frame: Request, mailedLinks: boolean, again: Again = {}): Html {
  const { t } = frame.locale
  const to = again.typed?.to
  const hidden = typeof to === 'string' ? html`<input type="hidden" name="to" value="${to}">` : nothing
  return door(
    frame,
    t('door.sign-in.title'),
    html`${doorTitle(frame, t('door.sign-in.title'), t('door.sign-in.lead'))}
${frame.site.demonstration ? html`<p class="panel good">${t('door.demonstration.hint')}</p>` : nothing}
${problems(frame, again)}
<form class="stack" action="/sign-in" method="post">${hidden}
${field(frame, { name: 'email', label: t('door.email'), type: 'email', autocomplete: 'username webauthn', required: true }, again)}
${field(frame, { name: 'password', label: t('door.password'), type: 'password', autocomplete: 'current-password', required: true, hint: html`<a href="/password">${t('door.forgotten')}</a>` }, again)}
<button class="button full" type="submit">${t('ui.sign-in')}</button>
${
  mailedLinks
    ? html`<p class="divide">${t('ui.or')}</p>
<p><button class="button second full" type="submit" formaction="/sign-in/link" formnovalidate>${icon(frame, 'mail')} ${t('door.mail-me-a-link')}</button></p>`
    : nothing
}
</form>
${passkeysWork(frame) ? passkeyForm(frame, { action: '/sign-in/passkey', options: '/sign-in', to, autofill: true }) : nothing}
${providerForm(frame, typeof to === 'string' ? to : undefined)}
<p class="quiet">${t('door.by-invitation')} <a href="/join">${t('door.have-one')}</a></p>`,
  )
}

export function mailedPage(frame: Frame): Html {
  const { t } = frame.locale
  return door(
    frame,
    t('door.mailed.title'),
    html`${doorTitle(frame, t('door.mailed.title'), t('door.mailed.lead'))}
<p class="quiet">${t('door.mailed.nothing')}</p>
<p><a class="button second" href="/sign-in">${t('ui.back-to-sign-in')}</a></p>`,
  )
}

/** @param first nobody has answered a letter of this account yet: what opened it before will end */
export function linkPage(frame: Frame, name: string, address: string, first: boolean): Html {
  const { t } = frame.locale
  return door(
    frame,
    t('door.link.title', { name }),
    html`${doorTitle(frame, t('door.link.title', { name }), t('door.link.lead'))}
${first ? firstLetter(frame) : nothing}
<form method="post" action="${address}">${formKey()}<button class="button full" type="submit">${t('ui.sign-in')}</button></form>`,
  )
}

/** Said before the first letter is answered. */
export function firstLetter(frame: Frame): Html {
  return html`<p class="panel">${frame.locale.t('door.first-letter')}</p>`
}
