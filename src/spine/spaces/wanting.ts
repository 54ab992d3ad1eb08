import { type Html, html, nothing } from '../../platform/html.ts'
import { mayStart, type Request } from '../request/ctx.ts'

/** The way to say that something should be known here, where the space has a tool for that and the reader may start things. */
export function wantingLink(ctx: Request, title: string): Html {
  const { wanting } = ctx.site
  const { space } = ctx
  if (!wanting || !space?.tools.includes(wanting.tool) || !mayStart(space)) return nothing
  const address = `/c/${space.slug}${wanting.path}?title=${encodeURIComponent(title.slice(0, 200))}`
  return html`<a class="asking" href="${address}">${wanting.named(ctx.locale, title)}</a>`
}
