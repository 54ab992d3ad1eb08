import { setTimeout as pause } from 'node:timers/promises'
import type { Line } from './renewing.ts'

const SOON_MS = 50
const LATER_MS = 2_000

/** One connection that is there as long as it is wanted. */
export interface Steady {
  line(): Line
  /** Begins anew although the connection is not known to be lost: nothing comes through it. */
  renew(): void
  close(): Promise<void>
}

/**
 * Opens a connection, and another whenever it is lost, until it is closed. Resolves when the first is ready.
 * @param open opens a pool of one connection, which calls `lost`
 * @param begin makes it ready: takes a lock, listens
 * @param failed told when it could not be had again; it is tried until it can
 * @throws when the first cannot be had
 */
export async function steady(
  open: (lost: () => void) => Line | Promise<Line>,
  begin: (line: Line) => Promise<unknown>,
  failed: (error: unknown) => void = () => {},
): Promise<Steady> {
  let closed = false
  let line: Line
  const once = async (): Promise<{ gone: Promise<void> }> => {
    let lost = () => {}
    const gone = new Promise<void>((resolve) => (lost = resolve))
    const mine = await open(lost)
    line = mine
    try {
      await begin(mine)
    } catch (error) {
      await mine.end({ timeout: 0 })
      throw error
    }
    return { gone }
  }
  const stay = async ({ gone }: { gone: Promise<void> }): Promise<void> => {
    await gone
    void line.end({ timeout: 0 })
    for (let wait = SOON_MS; !closed; wait = Math.min(wait * 2, LATER_MS)) {
      const again = await once().catch(failed)
      if (again) return stay(again)
      await pause(wait)
    }
  }
  void stay(await once())
  return {
    line: () => line,
    renew: () => void line.end({ timeout: 0 }),
    async close() {
      closed = true
      await line.end({ timeout: 1 })
    },
  }
}
