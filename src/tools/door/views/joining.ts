import { type Html, html, nothing } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { InvitationCard } from '../../../spine/spaces/invitations.ts'
import type { Welcoming } from '../../../spine/spaces/welcoming.ts'
import { type Again, choices, field, formKey, problems } from '../../../ui/form.ts'
import type { Frame } from '../../../ui/frame.ts'
import { door } from '../../../ui/layout.ts'
import { emblem, face, icon, readersText } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'
import { asked } from '../../welcome/index.ts'
import { providerForm } from './provider.ts'
import { doorTitle } from './signing-in.ts'

export function haveInvitationPage(frame: Frame, again: Again): Html {
  const { t } = frame.locale
  return door(
    frame,
    t('door.have.title'),
    html`${doorTitle(frame, t('door.have.title'), t('door.have.lead'))}
${problems(frame, again)}
<form class="stack" action="/join" method="get">
${field(frame, { name: 'link', label: t('door.have.link'), type: 'url', required: true }, again)}
<button class="button full" type="submit">${t('door.have.open')}</button></form>
<p class="quiet"><a href="/sign-in">${t('ui.back-to-sign-in')}</a></p>`,
  )
}

/** An invitation, with what the community says to whoever holds it. */
export interface InvitedTo {
  card: InvitationCard
  welcoming: Welcoming
}

export function joinPage(frame: Request, { card, welcoming }: InvitedTo, again: Again = {}): Html {
  const { t } = frame.locale
  const { space, by } = card
  const title = t('door.join.title', { name: by.name, community: space.name })
  if (!card.usable)
    return door(
      frame,
      title,
      html`${doorTitle(frame, t('door.join.ended'), t('door.join.ended-lead', { name: by.name }))}<p><a class="button second" href="/">${t('ui.go-home')}</a></p>`,
    )
  return door(
    frame,
    title,
    html`<div class="title">${emblem(frame, space)}<h1>${title}</h1>
${space.purpose ? html`<p class="lead" lang="${space.lang}">${space.purpose}</p>` : nothing}</div>
${card.note ? html`<figure class="thanks"><blockquote><p>${card.note}</p></blockquote><figcaption class="quiet">${face(by, true)} ${by.name}</figcaption></figure>` : nothing}
${card.standing === 'host' ? html`<p class="readers">${icon(frame, 'key-round', true)} <span>${t('door.join.as-host', { name: by.name })}</span></p>` : nothing}
${asked(frame, welcoming, { address: frame.path, lang: space.lang })}
<p class="readers">${icon(frame, 'users', true)} <span>${t('door.join.readers', { readers: readersText(frame.locale, space) })}</span></p>
${card.until ? html`<p class="readers">${icon(frame, 'clock', true)} <span>${frame.locale.rich('door.join.as-guest', { date: dayOf(frame, card.until) })}</span></p>` : nothing}
${problems(frame, again)}
<form class="stack" action="${frame.path}" method="post">${formKey()}
${frame.me ? html`<p>${t('door.join.as', { name: frame.me.name })}</p>` : newPerson(frame, card, again)}
<button class="button full" type="submit">${t('door.join.agree')}</button></form>
${frame.me ? nothing : html`${providerForm(frame, frame.path)}<p class="quiet">${t('door.join.known')} <a href="/sign-in?to=${encodeURIComponent(frame.path)}">${t('ui.sign-in')}</a></p>`}`,
    space.hue,
  )
}

function newPerson(frame: Frame, card: InvitationCard, again: Again): Html {
  const { t } = frame.locale
  return html`${card.claims ? html`<p class="panel good">${t('door.join.claims', { name: card.claims })}</p>` : nothing}
${newPersonFields(frame, card.email, again)}`
}

/** What someone says of themselves who has no account here yet. */
export function newPersonFields(frame: Frame, email: string | null, again: Again): Html {
  const { t } = frame.locale
  return html`${field(frame, { name: 'name', label: t('door.name'), autocomplete: 'name', required: true, most: 80 }, again)}
${languageChoice(frame, again)}
${field(frame, { name: 'email', label: t('door.email'), type: 'email', autocomplete: 'username', required: true, value: email, hint: t('door.email.hint') }, again)}
${field(frame, { name: 'password', label: t('door.password'), type: 'password', autocomplete: 'new-password', required: true, hint: t('door.password.hint') }, again)}
<input type="hidden" name="timeZone" value="" data-fill="time-zone">`
}

/** Each language named in itself. */
export function languageChoice(frame: Frame, again: Again = {}, value = frame.locale.lang): Html {
  const offered = frame.site.settings.languages
  const options = Object.entries(languages)
    .filter(([lang]) => offered.length === 0 || offered.includes(lang))
    .map(([lang, words]) => ({ value: lang, words, lang }))
  return choices(
    frame,
    { name: 'lang', legend: frame.locale.t('door.language'), value: value.slice(0, 2), options },
    again,
  )
}
