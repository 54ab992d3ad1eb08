import { setTimeout as pause } from 'node:timers/promises'
import { type Home, settleHome } from './embedded/home.ts'
import { installedPackage, type PostgresPackage } from './embedded/package.ts'
import { isPostmasterOf, type Postmaster, runningPostmaster } from './embedded/postmaster.ts'
import { becomesReady } from './embedded/ready.ts'
import { secretOf } from './embedded/secret.ts'
import { keepTrimmed } from './embedded/serverLog.ts'
import { SUPERUSER } from './embedded/settings.ts'
import { PORT } from './embedded/socket.ts'
import { start } from './embedded/start.ts'
import { stopPostmaster } from './embedded/stop.ts'
import { Trouble, troubleFrom } from './embedded/trouble.ts'

interface EmbeddedOptions {
  /** the site's data folder; the server keeps to `pg/` in it */
  dataDir: string
  log: (message: string) => void
  /** PostgreSQL settings beside or instead of ours, for a server that is started (an adopted one keeps its own) */
  settings?: Record<string, string>
}

export interface EmbeddedServer {
  /** for postgres.js; `host` is the absolute folder of the socket, `user` the superuser */
  connection: { host: string; port: number; user: string; password: string; database: 'postgres' }
  /** true when the server already ran: left by a killed process, or in use by another process of this site */
  adopted: boolean
  /** of the server's first process */
  pid: number
  /** Ends the server, whoever started it, and cuts its connections; resolves when it is gone. */
  stop(): Promise<void>
}

const PATIENCE = 60_000

/**
 * Gives the PostgreSQL server of a data folder, ready to accept connections: the one that runs, else it is started,
 * and its database made first where there is none. The server outlives this process unless it is stopped.
 *
 * @throws Trouble with a sentence for the person who installs Copse, and the end of the server's log.
 */
export async function embeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  try {
    const pkg = await installedPackage()
    const home = await settleHome(options.dataDir, pkg.major, options.log)
    return await serve(home, pkg, options)
  } catch (error) {
    throw await troubleFrom('start', error, options.dataDir)
  }
}

/** Tries until a server is ready, since other processes may start and stop one at the same time. */
async function serve(home: Home, pkg: PostgresPackage, options: EmbeddedOptions): Promise<EmbeddedServer> {
  const deadline = performance.now() + PATIENCE
  do {
    const running = await runningPostmaster(home.cluster)
    const ready = running
      ? await becomesReady(home, running.pid, deadline, () => isPostmasterOf(home.cluster, running.pid))
      : await start(home, pkg, options.settings ?? {}, deadline)
    if (ready) return handle(home, ready, running !== undefined, options.log)
    await pause(20)
  } while (performance.now() < deadline)
  throw new Trouble('The embedded PostgreSQL neither starts nor ends.')
}

async function handle(
  home: Home,
  { pid, socketFolder }: Postmaster,
  adopted: boolean,
  log: (message: string) => void,
): Promise<EmbeddedServer> {
  const password = await secretOf(home)
  const endTrimming = keepTrimmed(home.log, log)
  return {
    connection: { host: socketFolder, port: PORT, user: SUPERUSER, password, database: 'postgres' },
    adopted,
    pid,
    async stop() {
      endTrimming()
      await stopPostmaster(home.cluster, pid)
    },
  }
}
