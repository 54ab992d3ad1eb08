import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../src/platform/config.ts'
import { connect } from '../src/platform/database/connect.ts'
import { embeddedServer } from '../src/platform/database/embedded.ts'
import { credentialsOf } from '../src/platform/database/roles.ts'
import { makeCommunity } from './community.ts'
import { measureFolder } from './files/folder.ts'
import { measureMemory } from './files/memory.ts'
import { speak } from './files/speak.ts'
import { measureStreams } from './files/streams.ts'
import type { Shelf } from './files/ways.ts'
import { serveCopse, start, stop, told } from './serve.ts'

/** The shelf: a folder of ten thousand, files up and down against node's own streams, and the memory that large ones take. */
export async function measureFiles(dataDir: string, quick: boolean): Promise<void> {
  const { rounds, size, large } = quick ? { rounds: 3, size: 100, large: 500 } : { rounds: 7, size: 200, large: 2000 }
  const copse = await serveCopse(dataDir)
  const config = readConfig({ COPSE_DATA: dataDir })
  const embedded = await embeddedServer({ dataDir, log: () => {} })
  const { host, port, user, password } = embedded.connection
  const owner = connect({ host, port, database: 'copse' }, credentialsOf('copse_owner', config.key), 1)
  const folder = join(dataDir, 'bare')
  mkdirSync(folder)
  const bare = start('bare', { BENCH_FOLDER: folder })
  try {
    const bareAt = `http://127.0.0.1:${(await told<{ port: number }>(bare)).port}`
    const { slug, cookie } = await makeCommunity(owner)
    const [space] = await owner<[{ id: number }]>`
      update space set tools = tools || '{files}' where slug = ${slug} returning id`
    // It is this one's cookie.
    const [person] = await owner<[{ id: number; handle: string }]>`
      select id, handle from person where handle = 'person-2'`
    const shelf = await shelfOf(`http://127.0.0.1:${copse.port}`, slug, cookie, person.handle)
    const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
    console.log(`\nCopse ${commit}, node ${process.version}, ${new Date().toISOString().slice(0, 10)}`)
    await measureFolder(
      shelf,
      { host, port, database: 'copse', username: user, password },
      { pid: copse.process.pid!, postmaster: embedded.pid },
      { owner, personId: person.id, spaceId: space.id, count: 10_000 },
      rounds,
    )
    await measureStreams(owner, shelf, { copse: copse.process.pid!, bare: bare.pid! }, bareAt, { rounds, size })
    rmSync(folder, { recursive: true, force: true })
    await measureMemory(shelf, copse.process.pid!, large)
  } finally {
    await owner.end()
    await stop(bare)
    await stop(copse.process)
  }
}

/** With an application of the person of the cookie, which may write. */
async function shelfOf(origin: string, slug: string, cookie: string, handle: string): Promise<Shelf> {
  const { text } = await speak(`${origin}/me/applications`, {
    method: 'POST',
    headers: { cookie, origin, accept: 'application/json', 'content-type': 'application/json' },
    body: [Buffer.from(JSON.stringify({ name: 'Bench', write: true }))],
  })
  const { password } = JSON.parse(text) as { password: string }
  const authorization = `Basic ${Buffer.from(`${handle}:${password}`).toString('base64')}`
  return { origin, slug, cookie, authorization }
}
