import { afterEach, expect, it } from 'vitest'
import { lockBody, programOf } from '../../../test/dav.ts'
import { testSite } from '../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const river = await world.community(ada)
await world.join(river, luc)
await world.owner`update space set tools = tools || '{files}' where id = ${river.id}`
const s = river.slug
const [adas, lucs] = [await programOf(world, ada), await programOf(world, luc)]

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const note = (name: string, bytes: number) =>
  `<D:propertyupdate xmlns:D="DAV:"><D:set><D:prop><x:${name} xmlns:x="urn:x">${'n'.repeat(bytes)}</x:${name}></D:prop></D:set></D:propertyupdate>`

it('finds the locks below a folder however its name is written', async () => {
  await lucs.ask('MKCOL', `${s}/Plan`)
  await lucs.put(`${s}/Plan/a.txt`, 'a')
  expect((await lucs.ask('LOCK', `${s}/Plan/a.txt`, { body: lockBody() })).statusCode).toBe(200)
  for (const name of ['Plan', 'PLAN', 'Plan%20', 'Plan%E2%80%8E'])
    expect([name, (await adas.ask('DELETE', `${s}/${name}`)).statusCode]).toEqual([name, 423])
})

it('copies nothing onto itself, however its name is written', async () => {
  await lucs.put(`${s}/b.txt`, 'b')
  for (const name of ['b.txt', 'B.TXT', 'b.txt%20'])
    expect([
      name,
      (await lucs.ask('COPY', `${s}/b.txt`, { headers: { destination: `/dav/files/${s}/${name}` } })).statusCode,
    ]).toEqual([name, 403])
})

it('leads a browser to a page, whatever the place is called', async () => {
  const asked = { method: 'GET', url: '/dav/files/%E6%97%A5%3F', headers: { accept: 'text/html' } } as const
  const answer = await world.server.inject(asked)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/c/%E6%97%A5%3F/files'])
})

it('keeps so many locks of one person on one thing, and no more', async () => {
  await lucs.put(`${s}/c.txt`, 'c')
  const statuses = []
  for (let n = 0; n < 11; n++)
    statuses.push((await lucs.ask('LOCK', `${s}/c.txt`, { body: lockBody('shared') })).statusCode)
  expect([statuses.filter((one) => one === 200).length, statuses.at(-1)]).toEqual([10, 507])
})

it('keeps so much beside one thing, and tells so much at once', async () => {
  await lucs.put(`${s}/d.txt`, 'd')
  const statuses = []
  for (let n = 0; n < 5; n++)
    statuses.push((await lucs.ask('PROPPATCH', `${s}/d.txt`, { body: note(`n${n}`, 60_000) })).statusCode)
  expect(statuses).toEqual([207, 207, 207, 207, 507])
  await lucs.ask('MKCOL', `${s}/Full`)
  for (const name of ['1', '2', '3']) await lucs.put(`${s}/Full/${name}.txt`, name)
  expect((await lucs.ask('PROPFIND', `${s}/Full`, { headers: { depth: '1' } })).statusCode).toBe(207)
  await world.owner`insert into dav_property (item_id, space_id, uri, name, xml)
    select e.item_id, e.space_id, 'urn:x', 'n' || n, repeat('n', 65000) from entry e, generate_series(1, 100) n where e.name in ('1.txt', '2.txt', '3.txt')`
  expect((await lucs.ask('PROPFIND', `${s}/Full`, { headers: { depth: '1' } })).statusCode).toBe(507)
  const sizes = '<D:propfind xmlns:D="DAV:"><D:prop><D:getcontentlength/></D:prop></D:propfind>'
  expect((await lucs.ask('PROPFIND', `${s}/Full`, { headers: { depth: '1' }, body: sizes })).statusCode).toBe(207)
})
