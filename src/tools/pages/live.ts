import type { LiveKind } from '../../spine/live/kind.ts'
import { urlOf } from './pages.ts'
import { commentsHeading, lookOf } from './views/comments.ts'

interface Facts {
  ended: boolean
}

/** What open pages hear of the comments under them. Another text is offered, not put in: whoever reads is not disturbed. */
export const live: LiveKind<Facts> = {
  async facts(sql, id) {
    const [row] = await sql<[Facts]>`select exists (select from closure where item_id = ${id}) ended`
    return row
  },
  look: (reader, item, { ended }, message) =>
    lookOf(
      reader,
      { id: item.id, url: urlOf(item.slug, item.id, item.title), lang: item.lang, ended, saved: [] },
      message,
    ),
  parts: (reader, item) => ({ comments: commentsHeading(reader.locale, item.count) }),
}
