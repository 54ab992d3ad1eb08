import { Type as T } from '@sinclair/typebox'
import { linksAlone } from '../../platform/markdown/alone.ts'
import { webAddress } from '../outside/addresses.ts'
import { waitAfter } from '../people/signing-in.ts'
import { type Ctx, meOf } from '../request/ctx.ts'
import { nullable } from '../request/schemas.ts'
import type { Site } from '../request/site.ts'

/** What a page outside says of itself, below the link that leads there. */
export const PreviewSchema = T.Object({
  address: T.String(),
  title: T.String(),
  site: nullable(T.String()),
  description: nullable(T.String()),
  lang: nullable(T.String()),
})

/** How many links of one message have a preview. */
const MOST = 3
/** For how many messages of one person we look at pages, in an hour: who says more does without. */
const MOST_AN_HOUR = 60

/** The addresses that a rendered text shows alone and that may be looked at: on the open web, and not our own. */
export function previewable(site: Site, html: string): string[] {
  if (!site.config.previews || site.demonstration || !html.includes('<p><a href="https:')) return []
  const own = site.config.url && new URL(site.config.url).host
  const all = linksAlone(html).map(({ href }) => href)
  const there = all.filter(
    (href) => href.startsWith('https:') && webAddress(href) !== undefined && new URL(href).host !== own,
  )
  return [...new Set(there)].slice(0, MOST)
}

/**
 * Sees to it that links of a message of one's own are shown with what their pages say: at once where that is known, else as soon
 * as somebody has looked.
 * @param had whether previews may stand there from before: those of links that are gone go
 */
export async function wantPreviews(ctx: Ctx, messageId: number, html: string, had: boolean): Promise<void> {
  const addresses = previewable(ctx.site, html)
  if (!addresses.length && !had) return
  const asks =
    addresses.length > 0 && (await waitAfter(ctx.sql, 'link-preview', String(meOf(ctx).id), MOST_AN_HOUR, 3600)) === 0
  await ctx.sql`select want_previews(${messageId}, ${addresses}::text[], ${asks})`
}
