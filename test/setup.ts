import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { SiteKey } from '../src/platform/config.ts'
import { type Address, connect } from '../src/platform/database/connect.ts'
import { embeddedServer } from '../src/platform/database/embedded.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { credentialsOf, prepareServer } from '../src/platform/database/roles.ts'
import { prepareJobs } from '../src/platform/jobs.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    server: { address: Address; user: string; password: string }
  }
}

export const TEST_SECRET = 'a secret for tests, nothing else'
export const TEMPLATE = 'copse_template'
export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Nothing of a test outlives its run: the server need not write it safely, nor tidy it up. */
const HASTY = {
  fsync: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  shared_buffers: '192MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
  max_connections: '160',
}

/**
 * One PostgreSQL for the run, with a migrated template that each test file copies: the embedded one, or the external
 * server named by TEST_DATABASE_URL.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await import('../build.ts')
  const folder = mkdtempSync(join(tmpdir(), 'copse-tests-'))
  chmodSync(folder, 0o755) // PostgreSQL's own account passes through it
  const external = process.env.TEST_DATABASE_URL ? new URL(process.env.TEST_DATABASE_URL) : undefined
  const embedded = external ? undefined : await embeddedServer({ dataDir: folder, log: () => {}, settings: HASTY })
  const address = external
    ? { host: external.hostname, port: Number(external.port), database: 'postgres' }
    : { host: embedded!.connection.host, port: embedded!.connection.port, database: 'postgres' }
  const as = external
    ? { user: external.username, password: external.password }
    : { user: embedded!.connection.user, password: embedded!.connection.password }

  const key = new SiteKey(TEST_SECRET)
  const admin = connect(address, as, 1)
  await admin.unsafe(`drop database if exists ${TEMPLATE} with (force)`)
  await admin.end()
  const template = await prepareServer(address, as, key, TEMPLATE)
  const owner = connect(template, credentialsOf('copse_owner', key), 1)
  await migrate(owner, join(root, 'db/migrations'))
  await owner.end()
  await prepareJobs(template, credentialsOf('copse_jobs', key))
  project.provide('server', { address, ...as })
  return async () => {
    await embedded?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
