import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { Address, Credentials } from './connect.ts'
import { embeddedServer } from './embedded.ts'
import { keep, someoneServes } from './keeper.ts'

/** The server of the site's database, found or started. Nothing has been done to it yet. */
export interface Reached {
  /** Its `postgres` database, and the user who may prepare it. */
  admin: Address
  as: Credentials
  /** The site's own database, there or not yet. */
  address: Address
  /** Lets go, and ends an embedded server unless another process is serving from it. */
  close(): Promise<void>
}

/** Someone else is already serving from this data folder. */
export class AlreadyRunning extends Error {}

/**
 * Finds the server of the site's database, and starts it where it is the embedded one.
 * @param alone `true` for a process that needs the site for itself: on the embedded server there may be only one, which
 *   holds a lock as long as it lives (PostgreSQL frees it however the process ends), and brings the server back should it
 *   end.
 * @throws AlreadyRunning
 */
export async function reach(config: Config, log: Log, alone: boolean): Promise<Reached> {
  const find = () => embeddedServer({ dataDir: config.dataDir, log: (message) => log.info('database', { message }) })
  const embedded = config.databaseUrl ? undefined : await find()
  const {
    address: admin,
    as,
    database,
  } = config.databaseUrl ? fromUrl(config.databaseUrl) : fromEmbedded(embedded!.connection)
  const keeper = embedded && alone ? await keep(embedded, find, log) : undefined
  if (embedded && alone && !keeper) throw new AlreadyRunning(`Copse is already running on ${config.dataDir}.`)
  return {
    admin,
    as,
    address: { ...admin, database },
    async close() {
      // A command that found no server running started one: it ends it, unless a serving process came meanwhile.
      const last = keeper ? await keeper.close() : embedded
      if (last && (keeper || (!last.adopted && !(await someoneServes(admin, as))))) await last.stop()
    },
  }
}

function fromEmbedded(connection: { host: string; port: number; user: string; password: string }) {
  const { host, port, user, password } = connection
  return { address: { host, port, database: 'postgres' }, as: { user, password }, database: 'copse' }
}

/** @throws on an address that is not one of PostgreSQL. */
function fromUrl(text: string): { address: Address; as: Credentials; database: string } {
  const url = new URL(text)
  if (!/^postgres(ql)?:$/.test(url.protocol)) throw new Error('DATABASE_URL must begin with postgres://')
  const database = decodeURIComponent(url.pathname.slice(1)) || 'copse'
  return {
    address: {
      host: url.searchParams.get('host') ?? url.hostname,
      port: Number(url.searchParams.get('port') ?? url.port) || 5432,
      database: 'postgres',
    },
    as: { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
    database,
  }
}
