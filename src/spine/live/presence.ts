import type { Site } from '../request/site.ts'
import type { Channel } from './channel.ts'
import type { Listener } from './listener.ts'
import type { Name } from './names.ts'

/** Who has not been heard of for so long is not here any more. */
const GONE_MS = 45_000
/** One hears of somebody's writing at most this often. */
const WRITING_MS = 2_500

/**
 * Who writes, and who is here: told to those who read the same, kept nowhere, and the first to be left out where a line is
 * slow. Between processes go ids only.
 */
export class Presence {
  constructor(
    private readonly site: Site,
    private readonly channels: Map<number, Channel>,
    private readonly nameOf: (id: number) => Promise<Name | undefined>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Somebody types. Only who may say something there is heard. */
  writing(listener: Listener, item: number, now: number): void {
    const watch = listener.watches.get(item)
    if (!watch?.writes || !this.channels.get(item)?.admits(listener) || now - listener.lastWriting < WRITING_MS) return
    listener.lastWriting = now
    this.site.bus.publish('writing', { item, person: listener.card.id })
  }

  async hearWriting(item: number, person: number): Promise<void> {
    const channel = this.channels.get(item)
    const name = channel && (await this.nameOf(person))
    if (!name) return
    for (const listener of channel.watches.keys())
      if (listener.card.id !== person && channel.admits(listener)) listener.say({ item, writing: name }, false)
  }

  /** Tells the other processes who is here with us, of those who let it be seen. Only who may read there is here. */
  announce(channel: Channel): void {
    const here = new Set<number>()
    for (const listener of channel.watches.keys())
      if (listener.card.present && channel.admits(listener)) here.add(listener.card.id)
    for (const person of here) this.site.bus.publish('here', { item: channel.item, person, here: 1 })
  }

  /** Another process has someone new, who does not know yet who is here. */
  hearWhere(item: number): void {
    const channel = this.channels.get(item)
    if (channel) this.announce(channel)
  }

  hearHere(item: number, person: number, here: boolean): void {
    const channel = this.channels.get(item)
    if (!channel) return
    const before = channel.here.has(person)
    if (here) channel.here.set(person, performance.now())
    else channel.here.delete(person)
    if (before !== here) this.tell(channel).catch(this.failed)
  }

  left(listener: Listener, item: number): void {
    const others = [...(this.channels.get(item)?.watches.keys() ?? [])]
    if (others.some((other) => other !== listener && other.card.id === listener.card.id)) return
    if (listener.card.present) this.site.bus.publish('here', { item, person: listener.card.id, here: 0 })
  }

  /** Now and then: who is still here says so, who has not for a while is gone. */
  beat(): void {
    for (const channel of this.channels.values()) {
      this.announce(channel)
      let gone = false
      for (const [person, at] of channel.here)
        if (at < performance.now() - GONE_MS) gone = channel.here.delete(person) || gone
      if (gone) this.tell(channel).catch(this.failed)
    }
  }

  /** Everyone is told who else is here. */
  async tell(channel: Channel, only?: Listener): Promise<void> {
    const found = await Promise.all([...channel.here.keys()].slice(0, 12).map((person) => this.nameOf(person)))
    const people = found.filter((one) => one !== undefined)
    if (only && !people.length) return
    for (const listener of only ? [only] : channel.watches.keys()) {
      if (!channel.admits(listener)) continue
      listener.say({ item: channel.item, here: people.filter(({ id }) => id !== listener.card.id) }, false)
    }
  }
}
