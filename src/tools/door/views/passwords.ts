import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Again, field, problems } from '../../../ui/form.ts'
import type { Frame } from '../../../ui/frame.ts'
import { door } from '../../../ui/layout.ts'
import { doorTitle, firstLetter } from './signing-in.ts'

export function forgottenPage(frame: Frame, mailedLinks: boolean, again: Again = {}): Html {
  const { t } = frame.locale
  const body = mailedLinks
    ? html`${problems(frame, again)}<form class="stack" action="/password" method="post">
${field(frame, { name: 'email', label: t('door.email'), type: 'email', autocomplete: 'username', required: true }, again)}
<button class="button full" type="submit">${t('door.forgotten.send')}</button></form>`
    : nothing
  return door(
    frame,
    t('door.forgotten.title'),
    html`${doorTitle(frame, t('door.forgotten.title'), t(mailedLinks ? 'door.forgotten.lead' : 'door.forgotten.no-mail'))}${body}
<p class="quiet"><a href="/sign-in">${t('ui.back-to-sign-in')}</a></p>`,
  )
}

export function newPasswordPage(
  frame: Frame,
  card: { name: string; email: string; first: boolean },
  again: Again = {},
): Html {
  const { t } = frame.locale
  return door(
    frame,
    t('door.new-password.title'),
    html`${doorTitle(frame, t('door.new-password.title'), t('door.new-password.lead', { name: card.name }))}
${problems(frame, again)}
${card.first ? firstLetter(frame) : nothing}
<form class="stack" action="${frame.path}" method="post">
<input class="vh" type="email" name="username" value="${card.email}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
${field(frame, { name: 'password', label: t('door.new-password'), type: 'password', autocomplete: 'new-password', required: true, hint: t('door.password.hint') }, again)}
<button class="button full" type="submit">${t('door.new-password.keep')}</button></form>`,
  )
}
