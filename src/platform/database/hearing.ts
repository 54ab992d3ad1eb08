import { setTimeout as pause } from 'node:timers/promises'
import { type Address, type Credentials, openLine } from './connect.ts'
import type { Line } from './renewing.ts'

const SOON_MS = 100
const LATER_MS = 2_000

/** An ear in a channel. */
export interface Hearing {
  /** Begins anew although the connection is not known to be lost: nothing comes through it. */
  renew(): void
  close(): Promise<void>
}

/**
 * Listens in a channel of the database on a connection of its own, and begins again whenever that is lost, until it is
 * closed. Resolves when it listens for the first time.
 * @param begun called each time that it begins to listen: what was said before was not heard
 * @throws when it cannot listen even once
 */
export async function listen(
  address: Address,
  as: Credentials,
  channel: string,
  hear: (payload: string) => void,
  begun: () => void,
): Promise<Hearing> {
  let closed = false
  let line: Line
  /** @returns what resolves when the connection is lost */
  const begin = async (): Promise<{ gone: Promise<void> }> => {
    const gone = new Promise<void>((lost) => {
      line = openLine(address, as, 1, { lost, hear: (where, payload) => where === channel && hear(payload) })
    })
    await line.unsafe(`listen ${channel}`).catch(async (error) => {
      await line.end({ timeout: 0 })
      throw error
    })
    begun()
    return { gone }
  }
  const stay = async ({ gone }: { gone: Promise<void> }) => {
    await gone
    void line.end({ timeout: 0 })
    for (let wait = SOON_MS; !closed; wait = Math.min(wait * 2, LATER_MS)) {
      await pause(wait, undefined, { ref: false })
      const again = closed ? undefined : await begin().catch(() => undefined)
      if (again) return void stay(again)
    }
  }
  void stay(await begin())
  return {
    renew: () => void line.end({ timeout: 0 }),
    async close() {
      closed = true
      await line.end({ timeout: 1 })
    },
  }
}
