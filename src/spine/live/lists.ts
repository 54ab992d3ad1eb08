import type { Site } from '../request/site.ts'
import type { Listener } from './listener.ts'

/** Lists are told at most this often that something changed: their pages look for themselves what. */
const GATHER_MS = 1_000

/** Pages that show lists: of one space, of some, or of all that are someone's. They hear that, not what. */
export class Lists {
  private changedSpaces = new Set<number>()
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly site: Site,
    private readonly listeners: Set<Listener>,
  ) {}

  /** @param spaces none for all of one's own */
  async show(listener: Listener, spaces: number[] | undefined): Promise<void> {
    const asked = new Set(spaces?.slice(0, 200) ?? [])
    const lists = { all: spaces === undefined, spaces: asked, places: new Set<number>() }
    listener.lists = lists
    if (!asked.size) return
    const rows = await this.site.database.app<{ id: number }[]>`
      select live_places(${listener.card.id}, ${[...asked]}::bigint[]) id`
    lists.places = new Set(rows.map(({ id }) => id))
  }

  /** After someone's belonging changed. */
  async again(listener: Listener): Promise<void> {
    const { lists } = listener
    if (lists) await this.show(listener, lists.all ? undefined : [...lists.spaces])
  }

  changed(space: number): void {
    this.changedSpaces.add(space)
    this.timer ??= setTimeout(() => this.tell(), GATHER_MS).unref()
  }

  private tell(): void {
    this.timer = undefined
    const changed = [...this.changedSpaces]
    this.changedSpaces = new Set()
    for (const listener of this.listeners)
      if (listener.lists && changed.some((space) => listener.showsLists(space))) listener.say({ lists: true }, false)
  }
}
