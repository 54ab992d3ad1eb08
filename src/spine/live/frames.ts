import { textFrame } from '../../platform/http/socket.ts'
import { messageView } from '../../ui/message.ts'
import { presentMessage } from '../messages/read.ts'
import type { Site } from '../request/site.ts'
import type { Changes } from './changes.ts'
import type { Reader } from './kind.ts'
import type { Listener, Watch } from './listener.ts'

/** Makes what is sent about one set of changes: each text once, for all for whom it looks the same. */
export class Frames {
  private readonly made = new Map<string, { text: string; frame: Buffer }>()
  private readonly now = new Date()
  private readonly authors: Set<number>
  /** How many were told to look at all of it again. */
  resyncs = 0

  constructor(
    private readonly site: Site,
    private readonly changes: Changes,
  ) {
    this.authors = new Set([changes.item.authorId, ...changes.messages.map(({ authorId }) => authorId)])
  }

  /** The frame for one listener: with which reactions are their own, where some are. */
  for(listener: Listener, watch: Watch): Buffer {
    const { card } = listener
    const { standing } = watch.allowed!
    const self = this.authors.has(card.id) ? card.id : 0
    const key = [card.lang, card.hours, card.timeZone, card.saves, standing, self, watch.modseq].join(' ')
    let one = this.made.get(key)
    if (!one) {
      const text = JSON.stringify(this.said(listener, watch, self))
      one = { text, frame: textFrame(text) }
      this.made.set(key, one)
    }
    const mine = this.changes.reacted.get(card.id)
    return mine ? textFrame(`{"mine":${JSON.stringify(Object.fromEntries(mine))},${one.text.slice(1)}`) : one.frame
  }

  private said({ card }: Listener, watch: Watch, self: number) {
    const { item, facts, complete } = this.changes
    const { standing } = watch.allowed!
    const about = { item: item.id, modseq: item.modseq }
    // Who was away for long, or was told of a state that never came to be, looks at all of it again.
    if (watch.modseq < complete || watch.modseq > item.modseq) {
      this.resyncs++
      return { ...about, resync: true }
    }
    const kind = this.site.liveKinds[item.kind]!
    const reader: Reader = {
      site: this.site,
      locale: this.site.localeFor(card.lang).withHours(card.hours),
      now: this.now,
      timeZone: card.timeZone,
      me: { id: self },
      space: { slug: item.slug, standing, closed: item.closed, tools: item.tools },
    }
    const looking = {
      item: `/c/${item.slug}${this.site.itemPath(item.kind, item.id, item.title)}`,
      space: `/c/${item.slug}`,
      itemPath: this.site.itemPath,
      me: self,
      host: standing === 'host',
      writes: !item.closed && standing !== 'visitor',
      saves: card.saves,
    }
    const messages = this.changes.messages
      .filter(({ modseq }) => modseq > watch.modseq)
      .map((row) => {
        const message = presentMessage(row, looking)
        const html = messageView(reader, message, kind.look(reader, item, facts, message)).markup
        return { number: row.number, by: row.through ?? row.name, own: row.authorId === self, html }
      })
    const parts = Object.entries(kind.parts(reader, item, facts)).map(([name, part]) => [name, part.markup])
    const page = item.pageModseq > watch.modseq
    return { ...about, messages, parts: Object.fromEntries(parts), ...(page && { page: true }) }
  }
}
