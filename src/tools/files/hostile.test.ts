import { randomBytes } from 'node:crypto'
import { readdirSync, readlinkSync } from 'node:fs'
import { request } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { hashOf } from '../../spine/people/credential.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const river = await world.community(ada)
await world.join(river, luc)
await world.owner`update space set tools = tools || '{files}' where id = ${river.id}`
const here = `${river.path}/files`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function put(by: Person, name: string, bytes: Buffer, fields: Record<string, string> = {}) {
  const file = { name, type: 'text/plain', bytes }
  const answer = await by.upload(here, fields, [file], { accept: 'application/json' })
  expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)])
  return answer.json().files[0] as { id: number; url: string }
}
async function folder(by: Person, name: string, into?: number): Promise<{ id: number; url: string }> {
  const made = await by.post(`${here}/folders`, { name, folder: into })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
const words = Buffer.from('words')
const namesIn = async (url: string) =>
  ((await luc.json(url)).json().entries as { name: string }[]).map(({ name }) => name)

it('leaves nothing behind of what is put into a folder while it is taken away', async () => {
  const outer = await folder(luc, 'Outer')
  const inner = await folder(luc, 'Inner', outer.id)
  const { late, removal } = await world.owner.begin(async (sql) => {
    const [made] = await sql<[{ id: number }]>`
      insert into item (space_id, kind, author_id, title, lang) values (${river.id}, 'folder', ${luc.id}, 'late', 'en') returning id`
    await sql`insert into tail (item_id, space_id, kind, last_by) values (${made.id}, ${river.id}, 'folder', ${luc.id})`
    await sql`insert into entry (item_id, space_id, folder_id, is_folder, name, key, ordering)
      values (${made.id}, ${river.id}, ${inner.id}, true, 'late', 'late', 'late')`
    const removal = luc.post(`${outer.url}/removal`, {})
    await new Promise((resolve) => setTimeout(resolve, 400))
    return { late: made.id, removal }
  })
  expect((await removal).statusCode).toBe(200)
  expect(await world.owner`select removed, removed_with from entry where item_id = ${late}`).toEqual([
    { removed: true, removedWith: outer.id },
  ])
  await luc.post(`${outer.url}/restoration`, {})
  expect(await namesIn(inner.url)).toEqual(['late'])
})

it('packs what is called like a drive', async () => {
  const drive = await folder(luc, 'C: minutes')
  await put(luc, 'spring.txt', words, { folder: String(drive.id) })
  const zip = await luc.get(`${here}/archive`)
  expect([zip.statusCode, zip.body.includes('C_ minutes/spring.txt')]).toEqual([200, true])
})

it('leaves no file open for whoever goes away while an archive is written', async () => {
  const large = await put(luc, 'large.bin', randomBytes(24 * 1024 * 1024))
  const [{ blob }] = await world.owner<[{ blob: string }]>`select blob from file_version where item_id = ${large.id}`
  const open = () =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).includes(blob.slice(4))
      } catch {
        return false
      }
    }).length
  const origin = await world.listen()
  const before = open()
  for (let n = 0; n < 3; n++) {
    await new Promise<void>((resolve, reject) => {
      const asked = request(`${origin}${here}/archive?entries=${large.id}`, {
        headers: { cookie: luc.cookie },
        agent: false,
      })
      asked.once('error', reject)
      asked.once('response', (answer) => answer.once('data', () => resolve(void answer.destroy())))
      asked.end()
    })
  }
  await expect.poll(open, { timeout: 5000 }).toBe(before)
})

