import { type Html, html } from '../platform/html.ts'
import type { Frame } from './frame.ts'
import { door } from './layout.ts'
import { buttonLink, mark } from './parts.ts'

/** On the way to another site: the browser goes on by itself, and there is a link for one that does not. */
export function leavingPage(frame: Frame, url: string, provider: string, back: string): Html {
  const { t } = frame.locale
  const title = t('ui.leaving.title', { provider })
  return door(
    frame,
    title,
    html`<div class="title">${mark(frame, true)}<h1>${title}</h1><p class="lead">${t('ui.leaving.lead')}</p></div>
<p>${buttonLink(url, t('ui.leaving.on', { provider }), 'full')}</p>
<p class="quiet"><a href="${back}">${t('ui.leaving.back')}</a></p>`,
  )
}
