import type { LiveKind } from '../live/kind.ts'
import { lookOf, threadHeading } from './thread.ts'

/**
 * What open pages of an item hear of what is said under it, for every kind that has a thread. Another text of the item is
 * offered, not put in: whoever reads is not disturbed.
 */
export const liveThread: LiveKind<{ ended: boolean }> = {
  async facts(sql, id) {
    const [row] = await sql<[{ ended: boolean }]>`select exists (select from closure where item_id = ${id}) ended`
    return row
  },
  look(reader, { id, slug, kind, title, lang }, { ended }, message) {
    const url = `/c/${slug}${reader.site.itemPath(kind, id, title)}`
    return lookOf(reader, { id, url, lang, ended, saved: [] }, message)
  },
  parts: (reader, item) => ({ comments: threadHeading(reader.locale, item.count) }),
}
