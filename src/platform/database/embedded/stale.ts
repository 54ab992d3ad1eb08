import { readFile, rm, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive } from './alive.ts'
import type { Home } from './home.ts'
import { isPostmasterOf, runningPostmaster } from './postmaster.ts'
import { socketIn } from './socket.ts'
import { Trouble } from './trouble.ts'

/**
 * Refuses to start a second server beside one that cannot be seen: the lock of PostgreSQL is a pid, which says nothing
 * to another container with the same data folder, but a socket answers there too.
 *
 * @throws Trouble when a server answers and is none of our processes.
 */
export async function refuseHiddenServer(home: Home, socketFolder: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    if (!(await answers(socketIn(socketFolder))) || (await runningPostmaster(home.cluster))) return
    await pause(100)
  }
  throw new Trouble('Another container, or another machine, already runs a server on this data folder.')
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path })
    const tell = (answer: boolean) => () => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', tell(true)).once('error', tell(false))
  })
}

/**
 * Removes lock files that were left by a killed server and whose pid now is some other program's: PostgreSQL itself
 * would take that program for a server and refuse to start, in a restarted container every time.
 */
export async function removeStaleLocks(home: Home, socketFolder: string): Promise<void> {
  for (const lock of [join(home.cluster, 'postmaster.pid'), `${socketIn(socketFolder)}.lock`]) {
    if (await isStale(lock, home.cluster)) await rm(lock, { force: true })
  }
}

async function isStale(lock: string, cluster: string): Promise<boolean> {
  const before = await readFile(lock, 'utf8').catch(() => undefined)
  if (before === undefined) return false
  const pid = Math.abs(Number.parseInt(before, 10))
  // The lock of a pid that is nobody's is for PostgreSQL to judge: it does so without a gap.
  const stale = pid > 0 ? isAlive(pid) && !(await isPostmasterOf(cluster, pid)) : await isOld(lock)
  // Another start may have put its own there meanwhile. (Shared memory is PostgreSQL's second lock.)
  return stale && (await readFile(lock, 'utf8').catch(() => undefined)) === before
}

// A server on a full disk dies with an empty lock file, which a server that starts has too, for an instant.
async function isOld(lock: string): Promise<boolean> {
  const stats = await stat(lock).catch(() => undefined)
  return stats !== undefined && Date.now() - stats.mtimeMs > 3000
}
