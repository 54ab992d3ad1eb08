import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'

const world = await testSite()
const { told } = await workersOf(world)
const ada = await world.person('Ada Umeh')
const ines = await world.person('Ines Carvalhal', { lang: 'fr' })
const rosa = await world.person('Rosa Lindell')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, ines)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await ada.post(`${river.path}/settings`, {}) // the form's other fields stay
await world.owner`update space set tools = tools || '{pages}' where id = ${river.id}`
const here = `${river.path}/pages`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

interface Made {
  id: number
  url: string
}

async function write(by: Person, title: string, text = '', more: object = {}): Promise<Made> {
  const made = await by.post(here, { title, text, ...more })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}

const read = async (by: Person, url: string) => (await by.json(url)).json()

async function edit(by: Person, it: Made, to: Record<string, unknown>) {
  const { title, text, version } = await read(by, `${it.url}/edit`)
  return by.post(`${it.url}/edit`, { title, text, version, ...to })
}

describe('a page', () => {
  it('is written by members, read and commented on by guests, and does not exist for others', async () => {
    const it = await write(ada, 'Jar test', '## How\n\nShake it.', { tags: 'Methods, soil' })
    expect(await read(rosa, it.url)).toMatchObject({
      title: 'Jar test',
      tags: ['methods', 'soil'],
      html: '<h2 id="s-how">How</h2>\n<p>Shake it.</p>',
      headings: [{ id: 's-how', level: 2, text: 'How' }],
      revision: 1,
      version: 1,
    })
    expect((await rosa.post(`${it.url}/messages`, { text: 'Which jar?' })).statusCode).toBe(201)
    expect((await read(ada, it.url)).messages).toMatchObject([{ number: 1, author: { name: 'Rosa Lindell' } }])
    expect((await rosa.post(here, { title: 'Mine' })).statusCode).toBe(403)
    expect((await rosa.get(`${it.url}/edit`)).statusCode).toBe(403)
    expect((await rosa.post(`${it.url}/edit`, { title: 'x', text: 'y', version: 1 })).statusCode).toBe(403)
    for (const path of [it.url, `${it.url}/edit`, `${it.url}/revisions`, here, `${here}/changes`])
      expect([path, (await noor.get(path)).statusCode]).toEqual([path, 404])
  })

  it('keeps its address by its number when it is renamed, and is found under it', async () => {
    const it = await write(ada, 'Turbidity')
    expect((await edit(ada, it, { title: 'How cloudy is it?' })).json().url).toContain('how-cloudy-is-it')
    const old = await ada.get(it.url)
    expect(old.statusCode).toBe(200)
    expect(old.body).toContain('How cloudy is it?')
  })

  it('tells whoever comes second, with both texts, and overwrites nothing', async () => {
    const it = await write(ada, 'Low light', 'At dusk.')
    await edit(ada, it, { text: 'At dusk, a white sheet.' })
    const late = await ines.post(`${it.url}/edit`, { title: 'Low light', text: 'At dawn.', version: 1 })
    expect(late.statusCode).toBe(422)
    expect(late.json().errors).toHaveProperty('text')
    const form = await ines.submit(`${it.url}/edit`, { title: 'Low light', text: 'At dawn.', version: '1' })
    expect(form.statusCode).toBe(422)
    expect(form.body).toContain('At dawn.')
    expect(form.body).toContain('white sheet')
    expect(form.body).toContain('name="version" value="2"')
    expect((await read(ada, it.url)).text).toBe('At dusk, a white sheet.')
  })

  it('does nothing for what did not change', async () => {
    const it = await write(ada, 'Still water', 'Deep.')
    await edit(ada, it, {})
    expect(await read(ada, it.url)).toMatchObject({ version: 1, revision: 1 })
  })

  it('goes away and comes back', async () => {
    const it = await write(ines, 'Old nets')
    expect((await rosa.post(`${it.url}/removal`)).statusCode).toBe(403)
    expect((await ada.post(`${it.url}/removal`)).statusCode).toBe(200)
    expect((await ada.get(it.url)).statusCode).toBe(404)
    expect((await read(ada, here)).pages.map(({ title }: { title: string }) => title)).not.toContain('Old nets')
    expect((await ines.get(`${it.url}/removal`)).statusCode).toBe(303)
    expect((await ada.get(`${it.url}/removal`)).statusCode).toBe(200)
    expect((await ada.post(`${it.url}/restoration`)).statusCode).toBe(200)
    expect((await ines.get(it.url)).statusCode).toBe(200)
  })

  it('is where the tool is switched on alone', async () => {
    const dry = await world.community(noor, 'Seed Savers')
    expect((await noor.get(`${dry.path}/pages`)).statusCode).toBe(404)
    expect((await noor.get(dry.path)).body).not.toContain(`${dry.path}/pages`)
  })
})

