import { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Unanswered } from './failure.ts'

/** After a refusal it is tried again so soon, and then less and less often. */
const SOON_MS = 250
const LATER_MS = 2_000

/** What the driver knows of where it connects: one place. */
interface Where {
  host: string[]
  port: number[]
  path: string | false
}

/** How one pool of the driver opens its connections. */
interface Dialling {
  open(where: Where): Promise<Socket>
  /** No more is opened. */
  close(): void
}

/**
 * Opens the connections of one pool. Where PostgreSQL has none left (53300) and the pool has others, nobody hears of it: the
 * driver believes that the line fell silent and dials again, and whoever waits is served by the next one that is free. The
 * driver alone would fail whoever asked, and count all connections of the pool as lost. A pool without any is told at once.
 */
export function dialling(): Dialling {
  /** Connections that serve, and those of which it is not known yet whether they will. */
  let there = 0
  let wait = 0
  let over = false
  const refused = () => {
    if (over || there <= 1) return false
    wait = Math.min(Math.max(SOON_MS, wait * 2), LATER_MS)
    return true
  }
  return {
    async open({ host, port, path }) {
      if (wait) await pause(wait)
      if (over) throw new Unanswered('unreachable')
      there++
      let gone = () => {
        there--
        gone = () => {}
      }
      const socket = new Greeted(
        // Two may be refused in the same moment: the first no longer counts for the second.
        () => {
          const hidden = refused()
          if (hidden) gone()
          return hidden
        },
        () => (wait = 0),
      )
      socket.once('close', () => gone())
      return path ? socket.connect(path) : socket.connect(port[0]!, host[0]!)
    },
    close() {
      over = true
    },
  }
}

/** A connection that looks at what the server says until it is ready. */
class Greeted extends Socket {
  private ready = false

  /** @param hide asked when there is no connection left: whether nobody is to hear of it */
  constructor(
    private readonly hide: () => boolean,
    private readonly welcome: () => void,
  ) {
    super()
  }

  override push(said: Buffer | null): boolean {
    if (!this.ready && said) {
      this.ready = isReady(said)
      if (this.ready) this.welcome()
      else if (said.includes('C53300\0') && this.hide()) {
        this.destroy()
        return false
      }
    }
    return super.push(said)
  }
}

/** Whether what a server said ends with ReadyForQuery: a letter, a length of five, a state. */
function isReady(said: Buffer): boolean {
  const at = said.length - 6
  return at >= 0 && said[at] === 0x5a && said.readUInt32BE(at + 1) === 5
}
