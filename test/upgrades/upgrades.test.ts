import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { SiteKey } from '../../src/platform/config.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { credentialsOf, prepareServer } from '../../src/platform/database/roles.ts'
import { schemaListing } from '../../src/platform/database/schema.ts'
import { prepareJobs } from '../../src/platform/jobs.ts'
import { hashOf, newSecret } from '../../src/spine/people/credential.ts'
import { root, TEST_SECRET } from '../setup.ts'
import { type TestSite, testSite } from '../site.ts'
import { putBack, readState, type State } from './state.ts'

/** This version starts on what every earlier one left. A state is kept when a version is tagged: see `keep.ts`. */

const states = join(import.meta.dirname, 'states')
const migrations = join(root, 'db/migrations')

/** Makes the database as that version left it, and lets this version bring it to its own. */
async function upgraded(state: State, database: string): Promise<void> {
  const { address, user, password } = inject('server')
  const key = new SiteKey(TEST_SECRET)
  const as = { user, password }
  const there = await prepareServer(address, as, key, database)
  const owner = connect(there, credentialsOf('copse_owner', key), 1)
  const then = mkdtempSync(join(tmpdir(), 'copse-migrations-'))
  for (const file of readdirSync(migrations).filter((name) => name <= state.level))
    copyFileSync(join(migrations, file), join(then, file))
  await migrate(owner, then)
  rmSync(then, { recursive: true })
  const superuser = connect(there, as, 1)
  await putBack(superuser, state)
  await superuser.end()
  await migrate(owner, migrations)
  await prepareJobs(there, credentialsOf('copse_jobs', key))
  await owner.end()
}

/** Someone of that time, signed in anew. */
async function signedIn(world: TestSite, handle: string) {
  const [person] = await world.owner<{ id: number }[]>`select id from person where handle = ${handle}`
  const secret = newSecret()
  await world.site.database.app`select open_session(${person!.id}, ${hashOf(secret)}, 'test')`
  return (url: string, accept = 'text/html') =>
    world.server.inject({ method: 'GET', url, headers: { accept, cookie: `copse=${secret}` } })
}

describe.each(readdirSync(states))('the state %s', async (file) => {
  const state = readState(join(states, file))
  const world = await testSite({ make: (_admin, database) => upgraded(state, database) })

  it('becomes the schema of a new site', async () => {
    const { address, user, password } = inject('server')
    const superuser = connect({ ...address, database: world.site.database.address.database }, { user, password }, 1)
    const listing = await schemaListing(superuser)
    await superuser.end()
    const columns = (text: string) => text.split('\n').map((line) => line.trim())
    expect(columns(listing).sort()).toEqual(columns(readFileSync(join(root, 'db/schema.sql'), 'utf8')).sort())
  })

  it('keeps every row that people made', async () => {
    const lost: string[] = []
    for (const { name, rows } of state.tables) {
      const [there] = await world.owner`select from pg_class where oid = to_regclass(${`copse.${name}`})`
      if (!there) continue
      const [{ count }] = await world.owner.unsafe<[{ count: number }]>(`select count(*)::int from copse.${name}`)
      if (count < rows.length) lost.push(`${name}: ${rows.length} became ${count}`)
    }
    expect(lost).toEqual([])
  })

  it('serves its host all places, and finds old words', async () => {
    const get = await signedIn(world, 'ada')
    const [talk] = await world.owner<[{ id: number; title: string }]>`
      select i.id, i.title from item i join space s on s.id = i.space_id and s.slug = 'river-keepers'
      where i.kind = 'discussion' and i.removed_at is null order by i.id limit 1`
    const places = ['', '/discussions', `/discussions/${talk.id}`, '/members', '/circles', '/settings']
    const pages = ['/', '/me', '/notifications', '/saved', '/drafts', ...places.map((at) => `/c/river-keepers${at}`)]
    const refused = []
    for (const url of pages) {
      const { statusCode } = await get(url)
      if (statusCode !== 200) refused.push(`${url} ${statusCode}`)
    }
    expect(refused).toEqual([])
    const found = await get(`/search?q=${encodeURIComponent(talk.title.split(' ').slice(0, 3).join(' '))}`)
    expect(found.body).toContain(`/c/river-keepers/discussions/${talk.id}-`)
    expect(world.mistakes).toEqual([])
  })

  it('shows nobody else what was not theirs', async () => {
    const get = await signedIn(world, 'noor')
    for (const url of ['/c/river-keepers', '/c/river-keepers/discussions', '/c/river-keepers/members'])
      expect((await get(url)).statusCode).toBe(404)
    expect((await get('/search?q=river')).body).not.toContain('/c/river-keepers/discussions/')
    expect((await get('/c/seed-savers')).statusCode).toBe(200)
  })
})
