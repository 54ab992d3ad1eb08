import { expect, it } from 'vitest'
import { passwordHash } from '../src/spine/people/signing-in.ts'
import { testSite } from './site.ts'

/**
 * A clock that is set, as the tables see it: what they say of a day ago is then of a year and a day ago, or still to come.
 * All moments that anything is measured by are moved the other way.
 */

const world = await testSite()
const PASSWORD = 'four words by the river'

/** Sets the clock: everything that has an end has it so much later, or earlier. */
async function set(by: string): Promise<void> {
  await world.owner.unsafe(`
    update tries set until = until - interval '${by}';
    update session set expires_at = expires_at - interval '${by}', used_at = used_at - interval '${by}', confirmed_at = confirmed_at - interval '${by}';
    update one_time set expires_at = expires_at - interval '${by}';
    update membership set until = until - interval '${by}'`)
}

const signIn = (email: string, password: string) => world.nobody.post('/sign-in', { email, password })

/** Someone with a password. */
async function someone(name: string) {
  const person = await world.person(name)
  await world.owner`update login set password = ${await passwordHash(PASSWORD)} where person_id = ${person.id}`
  return person
}

it('who was told to wait while the clock was ahead is not told so until then', async () => {
  const luc = await someone('Luc Marchetti')
  let refused = 0
  for (let i = 0; i < 12; i++) if ((await signIn(luc.email, 'a wrong guess')).statusCode === 429) refused++
  expect(refused).toBe(2)
  await set('-1 year')
  expect((await signIn(luc.email, PASSWORD)).statusCode).toBeLessThan(300)
  // The limit is there as before.
  const again = []
  for (let i = 0; i < 11; i++) again.push((await signIn(luc.email, 'a wrong guess')).statusCode)
  expect(again.at(-1)).toBe(429)
})

it('a day back: who was signed in still is, a link works once, and a guest stays one', async () => {
  const [ada, gus] = [await someone('Ada Umeh'), await world.person('Gus Lind')]
  const community = await world.community(ada)
  await world.join(community, gus, 'guest', { until: new Date(Date.now() + 3_600_000) })
  const [link] = await world.owner<[{ id: number }]>`
    insert into one_time (kind, person_id, expires_at) values ('sign-in', ${ada.id}, now() + interval '30 minutes') returning id`
  const path = `/sign-in/${world.site.config.key.linkToken('sign-in', link.id)}`
  await set('-1 day')
  expect((await ada.get(community.path)).statusCode).toBe(200)
  expect((await gus.get(community.path)).statusCode).toBe(200)
  expect((await world.nobody.submit(path)).statusCode).toBe(303)
  const second = await world.nobody.submit(path)
  expect(second.headers['set-cookie'] ?? '').not.toMatch(/copse=[^;]/)
  await set('1 day')
})

it('a year forward: what has ended lets nobody in, and a password does', async () => {
  const [maud, gus] = [await someone('Maud Okafor'), await world.person('Gus Lind')]
  const community = await world.community(maud)
  await world.join(community, gus, 'guest', { until: new Date(Date.now() + 86_400_000) })
  const [link] = await world.owner<[{ id: number }]>`
    insert into one_time (kind, person_id, expires_at) values ('sign-in', ${maud.id}, now() + interval '30 minutes') returning id`
  await set('1 year')
  for (const one of [maud, gus])
    expect([(await one.json(community.path)).statusCode, (await one.json('/me')).statusCode]).toEqual([404, 401])
  const late = await world.nobody.submit(`/sign-in/${world.site.config.key.linkToken('sign-in', link.id)}`)
  expect(late.headers['set-cookie'] ?? '').not.toMatch(/copse=[^;]/)
  const inside = await signIn(maud.email, PASSWORD)
  const cookie = String(inside.headers['set-cookie']).split(';')[0]!
  expect((await world.nobody.json(community.path, { cookie })).statusCode).toBe(200)
})

it('a code of an app works once, also after the clock was far ahead', async () => {
  const nils = await world.person('Nils Berg')
  const now = Math.floor(Date.now() / 30_000)
  await world.owner`insert into second_step (person_id, secret, last_step) values (${nils.id}, '', ${now + 1_051_200})`
  const use = async (step: number) => {
    const [row] = await world.site.database.app<[{ used: boolean }]>`select use_step(${nils.id}, ${step}) used`
    return row.used
  }
  expect([await use(now), await use(now), await use(now - 1), await use(now + 1)]).toEqual([true, false, false, true])
})
