import { errorFacts, type Log } from '../log.ts'
import { type Address, type Credentials, openLine } from './connect.ts'
import type { EmbeddedServer } from './embedded.ts'
import type { Line } from './renewing.ts'
import { steady } from './steady.ts'

const SERVING = 0x73657276

/** What watches over an embedded server as long as this process serves from it. */
interface Keeper {
  /** Lets go of it. @returns the server as it is now */
  close(): Promise<EmbeddedServer>
}

/** Another process serves from the data folder. */
class Taken extends Error {}

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
  let server: EmbeddedServer | undefined = first
  let last = first
  const open = async (lost: () => void) => {
    last = server ?? (await find())
    server = undefined
    const { host, port, user, password } = last.connection
    return openLine({ host, port, database: 'postgres' }, { user, password }, 1, { lost })
  }
  const hold = async (line: Line) => {
    if (!(await lockFree(line))) throw new Taken()
    log.info('database.held', { pid: last.pid })
  }
  try {
    const holding = await steady(open, hold, (error) =>
      log.error(error instanceof Taken ? 'database.taken' : 'database.gone', errorFacts(error)),
    )
    return {
      async close() {
        await holding.close()
        return last
      },
    }
  } catch (error) {
    if (error instanceof Taken) return undefined
    throw error
  }
}

/** Takes the lock of whoever serves, until this connection ends. */
async function lockFree(line: Line): Promise<boolean> {
  const [row] = await line<[{ got: boolean }]>`select pg_try_advisory_lock(${SERVING}) got`
  return row.got
}

/** Whether a process serves from this data folder: nobody does when the lock can be had. */
export async function someoneServes(address: Address, as: Credentials): Promise<boolean> {
  const line = openLine(address, as, 1, { lost: () => {} })
  try {
    return !(await lockFree(line))
  } finally {
    await line.end({ timeout: 1 })
  }
}
