import { type Html, html } from '../../../platform/html.ts'
import { type Again, field, formKey, problems } from '../../../ui/form.ts'
import type { Frame } from '../../../ui/frame.ts'
import { door } from '../../../ui/layout.ts'
import { languageChoice } from './joining.ts'
import { doorTitle } from './signing-in.ts'

export function firstRunPage(frame: Frame, token: string, again: Again = {}): Html {
  const { t } = frame.locale
  return door(
    frame,
    t('door.first.title'),
    html`${doorTitle(frame, t('door.first.title'), t('door.first.lead'))}
${problems(frame, again)}
<form class="stack" action="/first-run/${token}" method="post">${formKey()}
<h2>${t('door.first.community')}</h2>
${field(frame, { name: 'community', label: t('door.first.called'), required: true, most: 80, hint: t('door.first.called-hint') }, again)}
${field(frame, { name: 'purpose', label: t('door.first.purpose'), rows: 2, most: 300 }, again)}
<h2>${t('door.first.you')}</h2>
${field(frame, { name: 'name', label: t('door.name'), autocomplete: 'name', required: true, most: 80 }, again)}
${languageChoice(frame, again)}
${field(frame, { name: 'email', label: t('door.email'), type: 'email', autocomplete: 'username', required: true, hint: t('door.email.hint') }, again)}
${field(frame, { name: 'password', label: t('door.password'), type: 'password', autocomplete: 'new-password', required: true, hint: t('door.password.hint') }, again)}
<input type="hidden" name="timeZone" value="" data-fill="time-zone">
<button class="button full" type="submit">${t('door.first.create')}</button></form>
<p class="divide">${t('ui.or')}</p>
<form class="stack" action="/first-run/${token}/demonstration" method="post">
<p class="quiet">${t('door.first.demonstration-hint')}</p>
<button class="button second full" type="submit">${t('door.first.demonstration')}</button></form>`,
  )
}

/** After the demonstration is loaded: whom one can be. */
export function demonstrationReadyPage(frame: Frame): Html {
  const { t } = frame.locale
  const cast = ['ada', 'luc', 'sana', 'noor'] as const
  return door(
    frame,
    t('door.ready.title'),
    html`${doorTitle(frame, t('door.ready.title'), t('door.ready.lead'))}
<ul class="rows">${cast.map((who) => html`<li><span class="face" aria-hidden="true">${who[0]!.toUpperCase()}</span><p><strong>${who}@copse.example</strong></p><p class="quiet">${t(`door.ready.${who}`)}</p></li>`)}</ul>
<p>${t('door.ready.password')} <code>copse-demo</code></p>
<p><a class="button full" href="/sign-in">${t('ui.sign-in')}</a></p>`,
  )
}
