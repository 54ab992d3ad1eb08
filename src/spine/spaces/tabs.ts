import { type Html, html, nothing, trusted } from '../../platform/html.ts'
import type { Place } from '../furnished.ts'
import { type Request, spaceOf } from '../request/ctx.ts'

/**
 * The pages of a place beside each other, as the tools that the space has put them there; what only they need to look right
 * comes along. One page alone is the place itself.
 * @param current the name of the tab that the page is on; any other word: on none
 */
export function placeNav(ctx: Request, name: Place['name'], current: string): Html {
  const { slug, tools } = spaceOf(ctx)
  const place = ctx.site.places.find((one) => one.name === name)
  const tabs = place?.tabs.filter(({ tool }) => tool === undefined || tools.includes(tool)) ?? []
  const sheet = place?.sheet ? html`<link rel="stylesheet" href="${ctx.site.assets[place.sheet]}">` : nothing
  if (tabs.length < 2) return sheet
  return html`${sheet}<nav class="sub" aria-label="${ctx.locale.t(`ui.place.${name}`)}">
${tabs.map(
  (
    tab,
  ) => html`<a href="/c/${slug}${tab.path}"${tab.name === current ? trusted(' aria-current="page"') : nothing}>${tab.named(ctx.locale)}</a>
`,
)}</nav>`
}
