import { type Html, html } from '../../../platform/html.ts'
import { deviceIn } from '../../../ui/device.ts'
import { formKey } from '../../../ui/form.ts'
import type { Frame } from '../../../ui/frame.ts'
import { door } from '../../../ui/layout.ts'
import { buttonLink, mark } from '../../../ui/parts.ts'
import { saidTime } from '../../../ui/time.ts'
import type { SessionCard } from '../session-letter.ts'

export function sessionPage(frame: Frame & { now: Date }, card: SessionCard): Html {
  const { t } = frame.locale
  const at = saidTime({ locale: frame.locale, now: frame.now, timeZone: card.timeZone }, card.createdAt, true)
  return door(
    frame,
    t('keys.end.title'),
    html`<div class="title">${mark(frame, true)}<h1>${t('keys.end.title')}</h1><p class="lead">${t('keys.end.lead', { name: card.name, at, device: deviceIn(frame.locale, card.agent) })}</p></div>
<form method="post" action="${frame.path}">${formKey()}<button class="button full" type="submit">${t('keys.end.go')}</button></form>
<p class="quiet">${t('keys.end.mine')}</p>`,
  )
}

export function sessionEndedPage(frame: Frame): Html {
  const { t } = frame.locale
  return door(
    frame,
    t('keys.ended.title'),
    html`<div class="title">${mark(frame, true)}<h1>${t('keys.ended.title')}</h1><p class="lead">${t('keys.ended.lead')}</p></div>
<p>${buttonLink('/me/password', t('keys.password.change'), 'full')}</p>
<p class="quiet"><a href="/password">${t('keys.ended.forgotten')}</a></p>
<h2>${t('keys.ended.address')}</h2>
<p>${t('keys.ended.address-means')}</p>
<p>${t('keys.ended.address-back')}</p>`,
  )
}
