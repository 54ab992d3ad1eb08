import { setTimeout as pause } from 'node:timers/promises'
import type { Home } from './home.ts'
import { type Postmaster, recordedPostmaster } from './postmaster.ts'
import { logSince } from './serverLog.ts'
import { Trouble } from './trouble.ts'

/**
 * Waits until a server accepts connections, through its repairs after a crash where needed.
 *
 * @param isThere whether its first process still exists
 * @returns undefined when it ends instead
 * @throws Trouble after the deadline; the server goes on, and a later start may find it ready.
 */
export async function becomesReady(
  home: Home,
  pid: number,
  deadline: number,
  isThere: () => boolean | Promise<boolean>,
): Promise<Postmaster | undefined> {
  for (let wait = 2; performance.now() < deadline; wait = Math.min(wait * 1.3, 50)) {
    const recorded = await recordedPostmaster(home.cluster)
    if (recorded?.pid === pid && recorded.status === 'ready') return recorded
    if (!(await isThere())) return undefined
    await pause(wait)
  }
  const sentence =
    'The embedded PostgreSQL is not ready yet; after a crash it may take long to repair its files. Try again later.'
  throw new Trouble(sentence, { evidence: await logSince(home.log, 0) })
}
