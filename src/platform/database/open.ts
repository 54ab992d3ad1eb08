import type { Config } from '../config.ts'
import { prepareJobs } from '../jobs.ts'
import type { Log } from '../log.ts'
import { type Address, type Credentials, connect, type Pool } from './connect.ts'
import { embeddedServer } from './embedded.ts'
import { keep, someoneServes } from './keeper.ts'
import { migrate } from './migrate.ts'
import { credentialsOf, prepareServer } from './roles.ts'

/** The site's database, prepared and open. */
export interface Database {
  address: Address
  app: Pool
  jobs: Credentials
  migrated: string[]
  /** Closes the connections, and ends an embedded server unless another process is serving from it. */
  close(): Promise<void>
}

/** Someone else is already serving from this data folder. */
export class AlreadyRunning extends Error {}

/** A statement of a request that takes longer is given up, before the request is. */
const STATEMENT_MS = 15_000
/** A process that went silent in the middle of a transaction, on another machine, keeps nobody waiting for longer. */
const SILENT_MS = 120_000

/**
 * Finds or starts the server, prepares roles and schema, and opens a pool as `copse_app`.
 * @param alone `true` for a process that serves: on the embedded server there may be only one, which holds a lock as
 *   long as it lives (PostgreSQL frees it however the process ends), and brings the server back should it end.
 * @throws AlreadyRunning
 */
export async function openDatabase(config: Config, folder: string, log: Log, alone: boolean): Promise<Database> {
  const find = () => embeddedServer({ dataDir: config.dataDir, log: (message) => log.info('database', { message }) })
  const embedded = config.databaseUrl ? undefined : await find()
  const {
    address: admin,
    as,
    database,
  } = config.databaseUrl ? fromUrl(config.databaseUrl) : fromEmbedded(embedded!.connection)
  const keeper = embedded && alone ? await keep(embedded, find, log) : undefined
  if (embedded && alone && !keeper) throw new AlreadyRunning(`Copse is already running on ${config.dataDir}.`)
  const address = await prepareServer(admin, as, config.key, database)
  const owner = connect(address, credentialsOf('copse_owner', config.key), 1)
  const migrated = await migrate(owner, folder)
  await owner.end()
  const jobs = credentialsOf('copse_jobs', config.key)
  await prepareJobs(address, jobs)
  const app = connect(address, credentialsOf('copse_app', config.key), undefined, {
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: SILENT_MS,
  })
  return {
    address,
    app,
    jobs,
    migrated,
    async close() {
      await app.end({ timeout: 3 })
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
