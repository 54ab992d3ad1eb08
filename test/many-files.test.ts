import { expect, it } from 'vitest'
import { fillFolder } from '../bench/files/fill.ts'
import type { Sql } from '../src/platform/database/connect.ts'
import { inTransaction } from '../src/platform/database/lease.ts'
import { asPerson } from '../src/spine/request/transaction.ts'
import { files } from '../src/tools/files/index.ts'
import { testSite } from './site.ts'

const COUNT = 300
const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const river = await world.community(ada)
await world.join(river, luc)
await world.owner`update space set tools = tools || '{files}' where id = ${river.id}`
const shelf = `${river.path}/files`
const folder = (name: string, count = COUNT) => fillFolder(world.owner, river.id, ada.id, name, count)
const used = async () => (await ada.json(shelf)).json().use.bytes

/** How many rows of tables were written by some work in Ada's name, as `table`: rows changed, `+table`: rows added. */
function written(work: (sql: Sql) => Promise<unknown>): Promise<Record<string, number>> {
  return asPerson(world.site.database.app, ada.id, river.slug, async (sql) => {
    const before = await counts(sql)
    await work(sql)
    const after = await counts(sql)
    return Object.fromEntries(Object.entries(after).map(([name, n]) => [name, n - (before[name] ?? 0)]))
  })
}

async function counts(sql: Sql): Promise<Record<string, number>> {
  const rows = await sql<{ name: string; added: number; changed: number }[]>`
    select relname name, n_tup_ins::int added, n_tup_upd::int changed from pg_stat_xact_user_tables where schemaname = 'copse'`
  return Object.fromEntries(
    rows.flatMap(({ name, added, changed }) => [
      [name, changed],
      [`+${name}`, added],
    ]),
  )
}

it('a folder that is hidden and shown again takes what is in it along, each once', async () => {
  const id = await folder('Drafts')
  const found = async () => (await luc.json('/search?q=photo')).json().results.length
  expect(await found()).toBeGreaterThan(0)
  const called = (name: string) => (sql: Sql) =>
    sql`update entry set name = ${name}, key = ${name} where item_id = ${id}`
  const hidden = await written(called('.drafts'))
  // The folder itself by its name, and all that is in it at once.
  expect(hidden).toMatchObject({ entry: COUNT + 1, search_doc: COUNT + 1, item_words: 0, '+activity': 0 })
  expect(await found()).toBe(0)
  const shown = await written(called('drafts'))
  expect(shown).toMatchObject({ entry: COUNT + 1, '+activity': COUNT + 1, '+search_word': 1 })
  expect(await found()).toBeGreaterThan(0)
  // Nothing of what was known of their words is written anew: only the folder's own name, and its word.
  expect([shown.item_words! + shown['+item_words']!, shown.search_doc! <= COUNT + 3]).toEqual([1, true])
})

it('a name that a hidden file got is found once it is shown', async () => {
  const id = await folder('Kept back', 3)
  const rename = (which: number, name: string) => ada.post(`${shelf}/${which}/edit`, { name })
  await rename(id, '.kept')
  const [file] = await world.owner<[{ id: number }]>`select item_id id from entry where folder_id = ${id} limit 1`
  expect((await rename(file.id, 'zanzibar_herons.bin')).statusCode).toBe(200)
  const found = async () => (await luc.json(`/search?q=herons`)).body.includes('zanzibar')
  expect(await found()).toBe(false)
  await rename(id, 'Kept')
  expect(await found()).toBe(true)
  // Taken away and brought back while it is hidden, it stays so.
  await rename(id, '.kept')
  await ada.post(`${shelf}/removal`, { entries: [id] })
  await ada.post(`${shelf}/restoration`, { entries: [id] })
  expect(await found()).toBe(false)
})

it('what the space takes is counted once for all that is copied, taken away for good or changed', async () => {
  const id = await folder('Counted')
  const before = await used()
  const copied = await written(
    (sql) => sql`select copy_entry(${id}, ${river.id}, null, 'Copied', 'copied', 'copied', now())`,
  )
  expect([copied.shelf_use, copied['+file_version'], copied['+search_doc']]).toEqual([1, COUNT, COUNT + 1])
  expect(await used()).toBe(before + (COUNT * (COUNT + 1)) / 2)
  expect((await luc.json(`${shelf}`)).body).toContain('Copied')
  await ada.post(`${shelf}/removal`, { entries: [id] })
  await world.owner`update item set removed_at = now() - interval '31 days' where removed_at is not null`
  const swept = await inTransaction(world.owner, async (sql) => {
    const already = await counts(sql)
    const [row] = await sql<[{ gone: number }]>`select sweep_shelf(most => ${COUNT / 2}) gone`
    const now = await counts(sql)
    return [row.gone, now.shelf_use! - already.shelf_use! < 5]
  })
  expect(swept).toEqual([COUNT / 2, true])
  await files.tasks!(world.site, world.owner).trash!({})
  expect(await used()).toBe(before)
  // Nothing stays behind that was in the folder: neither where it stood nor what it was.
  const [left] = await world.owner<[{ n: number }]>`
    select count(*)::int n from item i where i.kind in ('file', 'folder') and not exists (select from entry e where e.item_id = i.id)`
  expect(left.n).toBe(0)
})

it('two who copy at once are both counted', async () => {
  const before = await used()
  const ids = await Promise.all([folder('One', 20), folder('Two', 20)])
  await Promise.all(
    ids.map((id, n) =>
      (n ? luc : ada).post(`${shelf}/moving`, { entries: [id], folder: 0, copy: true }).then(({ statusCode }) => {
        expect(statusCode).toBe(200)
      }),
    ),
  )
  expect(await used()).toBe(before + 4 * 210)
})

it('asks the database no more for a folder of thousands than for one of few', async () => {
  const [few, many] = [await folder('Few', 5), await folder('Thousands', 2000)]
  const asked = async (path: string) => (await world.statementsOf(() => luc.json(`${shelf}/${path}`))).length
  expect(await asked(String(many))).toBe(await asked(String(few)))
  const changed = async (id: number) => {
    const post = (path: string, body: object) => ada.post(`${shelf}/${path}`, body)
    const statements = await world.statementsOf(async () => {
      for (const answer of [
        await post(`${id}/edit`, { name: `.hidden ${id}` }),
        await post(`${id}/edit`, { name: `shown ${id}` }),
        await post('removal', { entries: [id] }),
        await post('restoration', { entries: [id] }),
      ])
        expect(answer.statusCode).toBe(200)
    })
    return statements.length
  }
  expect(await changed(many)).toBe(await changed(few))
})
