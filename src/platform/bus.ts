import { randomInt } from 'node:crypto'
import type { Pool } from './database/connect.ts'
import type { Steady } from './database/steady.ts'
import { errorFacts, type Log } from './log.ts'

/** Tells every process of the site what changed: ids only, after the commit. */
export interface Bus {
  publish(topic: string, ids: Record<string, number>): void
  subscribe(topic: string, hear: (ids: Record<string, number>) => void): () => void
  close(): Promise<void>
}

/** How long one batch gathers, and how much fits in one NOTIFY (8,000 bytes is PostgreSQL's limit). */
const GATHER_MS = 10
const BATCH = 60
/** How often it is tried whether we hear ourselves, and how long we may not before we begin to listen anew. */
const BEAT_MS = 20_000
const DEAF_MS = 50_000

/** Said in this process alone whenever the bus begins to listen, again too: what was said meanwhile was not heard. */
export const LISTENING = 'listening'

/** How the bus gets its ear: `listen()` in a channel, calling `begun` whenever it begins. */
export type Listen = (channel: string, hear: (payload: string) => void, begun: () => void) => Promise<Steady>

/**
 * A bus over LISTEN/NOTIFY. This process hears its own words at once; to the others they go in batches, outside the writing
 * transaction (inside, NOTIFY takes a global lock at commit). Whoever needs every event asks by modseq.
 */
export async function busOver(pool: Pool, listen: Listen, log: Log): Promise<Bus> {
  /** Signs our batches, so that we do not hear twice what we said. */
  const node = randomInt(1, 2 ** 47)
  let waiting: [string, Record<string, number>][] = []
  let timer: NodeJS.Timeout | undefined
  const { tell, subscribe } = hearersOf(log)
  let heard = performance.now()
  const hear = (payload: string) => {
    const [first, ...rest] = JSON.parse(payload) as [string, Record<string, number>][]
    if (first?.[0] === 'from') {
      if (first[1].node === node) {
        heard = performance.now()
        return
      }
    } else if (first) tell(...first)
    for (const one of rest) tell(...one)
  }
  const listening = await listen('copse_bus', hear, () => {
    heard = performance.now()
    tell(LISTENING, {})
  })
  const beat = async () => {
    // A connection that nobody closed may lead nowhere all the same.
    if (performance.now() - heard > DEAF_MS) listening.renew()
    await pool`select pg_notify('copse_bus', ${JSON.stringify([['from', { node }]])})`
  }
  const beats = setInterval(
    () => void beat().catch((error) => log.error('bus.failed', errorFacts(error))),
    BEAT_MS,
  ).unref()
  const send = async () => {
    timer = undefined
    while (waiting.length) {
      const batch = [['from', { node }], ...waiting.splice(0, BATCH)]
      await pool`select pg_notify('copse_bus', ${JSON.stringify(batch)})`.catch((error) =>
        log.error('bus.failed', errorFacts(error)),
      )
    }
  }
  return {
    publish(topic, ids) {
      waiting.push([topic, ids])
      timer ??= setTimeout(send, GATHER_MS)
      setImmediate(tell, topic, ids)
    },
    subscribe,
    async close() {
      clearTimeout(timer)
      clearInterval(beats)
      await send()
      waiting = []
      await listening.close()
    },
  }
}

/** Those of this process who hear of a topic. */
function hearersOf(log: Log): Pick<Bus, 'subscribe'> & { tell: Bus['publish'] } {
  const hearers = new Map<string, Set<(ids: Record<string, number>) => void>>()
  return {
    tell(topic, ids) {
      for (const hear of hearers.get(topic) ?? []) {
        try {
          hear(ids)
        } catch (error) {
          log.error('bus.hearer-failed', { topic, ...errorFacts(error) })
        }
      }
    },
    subscribe(topic, hear) {
      const set = hearers.get(topic) ?? new Set()
      hearers.set(topic, set.add(hear))
      return () => set.delete(hear)
    },
  }
}
