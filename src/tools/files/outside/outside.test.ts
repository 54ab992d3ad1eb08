import { afterEach, expect, it } from 'vitest'
import { type Person, testSite } from '../../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{files}' where id = ${river.id}`
const here = `${river.path}/files`
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function put(by: Person, name: string, words: string): Promise<{ id: number; url: string }> {
  const file = { name, type: 'text/plain', bytes: Buffer.from(words) }
  return (await by.upload(here, {}, [file], { accept: 'application/json' })).json().files[0]
}
async function give(by: Person, url: string, more: object = {}): Promise<string> {
  const made = await by.post(`${url}/outside`, { until: day(5), ...more })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return new URL(made.json().address).pathname
}
const fetched = async (path: string, body: object = {}) => {
  const asked = await world.nobody.post(path, body)
  return asked.statusCode === 200 ? world.nobody.get(asked.json().url) : asked
}

it('gives nothing until a host allows it', async () => {
  const it = await put(luc, 'a.txt', 'words')
  expect((await luc.post(`${it.url}/outside`, { until: day(5) })).statusCode).toBe(403)
  expect((await luc.post(`${here}/outside`, { on: true })).statusCode).toBe(403)
  expect((await noor.post(`${here}/outside`, { on: true })).statusCode).toBe(404)
  expect((await ada.post(`${here}/outside`, { on: true })).statusCode).toBe(200)
  const path = await give(luc, it.url)
  expect((await fetched(path)).body).toBe('words')
  // Off again, nothing is given; on again, what had not ended is.
  await ada.post(`${here}/outside`, { on: false })
  expect((await world.nobody.get(path)).statusCode).toBe(404)
  expect((await fetched(path)).statusCode).toBe(404)
  await ada.post(`${here}/outside`, { on: true })
  expect((await fetched(path)).statusCode).toBe(200)
  const log = JSON.stringify((await rosa.json(`${river.path}/about/log`)).json())
  for (const verb of ['files.outside-on', 'files.outside-off', 'file.given-outside']) expect(log).toContain(verb)
})

it('is made by members, seen by all of the space, ended by who made it and hosts', async () => {
  const it = await put(luc, 'b.txt', 'b')
  expect((await rosa.post(`${it.url}/outside`, { until: day(5) })).statusCode).toBe(403)
  expect((await noor.post(`${it.url}/outside`, { until: day(5) })).statusCode).toBe(404)
  for (const until of [day(-1), day(400), 'soon'])
    expect([until, (await luc.post(`${it.url}/outside`, { until })).statusCode]).toEqual([until, 422])
  const path = await give(ada, it.url)
  await fetched(path)
  expect((await rosa.get(`${here}/outside`)).statusCode).toBe(403)
  const { links } = (await luc.json(`${here}/outside`)).json()
  expect(links[0]).toMatchObject({ file: { name: 'b.txt' }, taken: 1, address: null, by: { name: 'Ada Umeh' } })
  expect((await noor.get(`${here}/outside`)).statusCode).toBe(404)
  expect((await luc.post(`${here}/outside/${links[0].id}/revocation`)).statusCode).toBe(404)
  expect((await ada.post(`${here}/outside/${links[0].id}/revocation`)).statusCode).toBe(200)
  for (const asked of [path, `${path}/b.txt`]) expect((await world.nobody.get(asked)).statusCode).toBe(404)
  expect((await fetched(path)).statusCode).toBe(404)
})

it('asks for its password, and counts tries', async () => {
  const it = await put(luc, 'c.txt', 'secret words')
  const path = await give(luc, it.url, { password: 'otters' })
  expect((await world.nobody.json(path)).json()).toMatchObject({ hasPassword: true, name: 'c.txt' })
  expect((await fetched(path)).statusCode).toBe(422)
  expect((await fetched(path, { password: 'beavers' })).statusCode).toBe(422)
  expect((await fetched(path, { password: 'otters' })).body).toBe('secret words')
  expect((await world.nobody.get(`${path}/c.txt`)).statusCode).toBe(404)
  expect((await world.nobody.get(`${path}/c.txt?ticket=9999999999-${'x'.repeat(43)}`)).statusCode).toBe(404)
  for (let n = 0; n < 20; n++) await world.nobody.post(path, { password: 'no' })
  expect((await world.nobody.post(path, { password: 'otters' })).statusCode).toBe(429)
  expect((await luc.post(`${it.url}/outside`, { until: day(5), password: 'abc' })).statusCode).toBe(422)
  // In no answer, and in no table as it was typed.
  const [row] = await world.owner<{ password: string }[]>`select password from outside_link where password is not null`
  expect(row!.password).toMatch(/^\$argon2id\$/)
  expect((await luc.json(`${it.url}/outside`)).body).not.toContain('argon2')
  await world.owner`delete from tries`
})

it('ends with its day, its file, and with who made it', async () => {
  const it = await put(luc, 'd.txt', 'd')
  const path = await give(luc, it.url)
  const status = async () => (await world.nobody.get(path)).statusCode
  expect(await status()).toBe(200)
  await luc.post(`${it.url}/removal`)
  expect(await status()).toBe(404)
  await luc.post(`${it.url}/restoration`)
  expect(await status()).toBe(200)
  await world.owner`update outside_link set at = now() - interval '9 days', until = now() - interval '1 second'`
  expect(await status()).toBe(404)
  await world.owner`update outside_link set until = now() + interval '1 day'`
  expect(await status()).toBe(200)
  await luc.post(`${river.path}/leaving`)
  expect(await status()).toBe(404)
  // An address that was made up says no more.
  expect((await world.nobody.get('/out/1-aaaaaaaaaaaaaaaaaaaaaa')).statusCode).toBe(404)
})