describe('a page of a million signs', () => {
  const long = 'ш'.repeat(60).concat('\n\n').repeat(16_000)

  it('is written, changed, previewed and kept as a draft, by form and as JSON; more is refused', async () => {
    const it = await write(ada, 'A whole book', long)
    expect((await edit(ada, it, { text: `${long}!` })).statusCode).toBe(200)
    const { version } = await read(ada, `${it.url}/edit`)
    const form = { title: 'A whole book', text: `${long}?`, version: String(version) }
    expect((await ada.upload(`${it.url}/edit`, form, [])).statusCode).toBe(303)
    expect((await ada.get(it.url)).statusCode).toBe(200)
    expect((await ada.post(`${here}/preview`, { text: long })).statusCode).toBe(200)
    expect((await ada.post(`/drafts/text:${it.id}`, { text: long, version: 0 })).statusCode).toBe(200)
    expect((await ada.post(here, { title: 'More', text: 'a'.repeat(1_100_001) })).statusCode).toBe(422)
    expect((await ada.post(here, { title: 'More', text: 'ш'.repeat(4_000_000) })).statusCode).toBe(413)
    // Elsewhere nothing so long is taken.
    expect((await ada.post(`${it.url}/messages`, { text: long })).statusCode).toBe(413)
  }, 60_000)
})

describe('pictures of a page', () => {
  const picture = () =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()

  it('come along with it, say what they show, and are seen by all who read it', async () => {
    const file = { field: 'files', name: 'tube.png', type: 'image/png', bytes: await picture() }
    const silent = await ada.upload(here, { title: 'Drawn', text: 'See.' }, [file])
    expect(silent.statusCode).toBe(422)
    const made = await ada.upload(here, { title: 'Drawn', text: 'See.', alt: 'A tube' }, [file])
    expect(made.statusCode).toBe(303)
    const url = made.headers.location as string
    const { text, html } = await read(rosa, url)
    const [, address] = /^See\.\n\n!\[A tube\]\((\S+)\)$/.exec(text)!
    expect(html).toContain(`<img src="${address}" alt="A tube"`)
    expect((await rosa.get(address!)).headers['content-type']).toBe('image/webp')
    expect((await noor.get(address!)).statusCode).toBe(404)
    await world.owner`update attachment set created_at = now() - interval '90 days'`
    await world.owner`select sweep()`
    expect((await rosa.get(address!)).statusCode).toBe(200)
    await ada.post(`${url}/removal`)
    expect((await rosa.get(address!)).statusCode).toBe(404)
  })

  it('of somebody else, not sent yet, stay theirs whatever a text says', async () => {
    const { id } = (
      await ines.upload(
        `${river.path}/attachments`,
        {},
        [{ name: 'n.txt', type: 'text/plain', bytes: Buffer.from('x') }],
        { accept: 'application/json' },
      )
    ).json()
    await write(ada, 'Not mine', `[n](${river.path}/attachments/${id}/n.txt)`)
    expect((await rosa.get(`${river.path}/attachments/${id}/n.txt`)).statusCode).toBe(404)
  })
})

