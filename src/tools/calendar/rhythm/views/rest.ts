import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import type { Again } from '../../../../ui/form.ts'
import { icon } from '../../../../ui/parts.ts'
import type { Mark } from '../marks.ts'
import { saidDate } from '../said.ts'

/**
 * In the form of a date: which quiet times lie ahead; where the day is in one, a box for suggesting it all the same.
 * @param day as it is typed
 */
export function restNote(ctx: Request, rest: readonly Mark[], day: string, again: Again): Html {
  const { t } = ctx.locale
  const error = again.errors?.despite
  const year = ctx.now.toISOString().slice(0, 4)
  const said = ({ title, first, last }: Mark) =>
    t('rhythm.rest.one', {
      why: title,
      from: saidDate(ctx.locale, first, year),
      until: saidDate(ctx.locale, last, year),
    })
  const within = rest.some(({ first, last }) => day >= first && day <= last)
  const box = error || within || again.typed?.despite
  if (!rest.length && !box) return nothing
  return html`${rest.length ? html`<p class="quiet with-icon">${icon(ctx, 'leaf', true)} <span class="written">${t('rhythm.rest.ahead', { times: rest.map(said).join('; ') })}</span></p>` : nothing}
${box ? html`<div><label class="choice"><input id="despite" type="checkbox" name="despite" value="true"${again.typed?.despite ? trusted(' checked') : nothing}${error ? trusted(' aria-invalid="true" aria-describedby="despite-error"') : nothing}> <span>${t('rhythm.rest.despite')}</span></label>${error ? html`<p class="error with-icon" id="despite-error">${icon(ctx, 'triangle-alert', true)} <span class="written">${error}</span></p>` : nothing}</div>` : nothing}`
}
