import type { LiveKind } from '../live/kind.ts'
import { commentsHeading, lookOf } from './comments.ts'

/**
 * What open pages of an item hear of what is said under it, for every kind that has comments. Another text of the item is
 * offered, not put in: whoever reads is not disturbed.
 */
export const liveComments: LiveKind<{ ended: boolean }> = {
  async facts(sql, id) {
    const [row] = await sql<[{ ended: boolean }]>`select exists (select from closure where item_id = ${id}) ended`
    return row
  },
  look(reader, { id, slug, kind, title, lang }, { ended }, message) {
    const url = `/c/${slug}${reader.site.itemPath(kind, id, title)}`
    return lookOf(reader, { id, url, lang, ended, saved: [] }, message)
  },
  parts: (reader, item) => ({ comments: commentsHeading(reader.locale, item.count) }),
}
