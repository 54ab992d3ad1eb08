import type { Config } from '../config.ts'
import { prepareJobs } from '../jobs.ts'
import type { Log } from '../log.ts'
import { type Address, type Credentials, connect, type Pool } from './connect.ts'
import { refuseHalfRestored } from './half.ts'
import { migrate } from './migrate.ts'
import { reach } from './reach.ts'
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

/** A statement of a request that takes longer is given up, before the request is. */
const STATEMENT_MS = 15_000
/** A process that went silent in the middle of a transaction, on another machine, keeps nobody waiting for longer. */
const SILENT_MS = 120_000

/**
 * Finds or starts the server, prepares roles and schema, and opens a pool as `copse_app`.
 * @param alone `true` for a process that serves, as in `reach`
 * @throws AlreadyRunning
 */
export async function openDatabase(config: Config, folder: string, log: Log, alone: boolean): Promise<Database> {
  const reached = await reach(config, log, alone)
  try {
    const address = await prepareServer(reached.admin, reached.as, config.key, reached.address.database)
    const owner = connect(address, credentialsOf('copse_owner', config.key), 1)
    const migrated = await bringUpToDate(owner, folder).finally(() => owner.end())
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
        await reached.close()
      },
    }
  } catch (error) {
    await reached.close()
    throw error
  }
}

/** Brings the tables to this version. What has just become of them is looked over at once, for the planner. */
async function bringUpToDate(owner: Pool, folder: string): Promise<string[]> {
  await refuseHalfRestored(owner)
  const migrated = await migrate(owner, folder)
  if (migrated.length) await owner`select look_over()`
  return migrated
}
