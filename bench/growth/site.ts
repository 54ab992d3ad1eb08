import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../src/platform/config.ts'
import { type Address, connect } from '../../src/platform/database/connect.ts'
import { embeddedServer } from '../../src/platform/database/embedded.ts'
import { credentialsOf } from '../../src/platform/database/roles.ts'
import { hashOf, newSecret } from '../../src/spine/people/credential.ts'
import { idSlug } from '../../src/spine/slug.ts'
import { serveCopse, stop } from '../serve.ts'
import { type Filled, fill } from './fill.ts'
import { HOST, QUIET, type Size, TALKER, USUAL } from './size.ts'

/** What the measuring needs to know of a site. */
export interface Grown {
  dataDir: string
  /** Cookies of the people who look. */
  cookies: { host: string; usual: string; talker: string; quiet: string }
  /** The community whose lists are measured, and what is looked at in it. */
  slug: string
  quietSlug: string
  usual: { id: number; path: string }
  long: { id: number; path: string }
  replied: { id: number; path: string }
  /** A tag that a good part of its discussions carry. */
  tag: string
  /** Seconds that filling took. */
  took: number
  counts: Record<string, number>
}

/** Makes a site of a size in this folder, or takes the one that was made there before. */
export async function grown(folder: string, size: Size): Promise<Grown> {
  const noted = join(folder, 'grown.json')
  if (existsSync(noted)) return JSON.parse(readFileSync(noted, 'utf8'))
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const first = await serveCopse(folder)
  const owner = connect(
    await addressIn(folder),
    credentialsOf('copse_owner', readConfig({ COPSE_DATA: folder }).key),
    1,
  ) // prettier-ignore
  try {
    const from = performance.now()
    const filled = await fill(owner, size)
    const took = (performance.now() - from) / 1000
    const session = async (person: number) => {
      const secret = newSecret()
      await owner`select open_session(${person}, ${hashOf(secret)}, 'bench')`
      return `copse=${secret}`
    }
    const [tag] = await owner<[{ name: string }]>`
      select name from tag where space_id = ${filled.places.first.id} order by count desc, name offset 4 limit 1`
    const [counts] = await owner<[Record<string, number>]>`
      select (select count(*)::int from message) messages, (select count(*)::int from item) items, (select count(*)::int from person) people,
        (select count(*)::int from space) spaces, (select count(*)::int from membership) memberships, (select count(*)::int from reading) reading,
        (pg_database_size(current_database()) / 1e6)::int megabytes`
    const cookies = {
      host: await session(HOST),
      usual: await session(USUAL),
      talker: await session(TALKER),
      quiet: await session(QUIET),
    }
    const made: Grown = { dataDir: folder, cookies, ...lookedAt(filled), tag: tag.name, took, counts }
    writeFileSync(noted, JSON.stringify(made))
    return made
  } finally {
    await owner.end()
    await stop(first.process)
  }
}

/** Where the database of a site is, while it runs. */
export async function addressIn(dataDir: string): Promise<Address> {
  const { connection } = await embeddedServer({ dataDir, log: () => {} })
  return { host: connection.host, port: connection.port, database: 'copse' }
}

function lookedAt({ places, usual, long, replied }: Filled) {
  const { slug } = places.first
  const at = ({ id, title }: { id: number; title: string }) => ({
    id,
    path: `/c/${slug}/discussions/${idSlug(id, title)}`,
  })
  return { slug, quietSlug: places.quiet[0]!.slug, usual: at(usual), long: at(long), replied: at(replied) }
}