describe('links by title', () => {
  it('lead to the page, by names it had too, and to a form where nobody has written it', async () => {
    const tube = await write(ada, 'Tube')
    const first = await write(ada, 'First day', 'See [[tube|the tube]] and [[Secchi disc]].')
    let shown = await read(ada, first.url)
    expect(shown.html).toContain(`<a class="page-link" href="${tube.url}">the tube</a>`)
    expect(shown.html).toContain(`<a class="page-link wanted" href="${here}/new?title=Secchi%20disc">Secchi disc</a>`)
    expect((await read(rosa, first.url)).html).toContain('<a class="page-link wanted">Secchi disc</a>')
    expect((await read(ada, tube.url)).leadingHere).toMatchObject([{ id: first.id, title: 'First day' }])

    await edit(ada, tube, { title: 'Clear tube' })
    const disc = await write(ines, 'Secchi disc')
    shown = await read(ada, first.url)
    expect(shown.html).toContain(`href="${here}/${tube.id}-clear-tube">the tube</a>`)
    expect(shown.html).toContain(`href="${disc.url}">Secchi disc</a>`)
    await ada.post(`${disc.url}/removal`)
    expect((await read(ada, first.url)).html).toContain('page-link wanted')
  })

  it('belong to the page that has the title now', async () => {
    const one = await write(ada, 'Gauge')
    const from = await write(ada, 'Where to read', '[[Gauge]]')
    await edit(ada, one, { title: 'Old gauge' })
    expect((await read(ada, from.url)).links).toMatchObject([{ title: 'Old gauge' }])
    const two = await write(ada, 'Gauge')
    expect((await read(ada, from.url)).links).toEqual([{ title: 'Gauge', url: two.url }])
  })

  it('are all asked for in one query, however many there are', async () => {
    const few = await write(ada, 'Few links', '[[A1]]')
    const many = await write(ada, 'Many links', Array.from({ length: 60 }, (_, n) => `[[Place ${n}]]`).join(' '))
    const cost = async (url: string) => (await world.statementsOf(() => ada.get(url))).length
    await cost(few.url)
    expect(await cost(many.url)).toBe(await cost(few.url))
  })
})

describe('the tree', () => {
  it('is ordered by hand, and no page lies under itself', async () => {
    const field = await write(ada, 'Field methods')
    const [a, b, c] = [
      await write(ada, 'Aa', '', { under: field.id }),
      await write(ada, 'Bb', '', { under: field.id }),
      await write(ada, 'Cc', '', { under: field.id }),
    ]
    const order = async () => (await read(ada, field.url)).below.map(({ title }: { title: string }) => title)
    expect(await order()).toEqual(['Aa', 'Bb', 'Cc'])
    await ada.post(`${c.url}/moving`, { under: field.id, after: a.id })
    expect(await order()).toEqual(['Aa', 'Cc', 'Bb'])
    await ada.post(`${b.url}/moving`, { under: field.id, after: 0 })
    expect(await order()).toEqual(['Bb', 'Aa', 'Cc'])
    await ada.post(`${b.url}/moving`, { under: field.id })
    expect(await order()).toEqual(['Aa', 'Cc', 'Bb'])
    for (let i = 0; i < 60; i++) await ada.post(`${i % 2 ? b.url : c.url}/moving`, { under: field.id, after: a.id })
    expect(await order()).toEqual(['Aa', 'Bb', 'Cc'])
    await ada.post(`${c.url}/moving`, { under: a.id })
    expect(await order()).toEqual(['Aa', 'Bb'])
    expect((await read(ada, c.url)).above.map(({ title }: { title: string }) => title)).toEqual(['Field methods', 'Aa'])
    for (const under of [field.id, c.id, a.id])
      expect((await ada.post(`${field.url}/moving`, { under })).statusCode).toBe(422)
    expect((await rosa.post(`${a.url}/moving`, { under: 0 })).statusCode).toBe(403)
  })

  it('makes no ring when two move at once', async () => {
    const [x, y] = [await write(ada, 'Xx'), await write(ada, 'Yy')]
    await Promise.all([ada.post(`${x.url}/moving`, { under: y.id }), ines.post(`${y.url}/moving`, { under: x.id })])
    const [up, down] = [await read(ada, x.url), await read(ada, y.url)]
    expect([up.above.length, down.above.length].sort()).toEqual([0, 1])
  })

  it('is eight deep at most', async () => {
    let under = 0
    for (let depth = 1; depth <= 8; depth++) under = (await write(ada, `Level ${depth}`, '', { under })).id
    const deeper = await ada.post(here, { title: 'Level 9', under })
    expect(deeper.statusCode).toBe(422)
    expect(deeper.json().errors).toHaveProperty('under')
  })

  it('does not know pages of elsewhere', async () => {
    const other = await world.community(ines, 'Elsewhere')
    await world.owner`update space set tools = tools || '{pages}' where id = ${other.id}`
    const theirs = (await ines.post(`${other.path}/pages`, { title: 'Theirs' })).json()
    const it = await write(ines, 'Ours')
    expect((await ines.post(`${it.url}/moving`, { under: theirs.id })).statusCode).toBe(422)
    expect((await ines.post(here, { title: 'Under theirs', under: theirs.id })).statusCode).toBe(422)
    for (const one of [ines, ada]) expect((await one.get(`${here}/${theirs.id}`)).statusCode).toBe(404)
  })
})

