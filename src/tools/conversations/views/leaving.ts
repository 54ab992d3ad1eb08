import { type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import type { Conversation } from '../conversations.ts'

/** Leaving is for good: it is said before. */
export function leavingPage(ctx: Request, it: Conversation): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('conversations.leave'),
    main: html`<div class="title"><h1>${t('conversations.leave.title', { names: it.title })}</h1><p class="lead">${t('conversations.leave.lead')}</p></div>
<div class="cluster">${verb(`${it.url}/leaving`, t('conversations.leave'), {}, '')}<a href="${it.url}">${t('conversations.back')}</a></div>`,
  })
}
