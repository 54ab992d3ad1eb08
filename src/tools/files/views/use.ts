import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Use } from '../keeping.ts'

/** How much the files of a space take, and of how much. */
export function useLine(ctx: Request, { bytes, most }: Use): Html {
  const { t } = ctx.locale
  if (!bytes && most === null) return nothing
  const size = ctx.locale.size(bytes)
  if (most === null) return html`<p class="quiet" data-used>${t('files.use', { size })}</p>`
  return html`<p class="quiet use" data-used><label for="use">${t('files.use.of', { size, most: ctx.locale.size(most) })}</label> <meter id="use" min="0" max="${most}" high="${Math.round(most * 0.9)}" value="${Math.min(bytes, most)}"></meter></p>`
}
