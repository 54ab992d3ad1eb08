import { describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const ines = await world.person('Ines Moreau')
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const rivers = await world.community(ada)
for (const one of [luc, ines]) await world.join(rivers, one)
await world.join(rivers, rosa, 'guest', { until: new Date(Date.now() + 3_600_000) })

const read = async (who: Person, path: string) => (await who.json(path)).json()

describe('a summary', () => {
  it('is kept on top by hosts and who began it, with its history', async () => {
    const it = await world.discussion(rivers, luc)
    expect(await read(rosa, `${it.path}/summary`)).toEqual({ summary: null, mayWrite: false })
    expect((await luc.post(`${it.path}/summary`, { text: 'It is **clay**.', version: 0 })).statusCode).toBe(200)
    await ines.post(`${it.path}/messages`, { text: 'And sand.' })
    expect((await ada.post(`${it.path}/summary`, { text: 'It is **clay** and sand.', version: 1 })).statusCode).toBe(
      200,
    )
    const shown = await read(rosa, it.path)
    expect(shown.summary).toMatchObject({
      html: '<p>It is <strong>clay</strong> and sand.</p>',
      by: ada.name,
      after: 2,
      version: 2,
    })
    const page = (await rosa.get(it.path)).body
    expect(page).toContain('In short')
    expect(page).toContain('Ada Umeh, after message 2')
    expect((await read(rosa, `${it.path}/summary/revisions`)).revisions).toMatchObject([
      { version: 2, by: ada.name, after: 2, source: 'It is **clay** and sand.' },
      { version: 1, by: luc.name, after: 1, source: 'It is **clay**.' },
    ])
    const history = (await rosa.get(`${it.path}/summary/revisions`)).body
    expect(history).toMatch(/<ins>.* and sand/)
    for (const [who, status] of [
      [ines, 403],
      [rosa, 403],
      [noor, 404],
    ] as const)
      expect((await who.post(`${it.path}/summary`, { text: 'Mine.', version: 2 })).statusCode).toBe(status)
    expect((await ines.get(`${it.path}/summary`)).body).not.toContain('<textarea')
  })

  it('shows the second writer both texts and loses neither, also at the same moment', async () => {
    const it = await world.discussion(rivers, luc)
    const keep = (who: Person, text: string, version: number) => who.submit(`${it.path}/summary`, { text, version })
    await keep(luc, 'From Luc.', 0)
    const second = await keep(ada, 'From Ada.', 0)
    expect(second.statusCode).toBe(422)
    expect(second.body).toContain('From Luc.')
    expect(second.body).toContain('>From Ada.</textarea>')
    expect(second.body).toContain('name="version" value="1"')
    const both = await Promise.all([keep(ada, 'One.', 1), keep(luc, 'Two.', 1), keep(ada, 'Three.', 1)])
    expect(both.map((one) => one.statusCode).sort()).toEqual([303, 422, 422])
    expect((await read(luc, `${it.path}/summary/revisions`)).revisions).toHaveLength(2)
    const first = await world.discussion(rivers, luc)
    const begun = await Promise.all(
      [1, 2, 3].map((n) => luc.post(`${first.path}/summary`, { text: `${n}`, version: 0 })),
    )
    expect(begun.map((one) => one.statusCode).sort()).toEqual([200, 422, 422])
    expect(world.mistakes).toEqual([])
  })

  it('changes the page’s ETag, is removed and brought back, and tells nobody it names', async () => {
    const it = await world.discussion(rivers, luc)
    const etag = async () => (await ines.get(it.path)).headers.etag
    const before = await etag()
    await luc.post(`${it.path}/summary`, { text: `Ask @${ines.handle}.`, version: 0 })
    const written = await etag()
    expect(written).not.toBe(before)
    expect((await world.owner`select from mention where person_id = ${ines.id}`).count).toBe(0)
    expect((await ines.post(`${it.path}/summary/removal`)).statusCode).toBe(403)
    expect((await luc.submit(`${it.path}/summary/removal`)).headers.location).toBe(`${it.path}/summary/removal`)
    expect((await read(ines, it.path)).summary).toBeNull()
    expect((await read(ines, `${it.path}/summary`)).summary).toMatchObject({ source: '', html: '', removed: true })
    expect((await ines.json(`${it.path}/summary/revisions`)).statusCode).toBe(404)
    expect((await luc.get(`${it.path}/summary/removal`)).body).toContain('Undo')
    await luc.post(`${it.path}/summary/restoration`)
    expect((await read(ines, it.path)).summary).not.toBeNull()
    expect((await luc.post(`${(await world.discussion(rivers, luc)).path}/summary/removal`)).statusCode).toBe(404)
  })

  it('is offered where a discussion is long', async () => {
    const it = await world.discussion(rivers, luc)
    expect((await luc.get(it.path)).body).not.toContain('Write a summary')
    for (let n = 2; n <= 10; n++) await ines.post(`${it.path}/messages`, { text: `${n}` })
    expect((await luc.get(it.path)).body).toContain('Write a summary')
    expect((await ines.get(it.path)).body).not.toContain('Write a summary')
  })
})

describe('what changed', () => {
  const text = (page: string) => page.replace(/<span class="vh">[^<]*<\/span>/g, '')

  it('in a message is shown word by word, newest first', async () => {
    const it = await world.discussion(rivers, luc)
    const edit = (words: string, version: number) => luc.post(`${it.path}/messages/1/edit`, { text: words, version })
    await edit('After every storm the river goes brown.', 1)
    await edit('After every storm the river goes brown & thick.', 2)
    const page = text((await rosa.get(`${it.path}/messages/1/revisions`)).body)
    expect(page).toContain('<del>rain</del><ins>storm</ins>')
    expect(page).toContain('<ins> &amp; thick</ins>')
    expect(page.indexOf('thick')).toBeLessThan(page.indexOf('<del>rain'))
    expect((await noor.get(`${it.path}/messages/1/revisions`)).statusCode).toBe(404)
  })

  it('comes in pages of twenty, each asked at once', async () => {
    const it = await world.discussion(rivers, luc)
    for (let n = 1; n <= 45; n++) await luc.post(`${it.path}/messages/1/edit`, { text: `Version ${n + 1}`, version: n })
    const seen: number[] = []
    let at: string | null = `${it.path}/messages/1/revisions`
    while (at) {
      const said = await world.statementsOf(() => luc.get(at!))
      expect(said.filter((one) => one.includes('from revision'))).toHaveLength(1)
      expect(said.length).toBeLessThan(7)
      const { revisions, next }: { revisions: { version: number }[]; next: string | null } = await read(luc, at)
      seen.push(...revisions.map((one) => one.version))
      at = next
    }
    expect(seen).toEqual(Array.from({ length: 46 }, (_, i) => 46 - i))
  })

  it('costs little however long the texts are, and then shows both', async () => {
    const it = await world.discussion(rivers, luc)
    const noise = (seed: number) => Array.from({ length: 11_000 }, (_, i) => ((i * seed) % 9973).toString(36)).join(' ')
    await luc.post(`${it.path}/messages/1/edit`, { text: noise(7919).slice(0, 60_000), version: 1 })
    await luc.post(`${it.path}/messages/1/edit`, { text: noise(6007).slice(0, 60_000), version: 2 })
    const begun = performance.now()
    const page = (await luc.get(`${it.path}/messages/1/revisions`)).body
    expect(performance.now() - begun).toBeLessThan(3000)
    expect(page).toContain('Here are both texts.')
  })

  it('in title, tags and intent says who and when', async () => {
    const it = await world.discussion(rivers, luc, 'Brown water', { tags: 'water' })
    expect((await rosa.get(`${it.path}/revisions`)).body).toContain('never changed')
    await luc.post(`${it.path}/edit`, { title: 'Brown water again', tags: 'water, rain', version: 1 })
    await ada.post(`${it.path}/edit`, {
      title: 'Brown water again',
      tags: 'water, rain',
      intent: 'question',
      version: 2,
    })
    const { revisions } = await read(rosa, `${it.path}/revisions`)
    expect(revisions).toMatchObject([
      {
        version: 2,
        by: ada.name,
        before: { intent: 'talk' },
        after: { intent: 'question', title: 'Brown water again' },
      },
      {
        version: 1,
        by: luc.name,
        before: { title: 'Brown water', tags: ['water'] },
        after: { title: 'Brown water again', tags: ['water', 'rain'] },
      },
    ])
    expect(text((await rosa.get(`${it.path}/revisions`)).body)).toContain('Brown water<ins> again</ins>')
    expect((await noor.json(`${it.path}/revisions`)).statusCode).toBe(404)
    for (let n = 3; n <= 30; n++) await luc.post(`${it.path}/edit`, { title: `Title ${n}`, version: n })
    const first = await read(rosa, `${it.path}/revisions`)
    const second = await read(rosa, first.next)
    expect(first.revisions).toHaveLength(20)
    expect(second.revisions.map((one: { version: number }) => one.version)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    expect(second.revisions[0].after.title).toBe(first.revisions.at(-1).before.title)
  })

  it('where it came from is not known here, and says so', async () => {
    const it = await world.discussion(rivers, luc)
    await world.owner`update message set edited_at = now(), origin = 'https://example.org/q/1' where item_id = ${it.id}`
    expect((await rosa.get(`${it.path}/messages/1/revisions`)).body).toContain('changed where it came from')
  })
})

it('a link to a message is in its menu for everybody, and leads to words also where it was removed', async () => {
  const it = await world.discussion(rivers, luc)
  expect((await rosa.get(it.path)).body).toContain('Link to this message')
  await luc.post(`${it.path}/messages`, { text: 'Gone soon.' })
  await luc.post(`${it.path}/messages/2/removal`)
  expect((await rosa.get(`${it.path}/messages/2`)).headers.location).toBe(`${it.path}?page=1#m2`)
  expect((await rosa.get(`${it.path}?page=1`)).body).toContain('Luc Marchetti removed this message.')
})
