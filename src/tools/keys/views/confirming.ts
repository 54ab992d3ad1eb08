import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Again, field, problems } from '../../../ui/form.ts'
import type { Frame } from '../../../ui/frame.ts'
import { door } from '../../../ui/layout.ts'
import { mark } from '../../../ui/parts.ts'
import type { Ways } from '../confirming.ts'

/** @param late a form was sent too late: nothing was done yet */
export function confirmPage(frame: Frame, ways: Ways, again: Again = {}, late = false): Html {
  const { t } = frame.locale
  const to = again.typed?.to
  const hidden = typeof to === 'string' ? html`<input type="hidden" name="to" value="${to}">` : nothing
  return door(
    frame,
    t('keys.confirm.title'),
    html`<div class="title">${mark(frame, true)}<h1>${t('keys.confirm.title')}</h1><p class="lead">${t('keys.confirm.lead')}</p></div>
${late ? html`<p class="panel need">${t('keys.confirm.late')}</p>` : nothing}
${problems(frame, again)}
${
  ways.password
    ? html`<form class="stack" action="/me/confirm" method="post">${hidden}
<input class="vh" type="text" name="username" value="${frame.me!.handle}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
${field(frame, { name: 'password', label: t('keys.confirm.password'), type: 'password', autocomplete: 'current-password', required: true }, again)}
<button class="button full" type="submit">${t('keys.confirm.go')}</button></form>`
    : html`<p>${t('keys.confirm.none')}</p>`
}
<p class="quiet"><a href="/me">${t('keys.confirm.leave')}</a></p>`,
  )
}
