import { createHash, randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'
import { hashOf } from '../../spine/people/credential.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lindell')
const river = await shelf('River Keepers')
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
const here = `${river.path}/files`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function shelf(name: string, most?: number): Promise<Community> {
  const place = await world.community(ada, name)
  await world.owner`update space set tools = tools || '{files}' where id = ${place.id}`
  if (most !== undefined) await world.owner`insert into shelf_use (space_id, most) values (${place.id}, ${most})`
  return place
}
const file = (name: string, bytes: Buffer) => ({ name, type: 'application/octet-stream', bytes })
const asProgram = { accept: 'application/json' }
const bring = (by: Person, to: string, name: string, bytes: Buffer) => by.upload(to, {}, [file(name, bytes)], asProgram)
async function put(name: string): Promise<{ id: number; url: string }> {
  return (await bring(luc, here, name, Buffer.from(name))).json().files[0]
}

/** Keeps everybody else from doing something, until so many wait for that; then lets them, one after another. */
async function whileHeld<T>(held: string, waiting: number, work: () => Promise<T>): Promise<T> {
  const { working } = await world.owner.begin(async (sql) => {
    await sql.unsafe(held)
    const working = work()
    await expect
      .poll(async () => {
        // Who waits in which database is remembered within a transaction.
        await sql`select pg_stat_clear_snapshot()`
        const [row] = await sql<[{ n: number }]>`
          select count(distinct l.pid)::int n from pg_locks l join pg_stat_activity a on a.pid = l.pid
          where not l.granted and a.datname = current_database()`
        return row.n
      })
      .toBe(waiting)
    return { working }
  })
  return working
}

describe('two at once', () => {
  it('do not take the same room', async () => {
    const pond = await shelf('Pond Watchers', 1000)
    const answers = await whileHeld(`select from shelf_use where space_id = ${pond.id} for update`, 2, () =>
      Promise.all(['a.bin', 'b.bin'].map((name) => bring(ada, `${pond.path}/files`, name, randomBytes(700)))),
    )
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 413])
  })

  it('of whom one moves and the other renames: both is done, and it is called so everywhere', async () => {
    const { id } = await put('before.txt')
    const into = (await luc.post(`${here}/folders`, { name: 'Into' })).json()
    const held = `select pg_advisory_xact_lock(hashtextextended('shelf ${river.id}', 38))`
    for (const [first, second] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const name = `after ${first}.txt`
      const acts = [
        () => luc.post(`${here}/${id}/edit`, { name }),
        () => luc.post(`${here}/moving`, { entries: [id], folder: first ? 0 : into.id }),
      ]
      const answers = await whileHeld(held, 2, () => Promise.all([acts[first]!(), acts[second]!()]))
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
      expect(
        await world.owner`select e.name, i.title, e.folder_id from entry e join item i on i.id = e.item_id where i.id = ${id}`,
      ).toEqual([{ name, title: name, folderId: first ? null : into.id }])
    }
  })
})

describe('a form with files', () => {
  const kept = (bytes: Buffer) => world.site.blobs.has(createHash('sha256').update(bytes).digest('hex'))

  it('of a guest, or larger than what is left, is refused before any of it is kept', async () => {
    const bytes = randomBytes(200_000)
    const it = await put('mine.txt')
    for (const to of [here, `${it.url}/versions`]) {
      const refused = await bring(rosa, to, 'x.bin', bytes)
      expect([to, refused.statusCode, refused.json().code]).toEqual([to, 403, 'guests-reply'])
    }
    const full = await shelf('Full Shelf', 100_000)
    const refused = await bring(ada, `${full.path}/files`, 'x.bin', bytes)
    expect([refused.statusCode, refused.json().code]).toEqual([413, 'shelf-full'])
    expect(await kept(bytes)).toBe(false)
    expect((await bring(luc, here, 'x.bin', bytes)).statusCode).toBe(201)
    expect(await kept(bytes)).toBe(true)
  })
})

describe('names', () => {
  it('have nothing in them that nobody sees, whichever way they come', async () => {
    const place = (await luc.post(`${here}/folders`, { name: 'Na\u200bmes\u2028' })).json()
    const said = Buffer.from('up\u0085\u061cload\u202e.txt').toString('base64')
    const upload = await world.server.inject({
      method: 'POST',
      url: `${river.path}/uploads`,
      payload: 'x',
      headers: {
        'tus-resumable': '1.0.0',
        'content-type': 'application/offset+octet-stream',
        origin: 'http://localhost',
        host: 'localhost',
        cookie: luc.cookie,
        'upload-length': '1',
        'upload-metadata': `name ${said},folder ${Buffer.from(String(place.id)).toString('base64')}`,
      },
    })
    expect(upload.statusCode).toBe(201)
    const form = await luc.upload(
      here,
      { folder: String(place.id) },
      [file('fo\u200brm\u2028.txt', randomBytes(3))],
      {},
    )
    expect(form.statusCode).toBe(303)
    const shown = (await luc.json(place.url)).json()
    expect([shown.name, ...shown.entries.map(({ name }: { name: string }) => name)]).toEqual([
      'Names',
      'form.txt',
      'upload.txt',
    ])
    const again = await luc.post(`${here}/folders`, { name: 'Nam\u00ades' })
    expect([again.statusCode, again.json().errors.name]).toEqual([422, expect.any(String)])
  })
})

it('moves no file or folder the way discussions move', async () => {
  const pond = await shelf('Second Pond')
  const { id } = (await bring(ada, here, 'stays.txt', randomBytes(3))).json().files[0]
  for (const asked of ['move_item', 'ask_to_move'] as const) {
    const sql = await world.site.database.app.reserve()
    try {
      await sql`begin`
      await sql`select enter(${hashOf(ada.cookie.slice('copse='.length))}, null, true)`
      await expect(sql.unsafe(`select ${asked}(${id}, ${pond.id})`)).rejects.toMatchObject({ code: '42501' })
    } finally {
      await sql`rollback`
      sql.release()
    }
  }
})
