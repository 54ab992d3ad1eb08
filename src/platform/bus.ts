import type { Pool } from './database/connect.ts'
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

/**
 * A bus over LISTEN/NOTIFY. Batches are sent outside the writing transaction (inside, NOTIFY takes a global lock at
 * commit). A lost connection is taken up again by the driver; whoever needs every event asks by modseq.
 */
export async function busOver(pool: Pool, log: Log): Promise<Bus> {
  const hearers = new Map<string, Set<(ids: Record<string, number>) => void>>()
  let waiting: [string, Record<string, number>][] = []
  let timer: NodeJS.Timeout | undefined
  const listening = await pool.listen('copse_bus', (payload) => {
    for (const [topic, ids] of JSON.parse(payload) as [string, Record<string, number>][]) {
      for (const hear of hearers.get(topic) ?? []) hear(ids)
    }
  })
  const send = async () => {
    timer = undefined
    while (waiting.length) {
      const batch = waiting.splice(0, BATCH)
      await pool`select pg_notify('copse_bus', ${JSON.stringify(batch)})`.catch((error) =>
        log.error('bus.failed', errorFacts(error)),
      )
    }
  }
  return {
    publish(topic, ids) {
      waiting.push([topic, ids])
      timer ??= setTimeout(send, GATHER_MS)
    },
    subscribe(topic, hear) {
      const set = hearers.get(topic) ?? new Set()
      hearers.set(topic, set.add(hear))
      return () => set.delete(hear)
    },
    async close() {
      clearTimeout(timer)
      await send()
      waiting = []
      await listening.unlisten()
    },
  }
}
