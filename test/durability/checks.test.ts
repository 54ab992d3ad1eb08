import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { connect, type Pool } from '../../src/platform/database/connect.ts'
import { credentialsOf } from '../../src/platform/database/roles.ts'
import { testSite } from '../site.ts'
import { smtpServer } from '../smtp.ts'
import { workersOf } from '../workers.ts'
import { allAreTold, allIsThere, type Looked, settle } from './checks.ts'
import { damages } from './damage.ts'
import { Dice } from './dice.ts'
import { type Line, phone } from './phone.ts'
import { nothingYet, Writer } from './writers.ts'

/** The checks of the killing tests are tried themselves: everything that must never happen is done once, and they see it. */

const smtp = await smtpServer()
const world = await testSite({ env: { SMTP_URL: smtp.url } })
await workersOf(world)
const { address } = world.site.database
const { dataDir, key } = world.site.config
const site: Looked = { dataDir, as: async (role) => connect(address, credentialsOf(role, key), 1) }
const all = nothingYet()

beforeAll(async () => {
  const people = []
  for (const name of ['ada', 'maud', 'nils']) people.push({ ...(await world.person(name)), name })
  for (const { id, name } of people) {
    await world.owner`update login set email = ${`${name}@example.org`} where person_id = ${id}`
    await world.owner`insert into hearing (person_id, quiet_from, quiet_to) values (${id}, null, null)`
  }
  const [ada, ...others] = people
  await world.owner`update person set handle = 'ada-umeh' where id = ${ada!.id}`
  const community = await world.community(ada!)
  for (const other of others) await world.join(community, other)
  const url = await world.listen()
  const line: Line = { sent: 0, tries: 0, answers: new Map() }
  const dice = new Dice(7)
  const items = [{ url: (await world.discussion(community, ada!)).path }]
  const writers = people.map(({ name, cookie }, i) => {
    let keys = 0
    return new Writer(
      name,
      phone(url, cookie, line, () => `${name}-${++keys}`),
      dice.for(i),
      community,
      items,
      all,
    )
  })
  await Promise.all(writers.map((writer) => writer.writeUntil(() => writer.kept > 15 && someOfEach())))
  await settle(site)
})

/** Something of each kind, so that each can be damaged. */
function someOfEach(): boolean {
  const said = [...all.messages.values()]
  return (
    all.discussions.length > 0 &&
    all.reactions.length > 0 &&
    all.drafts.size > 0 &&
    all.files.some(({ message }) => message) &&
    said.some(({ edits }) => edits > 0) &&
    said.some(({ names }) => names)
  )
}

/** The world as it would be with this done to its tables. Afterwards nothing was. */
async function damaged(sql: string, look: (there: Looked) => Promise<void>): Promise<void> {
  const { user, password } = inject('server')
  const superuser = connect(address, { user, password }, 1)
  const one = await superuser.reserve()
  try {
    await one.unsafe('begin')
    await one.unsafe('set local session_replication_role = replica')
    expect((await one.unsafe(sql)).count).toBeGreaterThan(0)
    const same = Object.assign(one, { end: async () => {} }) as unknown as Pool
    await look({ dataDir, as: async () => same })
  } finally {
    await one.unsafe('rollback')
    one.release()
    await superuser.end({ timeout: 1 })
  }
}

describe('the checks', { timeout: 60_000 }, () => {
  it('see nothing where nothing is wrong', async () => {
    await allIsThere(site, all)
    await allAreTold(site, all, smtp.received)
    // Not even where it is looked at as the damaged ones are.
    await damaged('update item set title = title', async (there) => {
      await allIsThere(there, all)
      await allAreTold(there, all, smtp.received)
    })
  })

  it.each(Object.entries(damages))('see that %s', async (_name, { sql, letters, seen, told }) => {
    const received = letters?.(smtp.received) ?? smtp.received
    const look = (there: Looked) => (told ? allAreTold(there, all, received) : allIsThere(there, all))
    const looking = sql ? damaged(sql(all), look) : look(site)
    await expect(looking).rejects.toThrow(new RegExp(`^${seen}: `))
  })

  it('see that a file lacks bytes, has others, or is gone', async () => {
    const { hash } = all.files[0]!
    const path = join(dataDir, 'blobs', hash.slice(0, 2), hash.slice(2))
    const bytes = readFileSync(path)
    const others = Buffer.from(bytes)
    others[0]! ^= 1
    for (const wrong of [bytes.subarray(1), others]) {
      writeFileSync(path, wrong)
      await expect(allIsThere(site, all)).rejects.toThrow(/^the bytes of a file: /)
    }
    rmSync(path)
    await expect(allIsThere(site, all)).rejects.toThrow('ENOENT')
    writeFileSync(path, bytes)
    await allIsThere(site, all)
  })
})
