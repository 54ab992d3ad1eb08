import type { LiveKind, Reader } from '../../spine/live/kind.ts'
import type { Message } from '../../spine/messages/read.ts'
import { mayWrite } from '../../spine/request/ctx.ts'
import type { MessageLook } from '../../ui/message.ts'
import { urlOf } from './conversations.ts'

/** A conversation, as far as what is said in it depends on it. */
interface Around {
  url: string
  lang: string
  /** Numbers of the messages that the reader keeps. */
  saved: readonly number[]
}

/** How a message looks in a conversation: the same on its page and where it arrives. No host listens here. */
export function lookOf(reader: Pick<Reader, 'space'>, it: Around, message: Message): MessageLook {
  return {
    item: it.url,
    lang: it.lang,
    writes: mayWrite(reader.space),
    saved: it.saved.includes(message.number),
    readable: true,
    threads: `${it.url}/threads`,
    concern: `${it.url}/concern?number=${message.number}`,
  }
}

/** What open pages of a conversation hear. */
export const live: LiveKind<null> = {
  facts: async () => null,
  look: (reader, { id, slug, lang }, _facts, message) =>
    lookOf(reader, { url: urlOf(slug, id), lang, saved: [] }, message),
  parts: () => ({}),
  readBy: true,
}
