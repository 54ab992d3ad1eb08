import { type Around, lookOf as lookOfComment } from '../../spine/items/comments.ts'
import { liveComments } from '../../spine/items/live-comments.ts'
import type { LiveKind, Reader } from '../../spine/live/kind.ts'
import type { Message } from '../../spine/messages/read.ts'
import type { MessageLook } from '../../ui/message.ts'

export type { Around }

/** How a message looks in a room: the same on its page and where it arrives. */
export function lookOf(reader: Pick<Reader, 'locale' | 'site' | 'space'>, it: Around, message: Message): MessageLook {
  return { ...lookOfComment(reader, it, message), readable: true, threads: `${it.url}/threads` }
}

/** What open pages of a room hear. */
export const live: LiveKind<{ ended: boolean }> = {
  facts: liveComments.facts,
  look(reader, { id, slug, kind, title, lang }, { ended }, message) {
    const url = `/c/${slug}${reader.site.itemPath(kind, id, title)}`
    return lookOf(reader, { id, url, lang, ended, saved: [] }, message)
  },
  parts: () => ({}),
  readBy: true,
}
