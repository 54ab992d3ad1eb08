import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { openSite, serverFor } from '../../src/app.ts'
import { readConfig } from '../../src/platform/config.ts'
import { connect, type Pool } from '../../src/platform/database/connect.ts'
import { openDatabase } from '../../src/platform/database/open.ts'
import { credentialsOf } from '../../src/platform/database/roles.ts'
import type { Site } from '../../src/spine/request/site.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface OpenSite {
  site: Site
  server: FastifyInstance
  owner: Pool
  folder: string
  close(): Promise<void>
}

/** A site in this very process, so that its statements can be heard. @param folder that is kept; none: one that goes */
export async function openIn(folder: string | undefined): Promise<OpenSite> {
  const dataDir = folder ?? mkdtempSync(join(tmpdir(), 'copse-many-'))
  mkdirSync(dataDir, { recursive: true })
  chmodSync(dataDir, 0o755)
  const config = readConfig({ COPSE_DATA: dataDir, COPSE_MODE: 'test' })
  const log = { info: () => {}, error: (event: string, facts?: object) => console.error(event, facts) }
  const folders = { root, dist: join(root, 'dist') }
  const database = await openDatabase(config, join(root, 'db/migrations'), log, true)
  const owner = connect(database.address, credentialsOf('copse_owner', config.key), 1)
  const site = await openSite(config, database, folders, log, async () => {})
  const server = await serverFor(site, folders)
  await server.ready()
  return {
    site,
    server,
    owner,
    folder: dataDir,
    async close() {
      await server.close()
      await site.bus.close()
      await owner.end()
      await database.close()
      if (!folder) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
