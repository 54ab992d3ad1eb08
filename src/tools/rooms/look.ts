import { makingLinks } from '../../spine/items/links-views.ts'
import type { LiveKind, Reader } from '../../spine/live/kind.ts'
import type { Message } from '../../spine/messages/read.ts'
import { mayWrite } from '../../spine/request/ctx.ts'
import type { MessageLook } from '../../ui/message.ts'

/** A room, as far as what is said in it depends on it. */
export interface Around {
  id: number
  url: string
  lang: string
  /** Nothing more is said in it. */
  ended: boolean
  /** Numbers of the messages that the reader keeps. */
  saved: readonly number[]
}

/** How a message looks in a room: the same on its page and where it arrives. */
export function lookOf(reader: Pick<Reader, 'locale' | 'site' | 'space'>, it: Around, message: Message): MessageLook {
  return {
    item: it.url,
    lang: it.lang,
    writes: mayWrite(reader.space),
    ended: it.ended,
    saved: it.saved.includes(message.number),
    readable: true,
    threads: `${it.url}/threads`,
    more: makingLinks(reader, reader.space, it.id, message.number),
  }
}

/** What open pages of a room hear. */
export const live: LiveKind<{ ended: boolean }> = {
  async facts(sql, id) {
    const [row] = await sql<[{ ended: boolean }]>`select exists (select from closure where item_id = ${id}) ended`
    return row
  },
  look(reader, { id, slug, kind, title, lang }, { ended }, message) {
    const url = `/c/${slug}${reader.site.itemPath(kind, id, title)}`
    return lookOf(reader, { id, url, lang, ended, saved: [] }, message)
  },
  parts: () => ({}),
  readBy: true,
}
