import type { ID, Item } from 'yjs'
import type { Struct } from './updates.ts'

/** Deeper than this nothing is logged: editors cut what is deeper than 40, and Yjs calls itself once and more for each step. */
const DEEPEST = 64
/** Of what was forgotten it is not known where it lay; what hangs on it is forgotten too. */
const NOWHERE = -1

/** How deep what one client wrote lies: from each of these clocks on, up to the next; known up to `end`. */
interface Run {
  from: number[]
  depth: number[]
  end: number
}

/**
 * How deep everything in a shared text lies, without the text: read from its updates alone. Neighbours of one depth are one
 * number, so that a long text takes little.
 */
export class Depths {
  private readonly runs = new Map<number, Run>()
  /** Up to which number of the log this has been told. */
  upto = 0

  /** Something that is logged. What cannot be placed yet is passed over, as Yjs does. */
  follow(structs: readonly Struct[]): void {
    this.place(structs, () => true)
  }

  /**
   * Takes in what is to be logged.
   * @returns whether all of it hangs on what is known, and none too deep; if not, this is of no use any more
   */
  take(structs: readonly Struct[]): boolean {
    return this.place(structs, (struct, depth) => depth <= DEEPEST && depth <= this.before(struct, depth))
  }

  /** Each after what it hangs on, whichever client wrote it. No recursion: a chain may be as long as the update. */
  private place(structs: readonly Struct[], good: (struct: Struct, depth: number) => boolean): boolean {
    const queues = queuesOf(structs)
    let whole = true
    for (const client of queues.keys()) {
      const path = [client]
      while (path.length) {
        const queue = queues.get(path.at(-1)!)!
        const struct = queue.at(-1)
        const other = struct && this.missing(struct)
        if (!struct) path.pop()
        else if (other === undefined) {
          const depth = this.depthOf(struct)
          if (!good(struct, depth)) return false
          this.add(struct, depth)
          queue.pop()
          // Whoever waited for this client is asked again.
          if (path.length > 1) path.pop()
        } else if (queues.get(other)?.length && !path.includes(other)) path.push(other)
        else {
          whole = false
          queue.length = 0
        }
      }
    }
    return whole
  }

  /** The client of whom something must be there first. */
  private missing(struct: Struct): number | undefined {
    const { client, clock } = struct.id
    if (clock > this.endOf(client)) return client
    return leaning(struct).find((id) => id.clock >= this.endOf(id.client))?.client
  }

  private depthOf(struct: Struct): number {
    if (!isItem(struct)) return NOWHERE
    const { origin, rightOrigin, parent } = struct
    const beside = [origin, rightOrigin].filter((id) => id !== null).map((id) => this.at(id))
    if (beside.length) return beside.includes(NOWHERE) ? NOWHERE : Math.max(...beside)
    const above = isId(parent) ? this.at(parent) : 0
    return above === NOWHERE ? NOWHERE : above + 1
  }

  /** How deep it was said to lie when it was said before: it is heard twice, but is not another thing then. */
  private before({ id, length }: Struct, depth: number): number {
    const run = this.runs.get(id.client)
    if (!run || id.clock >= run.end) return depth
    let least = Number.POSITIVE_INFINITY
    for (let i = indexIn(run, id.clock); i < run.from.length && run.from[i]! < id.clock + length; i++)
      if (run.depth[i] !== NOWHERE) least = Math.min(least, run.depth[i]!)
    return least
  }

  private add({ id, length }: Struct, depth: number): void {
    const run = this.runs.get(id.client) ?? { from: [], depth: [], end: 0 }
    this.runs.set(id.client, run)
    const from = Math.max(id.clock, run.end)
    if (from >= id.clock + length) return
    if (run.depth.at(-1) !== depth) {
      run.from.push(from)
      run.depth.push(depth)
    }
    run.end = id.clock + length
  }

  private at({ client, clock }: ID): number {
    const run = this.runs.get(client)!
    return run.depth[indexIn(run, clock)]!
  }

  private endOf(client: number): number {
    return this.runs.get(client)?.end ?? 0
  }
}

/** The part that a clock is in. */
function indexIn({ from }: Run, clock: number): number {
  let low = 0
  let high = from.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (from[middle]! <= clock) low = middle
    else high = middle - 1
  }
  return low
}

/** What each client wrote, the last first. */
function queuesOf(structs: readonly Struct[]): Map<number, Struct[]> {
  const queues = new Map<number, Struct[]>()
  for (const struct of structs) {
    const queue = queues.get(struct.id.client)
    if (queue) queue.push(struct)
    else queues.set(struct.id.client, [struct])
  }
  for (const queue of queues.values()) queue.sort((a, b) => b.id.clock - a.id.clock)
  return queues
}

/** What it hangs on. */
function leaning(struct: Struct): ID[] {
  if (!isItem(struct)) return []
  const { origin, rightOrigin, parent } = struct
  return [origin, rightOrigin, isId(parent) ? parent : null].filter((id) => id !== null)
}

function isItem(struct: Struct): struct is Item {
  return 'content' in struct
}

function isId(parent: unknown): parent is ID {
  return typeof parent === 'object' && parent !== null && 'clock' in parent
}
