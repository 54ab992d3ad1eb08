import { type Html, html, safeUrl } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { icon } from '../../../ui/parts.ts'

/** The way out, named by the server that it leads to. */
export function outward(ctx: Request, { address, host }: { address: string; host: string }): Html {
  return html`<a class="outward with-icon written" href="${safeUrl(address)}" rel="noopener nofollow ugc">${host} ${icon(ctx, 'external-link', true)}</a>`
}
