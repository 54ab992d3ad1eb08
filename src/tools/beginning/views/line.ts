import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { icon } from '../../../ui/parts.ts'
import { pathAddress } from '../path.ts'
import type { Step } from '../steps.ts'
import { stepSaid } from './words.ts'

/** On a community's home, for its hosts: how far the first steps are, and which is next. One quiet line. */
export function homeLine(ctx: Request, steps: Step[]): Html {
  const { t } = ctx.locale
  const done = steps.filter(({ state }) => state === 'done').length
  const next = steps.find(({ state }) => state === 'open')
  return html`<p class="with-icon">${icon(ctx, 'footprints', true)} <span><a href="${pathAddress(spaceOf(ctx).slug)}">${t('beginning.line', { done, of: steps.length })}</a>${next ? html` <span class="quiet">${t('beginning.next', { step: stepSaid[next.name].name(ctx.locale) })}</span>` : nothing}</span></p>`
}
