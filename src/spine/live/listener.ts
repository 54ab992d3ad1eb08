import type { Line } from '../../platform/http/socket.ts'
import { textFrame } from '../../platform/http/socket.ts'
import type { Hours } from '../../platform/i18n.ts'
import type { Allowed } from './changes.ts'

/** What is known of whoever listens. */
export interface Card {
  id: number
  handle: string
  name: string
  picture: string | null
  lang: string
  timeZone: string
  hours: Hours | null
  /** Whether they want no more than the words. */
  saves: boolean
  /** Whether others may see what they read just now. */
  present: boolean
  /** Whether others may see how far they have read, where a few talk. */
  showsReading: boolean
  /** When the first of their guest's dates comes: what is known of where they belong is good until then. */
  ends: string | null
  /** Where they belong. */
  spaces: number[]
}

/** One item that someone looks at. */
export interface Watch {
  item: number
  /** Up to here everything was sent. */
  modseq: number
  /** What was found when it was last looked at; nothing is sent before that. */
  allowed: Allowed | undefined
  /** Whether they may say something there. */
  writes: boolean
  /** To be looked at again, also if nothing changed. */
  stale: boolean
  /** What was last told of how far others have read. */
  readBy?: string
}

/** Whatever goes down one line. */
export interface Said {
  [key: string]: unknown
}

/** In ten seconds. */
const MOST_HEARD = 60
const FAR_TOO_MANY = 600
const MOST_BYTES = 256 * 1024

/** One open page: whose it is, and what it looks at. */
export class Listener {
  readonly watches = new Map<number, Watch>()
  /** Spaces whose lists are shown, with what else shows there; `all` for every one of theirs. */
  lists: { all: boolean; spaces: Set<number>; places: Set<number> } | undefined
  /** What came in lately, so that nobody floods. */
  private heard = 0
  private bytes = 0
  private since = 0
  lastWriting = Number.NEGATIVE_INFINITY

  constructor(
    readonly line: Line,
    readonly via: { via: 'session' | 'token'; id: number },
    public card: Card,
    /** What whoever came in by this session or token may do. */
    readonly may: { write: boolean } = { write: true },
  ) {}

  say(words: Said, important = true): boolean {
    return this.line.send(textFrame(JSON.stringify(words)), important)
  }

  /** Whether this is one message too many for ten seconds: it is passed over. */
  tooMuch(now: number): boolean {
    this.turn(now)
    return ++this.heard > MOST_HEARD
  }

  /** Whether so much comes in that it is no page of ours, whatever it says: who does that is hung up on. */
  floods(bytes: number, now: number): boolean {
    this.turn(now)
    this.bytes += bytes
    return this.bytes > MOST_BYTES || this.heard > FAR_TOO_MANY
  }

  private turn(now: number): void {
    if (now - this.since <= 10_000) return
    this.since = now
    this.heard = this.bytes = 0
  }

  /** Whether somewhere they were a guest until now. */
  pastDate(): boolean {
    return this.card.ends !== null && Date.parse(this.card.ends) <= Date.now()
  }

  /** Whether a list shown here has something of this space, that its person may know of. */
  showsLists(space: number): boolean {
    const { lists, card } = this
    if (!lists || this.pastDate()) return false
    return lists.places.has(space) || ((lists.all || lists.spaces.has(space)) && card.spaces.includes(space))
  }
}