describe('its history', () => {
  it('has a revision for each sitting, and for each that was given a name', async () => {
    const it = await write(ada, 'Sitting', 'One.')
    await edit(ada, it, { text: 'One. Two.' })
    await edit(ada, it, { text: 'One. Two. Three.', why: 'more' })
    expect((await read(ada, it.url)).revision).toBe(1)
    await edit(ines, it, { text: 'One. Two. Three. Four.', name: 'As agreed' })
    await edit(ines, it, { text: 'Five.' })
    await world.owner`update page_revision set at = at - interval '2 hours', began_at = began_at - interval '2 hours' where item_id = ${it.id}`
    await edit(ines, it, { text: 'Five. Six.' })
    const { revisions } = await read(ada, `${it.url}/revisions`)
    expect(
      revisions.map((one: { number: number; name: string | null; why: string; author: { name: string } }) => [
        one.number,
        one.author.name,
        one.name,
        one.why,
      ]),
    ).toEqual([
      [4, 'Ines Carvalhal', null, ''],
      [3, 'Ines Carvalhal', null, ''],
      [2, 'Ines Carvalhal', 'As agreed', ''],
      [1, 'Ada Umeh', null, 'more'],
    ])
    expect(await read(ada, `${it.url}/revisions/1`)).toMatchObject({ text: 'One. Two. Three.' })
    expect((await ada.get(`${it.url}/revisions/2`)).body).toContain('<ins>')
    expect(await read(ada, `${it.url}/compare?from=4&to=1`)).toMatchObject({
      from: { number: 1 },
      to: { number: 4, text: 'Five. Six.' },
    })
    for (const path of ['revisions/9', 'revisions/x', 'compare?from=1&to=9'])
      expect((await ada.get(`${it.url}/${path}`)).statusCode).toBe(404)
    expect((await rosa.post(`${it.url}/revisions/1/restoration`)).statusCode).toBe(403)
    await ines.post(`${it.url}/revisions/1/restoration`)
    expect(await read(ada, it.url)).toMatchObject({ text: 'One. Two. Three.', revision: 5 })
  })

  it('of one page is not touched by a change of another for the same reason', async () => {
    const one = await write(ines, 'Dippers', 'One.')
    await edit(ada, one, { text: 'One, changed.', why: 'A slip of the pen' })
    const two = await write(ines, 'Wagtails', 'Two.')
    await edit(ada, two, { text: 'Two, changed.', why: 'A slip of the pen' })
    const texts = async (it: Made, number: number) => (await read(ada, `${it.url}/revisions/${number}`)).text
    expect([await texts(one, 1), await texts(one, 2)]).toEqual(['One.', 'One, changed.'])
    expect([await texts(two, 1), await texts(two, 2)]).toEqual(['Two.', 'Two, changed.'])
  })

  it('knows who wrote which paragraph', async () => {
    const it = await write(ada, 'Hands', 'First of Ada.\n\nSecond of Ada.')
    await edit(ines, it, { text: 'First of Ada.\n\nOf Ines.\n\nSecond of Ada.' })
    const { parts, complete } = await read(ada, `${it.url}/authors`)
    expect(complete).toBe(true)
    expect(parts.map(({ text, by }: { text: string; by: string }) => [text, by])).toEqual([
      ['First of Ada.', 'Ada Umeh'],
      ['Of Ines.', 'Ines Carvalhal'],
      ['Second of Ada.', 'Ada Umeh'],
    ])
  })

  it('reaches those who follow once a sitting, and not who wrote it', async () => {
    const it = await write(ada, 'Followed', 'One.')
    for (const one of [ines, ada]) await one.post(`${it.url}/follow`, { level: 'follow' })
    const news = async (who: Person) => {
      await told()
      const { notifications } = (await who.json('/notifications')).json()
      return notifications
        .filter(({ url }: { url: string }) => url.startsWith(`${here}/${it.id}`))
        .map(({ reason }: { reason: string }) => reason)
    }
    await world.owner`update page_revision set at = at - interval '2 hours' where item_id = ${it.id}`
    await edit(ada, it, { text: 'One. Two.' })
    await edit(ada, it, { text: 'One. Two. Three.' })
    expect(await news(ines)).toEqual(['changed'])
    expect(await news(ada)).toEqual([])
  })
})

