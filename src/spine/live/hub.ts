import { LISTENING } from '../../platform/bus.ts'
import { errorFacts } from '../../platform/log.ts'
import { turns } from '../../platform/turns.ts'
import type { Site } from '../request/site.ts'
import { type Around, Channel } from './channel.ts'
import type { Card, Listener } from './listener.ts'
import { Lists } from './lists.ts'
import { namesFrom } from './names.ts'
import { Presence } from './presence.ts'
import { LiveReadBy } from './read-by.ts'
import { Sharing } from './sharing.ts'

/** A word of the bus may be lost: this often it is looked whether one was. */
const POLL_MS = 15_000
const PING_MS = 30_000
/** How many items one page can look at. */
const MOST_WATCHES = 20
/** How many rounds look into the database at once; the rest of the pool is for requests. */
const AT_ONCE = 3

/** Everyone who listens in this process, and what they are told. Other processes have hubs of their own. */
export class Hub {
  readonly listeners = new Set<Listener>()
  readonly counts = { frames: 0, resyncs: 0 }
  private readonly channels = new Map<number, Channel>()
  private readonly people = new Map<number, Set<Listener>>()
  private readonly lists: Lists
  private readonly presence: Presence
  private readonly readBy: LiveReadBy
  /** What several people write at once. */
  readonly sharing: Sharing
  private readonly ends: (() => void)[] = []
  private readonly around: Around

  constructor(private readonly site: Site) {
    const inTurn = turns(AT_ONCE)
    this.around = {
      site,
      inTurn,
      sent: (frames, resyncs) => {
        this.counts.frames += frames
        this.counts.resyncs += resyncs
      },
      failed: (error) => site.log.error('live.failed', errorFacts(error)),
    }
    this.lists = new Lists(site, this.listeners)
    const nameOf = namesFrom(site)
    this.presence = new Presence(site, this.channels, nameOf, this.around.failed)
    this.readBy = new LiveReadBy(this.around, this.channels)
    this.sharing = new Sharing(this.around, nameOf)
    this.hear()
    this.every(POLL_MS, () => this.poll())
    this.every(PING_MS, () => {
      for (const { line } of this.listeners) line.ping()
    })
    this.every(POLL_MS, () => this.presence.beat())
  }

  add(listener: Listener): void {
    this.listeners.add(listener)
    const { id } = listener.card
    this.people.set(id, (this.people.get(id) ?? new Set()).add(listener))
  }

  remove(listener: Listener): void {
    for (const item of [...listener.watches.keys()]) this.unwatch(listener, item)
    this.sharing.leaveAll(listener)
    this.listeners.delete(listener)
    const theirs = this.people.get(listener.card.id)
    theirs?.delete(listener)
    if (!theirs?.size) this.people.delete(listener.card.id)
  }

  /** How many lines someone has open here. */
  linesOf(person: number): number {
    return this.people.get(person)?.size ?? 0
  }

  watch(listener: Listener, item: number, modseq: number): void {
    if (listener.watches.size >= MOST_WATCHES && !listener.watches.has(item)) return
    let channel = this.channels.get(item)
    if (!channel) {
      channel = new Channel(item, this.around, {
        joined: (one) => this.joined(channel!, one),
        left: (one) => this.presence.left(one, item),
      })
      this.channels.set(item, channel)
      this.site.bus.publish('where', { item })
    }
    channel.join(listener, modseq)
  }

  unwatch(listener: Listener, item: number): void {
    if (!listener.watches.has(item)) return
    const channel = this.channels.get(item)
    channel?.leave(listener)
    if (channel && !channel.watches.size) this.channels.delete(item)
  }

  showLists(listener: Listener, spaces: number[] | undefined): Promise<void> {
    return this.lists.show(listener, spaces)
  }

  writing(listener: Listener, item: number): void {
    this.presence.writing(listener, item, performance.now())
  }

  /** Looks whether anything was missed: changes of items, sessions and rights that ended by themselves. */
  async poll(): Promise<void> {
    const { app } = this.site.database
    for (const [item, { watches }] of this.channels) if (!watches.size) this.channels.delete(item)
    const items = [...this.channels.keys()]
    if (items.length) {
      const tails = await app<{ itemId: number; modseq: number }[]>`select * from live_tails(${items}::bigint[])`
      for (const { itemId, modseq } of tails) this.channels.get(itemId)?.hear(modseq)
    }
    for (const channel of this.channels.values())
      for (const listener of channel.watches.keys()) if (!channel.admits(listener)) channel.doubt(listener.card.id)
    const past = [...this.listeners].filter((one) => one.pastDate()).map((one) => one.card.id)
    for (const person of new Set(past)) await this.belongingChanged(person)
    await this.sharing.poll()
    await this.checkCredentials()
  }

  /** Says goodbye: pages come back by themselves, each after a while of its own. */
  close(): void {
    this.sharing.close()
    this.readBy.close()
    for (const end of this.ends) end()
    for (const { line } of this.listeners) line.close(1012)
  }