it('says after very many things were taken away that they were', async () => {
  await world.owner`select setval(pg_get_serial_sequence('item', 'id'), 100000000)`
  const ids: number[] = []
  for (let n = 0; n < 60; n++) ids.push((await folder(luc, `gone ${n}`)).id)
  const gone = await luc.submit(`${here}/removal`, { entries: ids.map(String) } as never)
  expect(gone.statusCode).toBe(303)
  expect((await luc.get(String(gone.headers.location))).statusCode).toBe(200)
  // What was chosen is asked for at once, however much it is.
  expect((await luc.post(`${here}/restoration`, { entries: [...ids, ids[0]] })).statusCode).toBe(200)
  const asked = async (some: number[]) => {
    const done = world.statementsOf(() => luc.get(`${here}/moving?${some.map((id) => `entries=${id}`).join('&')}`))
    return (await done).length
  }
  expect(await asked(ids)).toBe(await asked(ids.slice(0, 2)))
})

it('copies no more at once from several folders than from one', async () => {
  const [one, other] = [await folder(luc, 'One'), await folder(luc, 'Other')]
  for (const { id } of [one, other])
    await world.owner`
      with made as (insert into item (space_id, kind, author_id, title, lang)
        select ${river.id}, 'folder', ${luc.id}, 'n' || n, 'en' from generate_series(1, 1100) n returning id, title)
      insert into entry (item_id, space_id, folder_id, is_folder, name, key, ordering)
        select id, ${river.id}, ${id}, true, title, title, title from made`
  expect((await luc.post(`${here}/moving`, { entries: [one.id, other.id], copy: true })).statusCode).toBe(413)
})

it('brings back to the top what would stand too deep', async () => {
  const deep = await folder(luc, 'Deep')
  let last = deep
  for (let n = 2; n <= 5; n++) last = await folder(luc, `level ${n}`, last.id)
  const place = await folder(luc, 'Place')
  await luc.post(`${here}/moving`, { entries: [deep.id], folder: place.id })
  await luc.post(`${deep.url}/removal`, {})
  let way = await folder(luc, 'Way')
  for (let n = 2; n <= 28; n++) way = await folder(luc, `way ${n}`, way.id)
  expect((await luc.post(`${here}/moving`, { entries: [place.id], folder: way.id })).statusCode).toBe(200)
  expect((await luc.post(`${deep.url}/restoration`, {})).statusCode).toBe(200)
  expect(await namesIn(here)).toContain('Deep')
})

it('lets nobody write over a past, nor bring back by hand', async () => {
  const it = await put(luc, 'past.txt', words)
  const as = async (statement: string): Promise<number | string> => {
    const sql = await world.site.database.app.reserve()
    try {
      await sql`begin`
      await sql`select enter(${hashOf(luc.cookie.slice('copse='.length))}, null, true)`
      return (await sql.unsafe(statement)).count
    } catch (error) {
      return (error as { code: string }).code
    } finally {
      await sql`rollback`
      sql.release()
    }
  }
  for (const statement of [
    `update file_version set blob = 'other' where item_id = ${it.id}`,
    `delete from entry where item_id = ${it.id}`,
    `delete from file where item_id = ${it.id}`,
    `update entry set removed = true where item_id = ${it.id}`,
    `delete from file_picture where item_id = ${it.id}`,
  ])
    expect([statement, await as(statement)]).toEqual([statement, '42501'])
  expect(await as(`delete from file_version where item_id = ${it.id}`)).toBe(0)
  expect(await as(`update entry set bytes = bytes where item_id = ${it.id}`)).toBe(1)
})

it('keeps no pictures of nothing for a file that was filled meanwhile', async () => {
  const it = await put(luc, 'filled.txt', words)
  const made = { state: 'none', blob: 'of nothing' }
  const state = async () => {
    await world.owner`select keep_preview(${it.id}, 1, ${world.owner.json(made)}, '[]')`
    const [row] = await world.owner<[{ preview: string }]>`select preview from file_version where item_id = ${it.id}`
    return row.preview
  }
  await world.owner`update file_version set preview = 'waiting' where item_id = ${it.id}`
  expect(await state()).toBe('waiting')
  const [row] = await world.owner<[{ blob: string }]>`select blob from file_version where item_id = ${it.id}`
  made.blob = row.blob
  expect(await state()).toBe('none')
})