describe('languages', () => {
  it('are linked, asked for, and marked when the original goes on', async () => {
    const it = await write(ada, 'Words of the river', 'A weir holds water.')
    expect((await ines.post(`${it.url}/translations`, { lang: 'fr' })).statusCode).toBe(200)
    await ines.post(`${it.url}/translations`, { lang: 'fr' })
    expect((await read(ada, it.url)).wishes).toEqual([{ lang: 'fr', count: 1, mine: false }])
    expect((await read(ada, `${here}/tending`)).wishes).toMatchObject([{ id: it.id, about: 'fr' }])
    const french = await write(ines, 'Mots de la rivière', 'Un seuil retient l’eau.', { lang: 'fr', of: it.id })
    expect(await read(ada, it.url)).toMatchObject({
      wishes: [],
      versions: [
        { id: it.id, original: true },
        { id: french.id, lang: 'fr', outdated: false },
      ],
    })
    expect((await ada.post(here, { title: 'Encore', lang: 'fr', of: it.id })).statusCode).toBe(422)
    await world.owner`update page_revision set at = at - interval '2 hours' where item_id = ${it.id}`
    await edit(ada, it, { text: 'A weir holds water back.' })
    expect((await read(ada, french.url)).versions[1]).toMatchObject({ outdated: true })
    expect((await ines.get(french.url)).body).toContain('a changé depuis cette traduction')
    expect((await read(ines, `${here}/tending`)).outdated).toMatchObject([{ id: french.id }])
    expect((await ines.get(`${french.url}/catching-up`)).body).toContain('back')
    await ines.post(`${french.url}/catching-up`)
    expect((await read(ada, french.url)).versions[1]).toMatchObject({ outdated: false })
    expect((await ines.get(`${it.url}/catching-up`)).statusCode).toBe(404)
  })
})

describe('a practice', () => {
  it('has a state, somebody who looks after it, and a day on which they are reminded, once', async () => {
    const it = await write(ada, 'Measure after rain', '', { template: 'practice' })
    const tend = (fields: object) =>
      ada.post(`${it.url}/tending`, { state: 'agreed', steward: ines.handle, reviewOn: '', ...fields })
    expect((await tend({ reviewOn: '2020-01-01' })).json().errors).toHaveProperty('reviewOn')
    expect((await tend({ steward: noor.handle })).json().errors).toHaveProperty('steward')
    expect((await tend({ steward: rosa.handle })).statusCode).toBe(422)
    expect((await tend({ reviewOn: '2099-01-01' })).statusCode).toBe(200)
    expect(await read(rosa, it.url)).toMatchObject({
      state: 'agreed',
      steward: { name: 'Ines Carvalhal' },
      reviewOn: '2099-01-01',
    })
    await world.owner`update page set review_on = current_date - 1 where item_id = ${it.id}`
    const due = async () => (await world.owner<[{ n: number }]>`select remind_reviews() n`)[0].n
    expect([await due(), await due()]).toEqual([1, 0])
    const { notifications } = (await ines.json('/notifications')).json()
    expect(notifications).toContainEqual(expect.objectContaining({ reason: 'review-due', url: it.url }))
    expect((await read(rosa, `${here}/tending`)).reviews).toMatchObject([{ id: it.id }])
    expect((await ines.get('/')).body).toContain('Measure after rain')
    await ines.post(`${it.url}/review`, { months: 6 })
    expect((await read(ada, it.url)).reviewOn > new Date().toISOString().slice(0, 10)).toBe(true)
    expect((await rosa.post(`${it.url}/review`, {})).statusCode).toBe(403)
  })

  it('begins with the headings of its template, in the language of the community', async () => {
    const form = await ada.get(`${here}/new?template=practice`)
    expect(form.body).toContain('## In one sentence')
    expect((await ada.get(`${here}/new?template=none`)).statusCode).toBe(400)
  })
})

