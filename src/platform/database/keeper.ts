import { setTimeout as pause } from 'node:timers/promises'
import { errorFacts, type Log } from '../log.ts'
import { type Address, type Credentials, openLine } from './connect.ts'
import type { EmbeddedServer } from './embedded.ts'
import type { Line } from './renewing.ts'

const SERVING = 0x73657276
const SOON_MS = 50
const LATER_MS = 5_000

/** What watches over an embedded server as long as this process serves from it. */
export interface Keeper {
  /** Lets go of it. @returns the server as it is now */
  close(): Promise<EmbeddedServer>
}

/**
 * Holds the lock of the one process that serves from a data folder, on a connection of its own. Where that breaks, the
 * server has ended, or all its connections with it: it is started again if need be, and the lock taken again.
 * @param find gives the running server, or starts it
 * @returns undefined when another process holds the lock
 */
export async function keep(
  first: EmbeddedServer,
  find: () => Promise<EmbeddedServer>,
  log: Log,
): Promise<Keeper | undefined> {
  let server = first
  let closing = false
  let line: Line
  let broken: Promise<void>
  const hold = async (): Promise<boolean> => {
    const { host, port, user, password } = server.connection
    broken = new Promise((lost) => {
      line = openLine({ host, port, database: 'postgres' }, { user, password }, 1, { lost })
    })
    const [row] = await line!<[{ got: boolean }]>`select pg_try_advisory_lock(${SERVING}) got`
    return row.got
  }
  const again = async (): Promise<boolean> => {
    server = await find()
    const held = !closing && (await hold())
    if (!held) log.error('database.taken', { pid: server.pid })
    return held
  }
  const watch = async () => {
    let wait = SOON_MS
    while (!closing) {
      await broken
      void line.end({ timeout: 0 })
      if (closing) return
      const held = await again().catch((error) => {
        log.error('database.gone', errorFacts(error))
        return false
      })
      if (held) {
        log.info('database.back', { pid: server.pid })
        wait = SOON_MS
      } else {
        // Tried again until it succeeds: a full disk is cleared, a repair comes to its end.
        void line.end({ timeout: 0 })
        await pause(wait)
        wait = Math.min(wait * 2, LATER_MS)
      }
    }
  }
  if (!(await hold())) {
    await line!.end({ timeout: 1 })
    return undefined
  }
  void watch()
  return {
    async close() {
      closing = true
      await line.end({ timeout: 1 })
      return server
    },
  }
}

/** Whether a process serves from this data folder: nobody does when the lock can be had. */
export async function someoneServes(address: Address, as: Credentials): Promise<boolean> {
  const line = openLine(address, as, 1, { lost: () => {} })
  try {
    const [row] = await line<[{ got: boolean }]>`select pg_try_advisory_lock(${SERVING}) got`
    return !row.got
  } finally {
    await line.end({ timeout: 1 })
  }
}