  private async joined(channel: Channel, listener: Listener): Promise<void> {
    this.readBy.changed(channel.item)
    await this.presence.tell(channel, listener)
    if (listener.card.present) this.site.bus.publish('here', { item: channel.item, person: listener.card.id, here: 1 })
  }

  private hear(): void {
    const on = (topic: string, hear: (ids: Record<string, number>) => unknown) =>
      this.ends.push(
        this.site.bus.subscribe(topic, (ids) => {
          const done = hear(ids)
          if (done instanceof Promise) done.catch(this.around.failed)
        }),
      )
    on(LISTENING, () => {
      this.readBy.changedAll()
      return this.poll()
    })
    on('item', ({ item = 0, space, modseq = 0 }) => {
      this.channels.get(item)?.hear(modseq)
      this.readBy.changed(item)
      if (space) this.lists.changed(space)
    })
    on('moved', ({ item = 0 }) => {
      this.channels.get(item)?.doubt()
      this.sharing.doubt()
    })
    on('space', ({ space = 0 }) => this.spaceChanged(space))
    on('belonging', ({ person = 0 }) => this.belongingChanged(person).then(() => this.readBy.changedFor(person)))
    on('blocks', ({ person = 0, other = 0 }) => {
      for (const one of [person, other]) this.readBy.changedFor(one)
    })
    on('session', ({ id = 0 }) => this.credentialEnded('session', id))
    on('token', ({ id = 0 }) => this.credentialEnded('token', id))
    on('person', ({ person = 0, news = 1, written = 0 }) =>
      this.tellPerson(person, { ...(news && { news: true }), ...(written && { written: true }) }),
    )
    on('reading', ({ person = 0, item = 0, number = 0 }) => {
      this.tellPerson(person, { read: { item, number } })
      if (item) this.readBy.changed(item)
      else this.readBy.changedFor(person)
    })
    on('writing', ({ item = 0, person = 0 }) => this.presence.hearWriting(item, person))
    on('where', ({ item = 0 }) => this.presence.hearWhere(item))
    on('shared', ({ text = 0, number, ended }) => this.sharing.hear(text, number, ended === 1))
    on('tables', ({ text = 0 }) => this.sharing.announce(text))
    on('pointing', ({ text = 0, person = 0, here }) => this.sharing.hearPerson(text, person, here === 1))
    on('here', ({ item = 0, person = 0, here }) => this.presence.hearHere(item, person, here === 1))
  }

  private tellPerson(person: number, words: Record<string, unknown>): void {
    for (const listener of this.people.get(person) ?? []) listener.say(words)
  }

  private spaceChanged(space: number): void {
    this.sharing.doubt()
    for (const channel of this.channels.values()) if (!channel.space || channel.space === space) channel.doubt()
    for (const listener of this.listeners)
      if (listener.lists?.spaces.has(space))
        this.lists.show(listener, [...listener.lists.spaces]).catch(this.around.failed)
  }

  /** Someone came, left or changed how they read: what their pages hear of is asked anew, in the moment it is known. */
  private async belongingChanged(person: number): Promise<void> {
    const theirs = [...(this.people.get(person) ?? [])]
    this.sharing.doubt(person)
    // Behind an open door one reads because of where one belongs elsewhere: every item is in doubt.
    for (const listener of theirs) for (const item of listener.watches.keys()) this.channels.get(item)?.doubt(person)
    if (!theirs.length) return
    // Until it is known where they belong now, they belong nowhere.
    for (const listener of theirs) {
      listener.card = { ...listener.card, spaces: [] }
      listener.lists?.places.clear()
    }
    const card = await cardOf(this.site, person)
    for (const listener of theirs) {
      if (!card) listener.line.close(4401)
      else {
        for (const item of listener.watches.keys()) if (!card.present) this.presence.left(listener, item)
        listener.card = card
        await this.lists.again(listener)
        for (const item of listener.watches.keys()) this.presence.hearWhere(item)
      }
    }
  }

  private credentialEnded(via: string, id: number): void {
    for (const listener of this.listeners)
      if (listener.via.via === via && listener.via.id === id) listener.line.close(4401)
  }

  private async checkCredentials(): Promise<void> {
    const asked = [...this.listeners]
    if (!asked.length) return
    const ids = (via: string) => asked.filter((one) => one.via.via === via).map((one) => one.via.id)
    const open = await this.site.database.app<{ via: string; id: number }[]>`
      select * from live_credentials(${ids('session')}::bigint[], ${ids('token')}::bigint[])`
    const good = new Set(open.map(({ via, id }) => `${via} ${id}`))
    for (const { via, line } of asked) if (!good.has(`${via.via} ${via.id}`)) line.close(4401)
  }

  private every(ms: number, work: () => unknown): void {
    const timer = setInterval(async () => {
      try {
        await work()
      } catch (error) {
        this.around.failed(error)
      }
    }, ms).unref()
    this.ends.push(() => clearInterval(timer))
  }
}

async function cardOf(site: Site, person: number): Promise<Card | null> {
  const [row] = await site.database.app<[{ card: Card | null }]>`select live_person(${person}) card`
  return row.card
}
