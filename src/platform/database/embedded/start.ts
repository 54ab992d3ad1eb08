import { ensureCluster } from './cluster.ts'
import type { Home } from './home.ts'
import { launch } from './launch.ts'
import type { PostgresPackage } from './package.ts'
import { type Postmaster, runningPostmaster } from './postmaster.ts'
import { becomesReady } from './ready.ts'
import { logSince, sizeOf, trimLog } from './serverLog.ts'
import { serverArguments } from './settings.ts'
import { socketFolder } from './socket.ts'
import { ownSoftware, removeOlderSoftware } from './software.ts'
import { refuseHiddenServer, removeStaleLocks } from './stale.ts'
import { troubleFrom } from './trouble.ts'

/** What a server says that meets the lock of another one, or the last processes of one that was killed. */
const NOT_ALONE = /lock file .* (already exists|is empty)|is still in use/

/**
 * Starts the server of a home in which none runs.
 *
 * @param settings PostgreSQL settings beside or instead of ours
 * @returns undefined when another process was faster, or an earlier server has not quite ended: look again
 */
export async function start(
  home: Home,
  pkg: PostgresPackage,
  settings: Record<string, string>,
  deadline: number,
): Promise<Postmaster | undefined> {
  const durable = settings.fsync !== 'off'
  const software = await ownSoftware(home, pkg, durable)
  await ensureCluster(home, software, durable)
  const socket = await socketFolder(home)
  await refuseHiddenServer(home, socket)
  await removeStaleLocks(home, socket)
  await trimLog(home.log)
  const before = await sizeOf(home.log)
  const child = await launch(home, software, serverArguments(home.cluster, socket, settings))
  const ready = await becomesReady(home, child.pid, deadline, () => !child.hasEnded())
  if (ready) await removeOlderSoftware(software)
  if (ready || (await runningPostmaster(home.cluster))) return ready
  const evidence = await logSince(home.log, before)
  if (NOT_ALONE.test(evidence) && performance.now() < deadline) return undefined
  throw await troubleFrom('start', child.failure() ?? evidence, home.folder)
}
