import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Again, field, formKey, problems } from '../../../ui/form.ts'
import type { Frame } from '../../../ui/frame.ts'
import { door } from '../../../ui/layout.ts'
import { icon, mark } from '../../../ui/parts.ts'
import { passkeyForm } from '../../../ui/passkey.ts'

/** How somebody can show that it is they. */
export interface Ways {
  password: boolean
  code: boolean
  passkey: boolean
  provider: string | null
  mail: boolean
}

/** @param late a form was sent too late: nothing was done yet */
export function confirmPage(frame: Frame, ways: Ways, again: Again = {}, late = false): Html {
  const { t } = frame.locale
  const to = again.typed?.to
  const hidden = typeof to === 'string' ? html`<input type="hidden" name="to" value="${to}">` : nothing
  const other = (action: string, sign: string, words: string) =>
    html`<form method="post" action="${action}" data-turbo="false">${hidden}<button class="button second full" type="submit">${icon(frame, sign)} ${words}</button></form>`
  return door(
    frame,
    t('keys.confirm.title'),
    html`${title(frame, t('keys.confirm.title'), t('keys.confirm.lead'))}
${late ? html`<p class="panel need">${t('keys.confirm.late')}</p>` : nothing}
${problems(frame, again)}
${ways.password ? passwordForm(frame, hidden, again) : nothing}
${ways.passkey ? passkeyForm(frame, { action: '/me/confirm/passkey', options: '/me/confirm', to }) : nothing}
${ways.code ? codeForm(frame, hidden, again) : nothing}
${ways.provider ? other('/me/confirm/provider', 'globe', t('keys.confirm.provider', { provider: ways.provider })) : nothing}
${ways.mail ? other('/me/confirm/link', 'mail', t('keys.confirm.mail')) : nothing}
${ways.password || ways.passkey || ways.code || ways.provider || ways.mail ? nothing : html`<p>${t('keys.confirm.none')}</p>`}
<p class="quiet"><a href="/me">${t('keys.confirm.leave')}</a></p>`,
  )
}

function title(frame: Frame, words: string, lead: string): Html {
  return html`<div class="title">${mark(frame, true)}<h1>${words}</h1><p class="lead">${lead}</p></div>`
}

function passwordForm(frame: Frame, hidden: Html, again: Again): Html {
  const { t } = frame.locale
  return html`<form class="stack" action="/me/confirm" method="post">${hidden}
<input class="vh" type="text" name="username" value="${frame.me!.handle}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
${field(frame, { name: 'password', label: t('keys.confirm.password'), type: 'password', autocomplete: 'current-password', required: true }, again)}
<button class="button full" type="submit">${t('keys.confirm.go')}</button></form>`
}

function codeForm(frame: Frame, hidden: Html, again: Again): Html {
  const { t } = frame.locale
  return html`<form class="stack" action="/me/confirm" method="post">${hidden}
${field(frame, { name: 'code', label: t('keys.confirm.code'), autocomplete: 'one-time-code', required: true, most: 40 }, { errors: again.errors })}
<button class="button second full" type="submit">${t('keys.confirm.go-code')}</button></form>`
}

export function confirmMailedPage(frame: Frame): Html {
  const { t } = frame.locale
  return door(
    frame,
    t('keys.confirm.mailed'),
    html`${title(frame, t('keys.confirm.mailed'), t('keys.confirm.mailed-lead'))}<p class="quiet"><a href="/me">${t('keys.confirm.leave')}</a></p>`,
  )
}

/** @param here this is the session that asked */
export function confirmLinkPage(frame: Frame, here: boolean): Html {
  const { t } = frame.locale
  return door(
    frame,
    t('keys.confirm.title'),
    html`${title(frame, t('keys.confirm.title'), t(here ? 'keys.confirm.link' : 'keys.confirm.elsewhere'))}
${here ? html`<form method="post" action="${frame.path}">${formKey()}<button class="button full" type="submit">${t('keys.confirm.go')}</button></form>` : nothing}`,
  )
}
