import { describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti', { lang: 'fr' })
const noor = await world.person('Noor Bakri')
const rivers = await world.community(ada, 'River Keepers')
const seeds = await world.community(noor, 'Seed Savers')
await world.join(rivers, luc)

const eels = await world.discussion(rivers, luc, 'Eels above the weir', {
  text: 'Three **eels** were swimming past the [gravel bar](https://example.org/map) this morning, upstream/downstream.',
  lang: 'en',
  tags: 'wildlife, autumn',
})
await ada.post(`${eels.path}/messages`, { text: 'A heron took one. The gravel was bare.', lang: 'en' })
await luc.post(`${eels.path}/messages`, { text: 'Smoked or fried?', lang: 'en' })
const berges = await world.discussion(rivers, luc, 'Mots de la rivière', {
  text: 'Les berges érodées, et l’anguille qui remonte à la nage. Les crues ont été fortes.',
  lang: 'fr',
})
const soil = await world.discussion(rivers, ada, 'What the bank is made of', {
  text: 'Clay soil over sewage pipes.',
  lang: 'en',
})
const beans = await world.discussion(seeds, noor, 'Beans like this soil', {
  text: 'A secret gravel garden.',
  lang: 'en',
})

interface Answer {
  results: { id: number; count: number; title: Piece[]; hits: { number: number; url: string; excerpt: Piece[] }[] }[]
  next: string | null
  people: { handle: string; told: Piece[] }[]
  spaces: { url: string; name: string }[]
  didYouMean: { words: string; url: string } | null
  forgiven: boolean
  asked: Record<string, string | null>
}
type Piece = { text: string; marked: boolean }

async function search(who: Person, q: string, more: Record<string, string> = {}, path = '/search'): Promise<Answer> {
  const answer = await who.json(`${path}?${new URLSearchParams({ q, ...more })}`)
  expect(answer.statusCode, q).toBe(200)
  expect(world.mistakes).toEqual([])
  return answer.json()
}

/** The ids of what is found. */
async function ids(who: Person, q: string, more: Record<string, string> = {}, path?: string): Promise<number[]> {
  const { results, forgiven } = await search(who, q, more, path)
  return forgiven ? [] : results.map(({ id }) => id)
}

const marked = (pieces: Piece[]) => pieces.filter((piece) => piece.marked).map(({ text }) => text)

describe('words', () => {
  it('are found in any form, in English and in French, with or without accents', async () => {
    for (const q of ['eel', 'EELS', 'swim', 'swims', 'downstream', 'weir -nothing'])
      expect(await ids(ada, q), q).toEqual([eels.id])
    for (const q of ['berge', 'berges', 'érodée', 'erodee', 'anguilles', 'rivieres', 'crue', "l'anguille", 'à la nage'])
      expect(await ids(ada, q), q).toEqual([berges.id])
    expect(await ids(luc, 'soil')).toEqual([soil.id])
  })

  it('of another language are found as they are', async () => {
    const other = await world.discussion(rivers, ada, 'Der Fluss', { text: 'Über den Fischotter.', lang: 'de' })
    expect(await ids(ada, 'fischotter')).toEqual([other.id])
    expect(await ids(ada, 'uber')).toEqual([other.id])
    await ada.post(`${other.path}/removal`)
  })

  it('all have to be there; the title, the tags and the opening are one text', async () => {
    expect(await ids(ada, 'weir swimming wildlife')).toEqual([eels.id])
    expect(await ids(ada, 'weir sewage')).toEqual([])
  })

  it('in quotation marks stand one after the other; after a minus they must not be there', async () => {
    expect(await ids(ada, '"gravel bar"')).toEqual([eels.id])
    expect(await ids(ada, '« gravel bar »')).toEqual([eels.id])
    expect(await ids(ada, '"bar gravel"')).toEqual([])
    expect((await search(ada, 'gravel -swimming')).results[0]!.hits.map(({ number }) => number)).toEqual([2])
    expect(await ids(ada, 'gravel -"gravel bar" -heron')).toEqual([])
    expect(await ids(ada, '-gravel')).toEqual([soil.id, berges.id, eels.id])
  })

  it('of a link’s address and of Markdown’s signs are not searched', async () => {
    expect(await ids(ada, 'example')).toEqual([])
  })
})

describe('typos', () => {
  it('are forgiven where nothing else fits, by words of one’s own spaces', async () => {
    for (const [typed, meant] of [
      ['sewgae', 'sewage'],
      ['anguile', 'anguille'],
      ['berjes', 'berges'],
      ['clya soil', 'clay soil'],
    ] as const) {
      const answer = await search(ada, typed)
      expect(answer).toMatchObject({ forgiven: true, didYouMean: { words: meant } })
      expect(answer.results.length).toBe(1)
    }
    const page = (await ada.get('/search?q=sewgae')).body
    expect(page).toContain(
      'We found nothing for “sewgae”. These are the results for “<a class="written" href="/search?q=sewage">sewage</a>”.',
    )
  })

  it('never by a word of a place one may not read', async () => {
    expect((await search(noor, 'gradne')).didYouMean).toBeNull()
    expect(await search(noor, 'gardne')).toMatchObject({ forgiven: true, didYouMean: { words: 'garden' } })
    expect(await search(ada, 'gardne')).toMatchObject({ forgiven: false, didYouMean: null, results: [] })
  })

  it('are not seen in words that are known, and in shorter ones only one slip', async () => {
    expect((await search(ada, 'gravel sewage')).didYouMean).toBeNull()
    expect((await search(ada, 'xoxl')).didYouMean).toBeNull()
  })
})

describe('what narrows', () => {
  it('can be typed, in English and French, or chosen', async () => {
    const both: [string, Record<string, string>, number[]][] = [
      ['in:river-keepers', { in: 'river-keepers' }, [soil.id, berges.id, eels.id]],
      ['dans:"River Keepers"', { in: 'River Keepers' }, [soil.id, berges.id, eels.id]],
      [`from:${ada.handle} soil`, { from: `@${ada.handle}` }, [soil.id]],
      ['de:"ada umeh" soil', { from: 'ada' }, [soil.id]],
      ['tag:wildlife', { tag: '#Wildlife' }, [eels.id]],
      ['étiquette:autumn', { tag: 'autumn' }, [eels.id]],
      ['kind:discussion', { kind: 'discussion' }, [soil.id, berges.id, eels.id]],
      ['type:réponse', { kind: 'message' }, [eels.id]],
      ['since:2020', { since: '2020-01-01' }, [soil.id, berges.id, eels.id]],
      ['avant:2020', { before: '2020-01-01' }, []],
      ['le:05/2020', { since: '2020-05-01', before: '2020-06-01' }, []],
      ['has:file', { has: 'file' }, []],
    ]
    for (const [typed, fields, expected] of both) {
      expect(await ids(ada, typed), typed).toEqual(expected)
      const words = typed.endsWith(' soil') ? 'soil' : ''
      expect(await ids(ada, words, fields), JSON.stringify(fields)).toEqual(expected)
    }
  })

  it('stands in the controls once it was typed, and what is typed holds before a control', async () => {
    expect((await search(ada, 'in:river-keepers soil since:2020-02')).asked).toMatchObject({
      words: 'soil',
      in: 'river-keepers',
      since: '2020-02-01',
    })
    expect((await search(ada, 'tag:autumn', { tag: 'water' })).asked.tag).toBe('autumn')
    const page = (await ada.get('/search?q=tag%3Aautumn+eel')).body
    expect(page).toContain('name="q" value="eel"')
    expect(page).toContain('value="autumn" id="tag"')
  })

  it('that names what one may not see gives what names nothing gives', async () => {
    for (const [real, none] of [
      [`in:${seeds.slug}`, 'in:nowhere'],
      [`from:${noor.handle}`, 'from:nobody'],
    ]) {
      const [there, nowhere] = await Promise.all([search(ada, real!), search(ada, none!)])
      expect({ ...there, asked: 0 }).toEqual({ ...nowhere, asked: 0 })
      expect(there.results).toEqual([])
    }
    expect(await ids(noor, `in:${seeds.slug} gravel`)).toEqual([beans.id])
  })

  it('days begin where the asker lives', async () => {
    await world.owner`update message set created_at = '2024-06-30T22:30:00Z' where item_id = ${soil.id}`
    await world.owner`update item set created_at = '2024-06-30T22:30:00Z' where id = ${soil.id}`
    await world.owner`update item set title = title || '.' where id = ${soil.id}`
    expect(await ids(ada, 'soil on:2024-07-01')).toEqual([soil.id])
    expect(await ids(ada, 'soil on:2024-06-30')).toEqual([])
    await world.owner`update profile set time_zone = 'UTC' where person_id = ${ada.id}`
    expect(await ids(ada, 'soil on:2024-06-30')).toEqual([soil.id])
    expect(await ids(ada, 'soil before:2024-06-30')).toEqual([])
  })

  it('pictures and files', async () => {
    const note = { name: 'note.txt', type: 'text/plain', bytes: Buffer.from('a note') }
    const sent = await luc.upload(`${rivers.path}/attachments`, {}, [note], { accept: 'application/json' })
    await luc.post(`${berges.path}/messages`, { text: 'Voici la carte.', attachments: [sent.json().id] })
    const { results } = await search(ada, 'avec:fichier')
    expect(results).toMatchObject([{ id: berges.id, hits: [{ number: 2 }] }])
  })
})

describe('results', () => {
  it('say where it fits, whose it is, when, and lead straight there', async () => {
    const { results } = await search(ada, 'heron')
    expect(results).toMatchObject([
      {
        kind: 'discussion',
        url: eels.path,
        space: { slug: 'river-keepers', name: 'River Keepers' },
        hits: [{ number: 2, url: `${eels.path}/messages/2`, author: { name: 'Ada Umeh' } }],
      },
    ])
    expect(marked(results[0]!.hits[0]!.excerpt)).toEqual(['heron'])
    expect(marked((await search(ada, 'weirs')).results[0]!.title)).toEqual(['weir'])
    expect((await ada.get('/search?q=heron')).body).toContain('<p class="excerpt"><span lang="en">'.slice(0, 19))
    expect((await ada.get('/search?q=heron')).body).toContain('A <mark>heron</mark> took one.')
  })

  it('of one discussion stand together, three at most, with a way to the others', async () => {
    const loud = await world.discussion(rivers, ada, 'Pebble after pebble', { text: 'A pebble.' })
    for (let i = 0; i < 6; i++) await luc.post(`${loud.path}/messages`, { text: `Pebble number ${i}.` })
    const { results } = await search(ada, 'pebble')
    expect(results).toMatchObject([{ id: loud.id, count: 7, hits: [{}, {}, {}] }])
    const page = (await ada.get('/search?q=pebble')).body
    expect(page).toContain('4 more places here')
    const inside = (await search(ada, 'pebble', { item: String(loud.id), sort: 'newest' })).results
    expect(inside).toMatchObject([{ id: loud.id, count: 7 }])
    await ada.post(`${loud.path}/removal`)
  })

  it('the best first: a title before a text, and newest first if one likes', async () => {
    const said = await world.discussion(rivers, ada, 'Something else', { text: 'A word on otters, among many others.' })
    const named = await world.discussion(rivers, ada, 'Otters', { text: 'Seen.' })
    const later = await world.discussion(rivers, ada, 'Again', { text: 'Yet another word on otters there.' })
    expect((await ids(ada, 'otter'))[0]).toBe(named.id)
    expect(await ids(ada, 'otter', { sort: 'newest' })).toEqual([later.id, named.id, said.id])
    for (const one of [said, named, later]) await ada.post(`${one.path}/removal`)
  })

  it('go on from page to page, in both orders, nothing twice and nothing missed', async () => {
    const many: number[] = []
    for (let i = 0; i < 45; i++)
      many.push((await world.discussion(rivers, ada, `Willow ${i}`, { text: 'Cut in winter.' })).id)
    for (const sort of ['best', 'newest']) {
      const seen: number[] = []
      let next: string | null = `/search?q=willow&sort=${sort}`
      let pages = 0
      while (next) {
        const answer: Answer = (await ada.json(next)).json()
        seen.push(...answer.results.map(({ id }) => id))
        next = answer.next
        pages++
      }
      expect(pages).toBe(3)
      expect([...seen].sort((a, b) => a - b)).toEqual(many)
      if (sort === 'newest') expect(seen).toEqual([...many].reverse())
    }
    expect((await ada.get('/search?q=willow')).body).toMatch(/rel="next" href="\/search\?q=willow&amp;after=/)
    for (const id of many) await ada.post(`${rivers.path}/discussions/${id}/removal`)
  })

  it('cost as many queries whether they are few or many', async () => {
    const few = await world.statementsOf(() => ada.json('/search?q=gravel+-heron'))
    const many = await world.statementsOf(() => ada.json('/search?q=in%3Ariver-keepers'))
    // Where there is almost nothing, words that are nearly the same are looked for, too.
    expect(few.length).toBeLessThanOrEqual(many.length + 5)
    for (let i = 0; i < 5; i++) await world.discussion(rivers, ada, `Alder ${i}`)
    const five = await world.statementsOf(() => ada.json('/search?q=alder'))
    for (let i = 5; i < 15; i++) await world.discussion(rivers, ada, `Alder ${i}`)
    const fifteen = await world.statementsOf(() => ada.json('/search?q=alder'))
    expect(fifteen.length).toBe(five.length)
    expect(fifteen.length).toBeLessThanOrEqual(6)
  })
})

describe('people and places', () => {
  it('people are found by name, and by what they show of themselves, by whom they share a space with', async () => {
    await luc.post('/me/profile', { does: 'Quarante vaches au pré', askAbout: 'hedges', hidden: ['askAbout'] })
    expect((await search(ada, 'luc march')).people.map(({ handle }) => handle)).toEqual([luc.handle])
    const cows = (await search(ada, 'vache')).people
    expect(cows.map(({ handle }) => handle)).toEqual([luc.handle])
    expect(marked(cows[0]!.told)).toEqual(['vaches'])
    expect((await search(noor, 'vache')).people).toEqual([])
    expect((await search(noor, 'luc')).people).toEqual([])
    expect((await search(ada, 'luc kind:person')).results).toEqual([])
    expect((await search(ada, 'luc', { in: seeds.slug })).people).toEqual([])
  })

  it('what someone hides is found by nobody', async () => {
    const [{ shown }] = await world.owner<[{ shown: boolean }]>`
      select shown from profile_field where person_id = ${luc.id} and name = 'askAbout'`
    expect(shown).toBe(false)
    expect((await search(ada, 'hedges')).people).toEqual([])
    expect((await search(luc, 'hedges')).people).toEqual([])
  })

  it('communities and circles by name and purpose, as far as one may know of them', async () => {
    const weirs = (
      await ada.post(`${rivers.path}/circles`, { name: 'Sluices', purpose: 'Open them.', visibility: 'hidden' })
    ).json()
    const listed = (await ada.post(`${rivers.path}/circles`, { name: 'Sluice talk', visibility: 'listed' })).json()
    expect((await search(ada, 'sluice')).spaces.map(({ url }) => url).sort()).toEqual([listed.url, weirs.url].sort())
    expect((await search(luc, 'sluice')).spaces.map(({ url }) => url)).toEqual([`${listed.url}/door`])
    expect((await search(noor, 'sluice')).spaces).toEqual([])
    expect((await search(luc, 'sluice', {}, `${rivers.path}/search`)).spaces.length).toBe(1)
    expect((await search(luc, 'river keepers')).spaces.map(({ name }) => name)).toEqual(['River Keepers'])
    expect((await search(noor, 'river keepers')).spaces).toEqual([])
  })

  it('suggestions tell what one may read, and nothing else', async () => {
    const offered = async (who: Person, q: string, path = '/search') =>
      (await who.json(`${path}/suggestions?q=${encodeURIComponent(q)}`)).json().suggestions as {
        kind: string
        text: string
      }[]
    expect(await offered(ada, 'eels ab')).toMatchObject([
      { kind: 'discussion', text: 'Eels above the weir', url: eels.path },
    ])
    expect(await offered(ada, '#wild')).toMatchObject([
      { kind: 'discussion', text: 'Eels above the weir' },
      { kind: 'tag', text: '#wildlife', url: '/search?tag=wildlife' },
    ])
    expect(await offered(ada, 'marchetti')).toMatchObject([{ kind: 'person', text: 'Luc Marchetti' }])
    expect((await offered(ada, 'riv')).map(({ kind }) => kind)).toEqual(['discussion', 'space'])
    for (const q of ['eels', 'wild', 'marchetti', 'keepers', 'sluice']) expect(await offered(noor, q), q).toEqual([])
    expect((await offered(luc, 'sluice')).map(({ text }) => text)).toEqual(['Sluice talk'])
    expect(await offered(ada, 'e')).toEqual([])
    expect((await noor.json(`${rivers.path}/search/suggestions?q=eels`)).statusCode).toBe(404)
  })
})

describe('what people write', () => {
  it('is never markup in a title or an excerpt', async () => {
    await world.discussion(rivers, ada, '<img src=x onerror=alert(1)> crayfish', {
      text: '<script>alert(1)</script> crayfish \u0002not marked\u0003 <mark>crayfish</mark>',
    })
    const page = (await ada.get('/search?q=crayfish')).body
    expect(page).not.toContain('<img src=x')
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('<mark>not marked')
    expect(page).toContain('<mark>crayfish</mark>')
  })

  it('and what they ask is answered, whatever it is', async () => {
    const hostile = [
      '"',
      '"unfinished phrase',
      'in:',
      'in: from: tag: kind: before:',
      'before:yesterday after:31/02/2024 on:9999 since:0000',
      'kind:nonsense',
      '-',
      '-'.repeat(10_000),
      '- - -- "-" -"" ""',
      'a'.repeat(9000),
      '\u0000eel\u0000',
      "'; drop table message; --",
      "eel' | !weir & (((",
      '\\ \\\\ : :: a:b:c <-> | & ! *',
      'ＥＥＬ 🐟 鰻 ﷽',
      'in:\'"<script>',
      'from:%_\\',
      '\ud800',
    ]
    for (const q of hostile) {
      for (const path of ['/search', '/search/suggestions', `${rivers.path}/search`]) {
        const address = `${path}?q=${encodeURIComponent(q.replace(/[\ud800-\udbff](?![\udc00-\udfff])/g, '\ufffd'))}`
        expect((await ada.get(address)).statusCode, address.slice(0, 80)).toBeLessThan(400)
      }
    }
    for (const more of [
      'after=x',
      'after=e30',
      'item=-1',
      'item=9'.padEnd(30, '9'),
      'since=x&before=%00',
      'sort=up',
      'kind=%00',
      `after=${Buffer.from('{"at":"2024-02-31T99:00:00Z","subject":1}').toString('base64url')}`,
    ])
      expect((await ada.get(`/search?q=eel&${more}`)).statusCode, more).toBe(200)
    expect(world.mistakes).toEqual([])
  })
})
