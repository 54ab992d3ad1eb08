import { setTimeout as pause } from 'node:timers/promises'
import { isPostmasterOf } from './postmaster.ts'
import { Trouble } from './trouble.ts'

const POLITE = 20_000
const ROUGH = 10_000

/**
 * Ends a server: first in good order (it cuts its connections and writes everything down), then at once, which leaves
 * the repairs to the next start. Does nothing when it is gone already.
 */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  const isThere = () => isPostmasterOf(cluster, pid)
  if (await endsBy('SIGINT', pid, POLITE, isThere)) return
  if (await endsBy('SIGQUIT', pid, ROUGH, isThere)) return
  throw new Trouble(`The embedded PostgreSQL (process ${pid}) does not end.`)
}

async function endsBy(signal: NodeJS.Signals, pid: number, patience: number, isThere: () => Promise<boolean>) {
  if (!(await isThere())) return true
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
  const deadline = performance.now() + patience
  while (performance.now() < deadline) {
    if (!(await isThere())) return true
    await pause(5)
  }
  return false
}
