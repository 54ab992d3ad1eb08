import { type Child, type Html, html } from '../../../platform/html.ts'
import type { Frame } from '../../../ui/frame.ts'
import { layout } from '../../../ui/layout.ts'

/** A page of its own below the list of keys: one thing to do. */
export function keyPage(frame: Frame, title: string, lead: string, body: Child): Html {
  const { t } = frame.locale
  return layout(frame, {
    title,
    main: html`<link rel="stylesheet" href="${frame.site.assets.settings}"><nav class="sub" aria-label="${t('keys.title')}"><a href="/me/keys">${t('keys.title')}</a></nav>
<div class="title"><h1>${title}</h1><p class="lead">${lead}</p></div>
${body}`,
  })
}