describe('lists', () => {
  it('name what nobody has written, and pages to which nothing leads', async () => {
    await write(ada, 'Lonely page')
    await write(ada, 'Asking page', '[[Otters]] and [[Otters]]')
    const { wanted, orphans } = await read(ada, `${here}/tending`)
    expect(wanted).toContainEqual({ title: 'Otters', count: 1 })
    expect(orphans.map(({ title }: { title: string }) => title)).toContain('Lonely page')
  })

  it('page through all, each once, in every order', async () => {
    for (let n = 0; n < 50; n++)
      await write(
        ada,
        `Word ${n % 7} ${n}`,
        `## Plain meaning\n\nWhat ${n} means.[^1]\n\n## Example\n\nSo.\n\n[^1]: Or not.`,
        { template: 'glossary', tags: 'listed' },
      )
    for (const path of ['/changes', '/glossary', '?tag=listed']) {
      const seen: number[] = []
      for (let next: string | null = `${here}${path}`; next; ) {
        const list: { pages: { id: number }[]; next: string | null } = await read(ada, next)
        seen.push(...list.pages.map(({ id }) => id))
        next = list.next
      }
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.length).toBeGreaterThanOrEqual(50)
    }
    const { pages } = await read(rosa, `${here}/glossary`)
    expect(pages[0]).toMatchObject({ excerpt: expect.stringMatching(/^What \d+ means\.$/) })
    expect((await ada.get(`${here}/changes?after=nonsense`)).statusCode).toBe(400)
  })

  it('ask the database as often for many as for few', async () => {
    for (const path of ['', '/changes', '/glossary', '/tending']) {
      const cost = (await world.statementsOf(() => ada.get(`${here}${path}`))).length
      expect([path, cost]).toEqual([path, expect.any(Number)])
      expect(cost).toBeLessThan(14)
    }
  })
})

it('is found by what it says', async () => {
  const it = await write(ada, 'Eelgrass', 'Meadows under water, seldom named zostera.')
  const found = (await ines.json('/search?q=zostera')).json()
  expect(JSON.stringify(found)).toContain(it.url)
  expect(JSON.stringify((await noor.json('/search?q=zostera')).json())).not.toContain('Eelgrass')
  await edit(ada, it, { text: 'Meadows.' })
  expect(JSON.stringify((await ines.json('/search?q=zostera')).json())).not.toContain(it.url)
})

it('loses the name of who is forgotten and keeps what others wrote in, too; what was theirs alone goes', async () => {
  const gone = await world.person('Gus Gone')
  await world.join(river, gone)
  const shared = await write(gone, 'Shared page', 'By Gus.')
  await edit(ines, shared, { text: 'By Gus and Ines.' })
  const alone = await write(gone, 'Alone page', 'By Gus.')
  await world.owner`select forget_person(${gone.id})`
  expect((await read(ada, shared.url)).text).toBe('By Gus and Ines.')
  expect((await ada.get(`${shared.url}/revisions`)).body).not.toContain('Gus')
  expect((await ada.get(alone.url)).statusCode).toBe(404)
})
