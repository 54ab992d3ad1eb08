import { type Html, html } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { welcomePath } from '../steps.ts'

/** On a community's home, for who is new there and has not gone all first steps: the way back to them, and to be rid of them. */
export function youAreHere(ctx: Request): Html {
  const { t } = ctx.locale
  const way = welcomePath(spaceOf(ctx).slug)
  return html`<div class="cluster quiet"><p>${t('welcome.here')} <a href="${way}">${t('welcome.here.on')}</a></p>${verb(`${way}/end`, t('welcome.here.enough'), {}, 'plain')}</div>`
}
