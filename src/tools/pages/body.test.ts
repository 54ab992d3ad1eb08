import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'
import { explained, type GlossaryRow, glossaryOf } from './glossary.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, luc)
const seeds = await world.community(noor, 'Seed Savers')
await world.owner`update space set tools = tools || '{pages,links,gaps}' where id = any(${[river.id, seeds.id]})`
const here = `${river.path}/pages`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function write(
  by: Person,
  title: string,
  text: string,
  more: object = {},
  place = here,
): Promise<{ id: number; url: string }> {
  const made = await by.post(place, { title, text, ...more })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  return made.json()
}
/** The text of a page as a browser gets it. */
const shown = async (by: Person, url: string) =>
  /<article[^>]*>([\s\S]*?)<\/article>/.exec((await by.get(url)).body)![1]!
const words = (html: string) =>
  [...html.matchAll(/<a class="term" href="([^"]+)"[^>]*>([^<]*)<\/a>/g)].map(([, url, said]) => [said, url])

describe('words of the glossary', async () => {
  const weir = await write(
    ada,
    'Weir',
    '## Plain meaning\n\nA low wall that holds the *water* up.[^1]\n\n[^1]: Or lets it fall.',
    { template: 'glossary' },
  )
  const pass = await write(ada, 'Eel pass', 'A ramp that stays wet.', { template: 'glossary' })

  it('lead to what they mean where they stand first, and say it to who hears', async () => {
    const page = await write(
      ada,
      'Walk',
      '## The weir\n\nAt the [weir](https://example.org), `weir`. Two WEIRS & a weir; eel-passes, an eel pass. Weird.',
    )
    const html = await shown(luc, page.url)
    expect(words(html)).toEqual([
      ['WEIRS', weir.url],
      ['eel pass', pass.url],
    ])
    const body = (await luc.get(page.url)).body
    expect(body).toContain(`aria-describedby="term-${weir.id}"`)
    expect(body).toContain(`<p class="written" id="term-${weir.id}">A low wall that holds the water up.</p>`)
    expect(body.match(/A low wall that holds/g)).toHaveLength(1)
    // What is stored and what programs get is the text alone.
    expect((await luc.json(page.url)).json().html).not.toContain('class="term"')
  })

  it('are explained in texts of their language alone, and not on their own page', async () => {
    expect(words(await shown(luc, (await write(ada, 'Balade', 'Le weir anglais.', { lang: 'fr' })).url))).toEqual([])
    expect(words(await shown(luc, weir.url))).toEqual([])
  })

  it('are known by the names they had, at once with what they mean now, and no more when they are retired or gone', async () => {
    const page = await write(ada, 'Leats', 'A leat runs level.')
    const before = await luc.get(page.url)
    expect(words(await shown(luc, page.url))).toEqual([])
    const leat = await write(ada, 'Leat', 'A channel to a mill.', { template: 'glossary' })
    expect(words(await shown(luc, page.url))).toEqual([['leat', leat.url]])
    expect((await luc.get(page.url, { 'if-none-match': String(before.headers.etag) })).statusCode).toBe(200)
    await ada.post(`${leat.url}/edit`, { title: 'Mill race', text: 'A channel, nearly level.', version: 1 })
    expect(words(await shown(luc, page.url))).toEqual([['leat', `${here}/${leat.id}-mill-race`]])
    expect((await luc.get(page.url)).body).toContain('A channel, nearly level.')
    await ada.post(`${leat.url}/tending`, { state: 'retired' })
    expect(words(await shown(luc, page.url))).toEqual([])
    await ada.post(`${leat.url}/tending`, { state: 'in-use' })
    expect(words(await shown(luc, page.url))).toHaveLength(1)
    await ada.post(`${leat.url}/removal`)
    expect(words(await shown(luc, page.url))).toEqual([])
  })

  it('of another community are not known here', async () => {
    await write(noor, 'Tilth', 'A secret of Seed Savers.', { template: 'glossary' }, `${seeds.path}/pages`)
    const page = await write(ada, 'Fields', 'Good tilth.')
    expect((await luc.get(page.url)).body).not.toContain('secret of Seed')
    expect(words(await shown(luc, page.url))).toEqual([])
  })

  it('are found in one pass: a thousand of them in a megabyte', () => {
    const terms = Array.from({ length: 1000 }, (_, n) => ({
      id: n + 1,
      title: `Term ${n}`,
      lang: 'en',
      meaning: 'x',
      names: [`quite rare term${n} here`, `word${n}`],
    }))
    const row: GlossaryRow = { version: 'a thousand', terms }
    const text = `<p>${'some plain words &amp; quite rare things, again and again '.repeat(18_000)}</p><p>word7 word999s</p>`
    expect(text.length).toBeGreaterThan(1_000_000)
    const glossary = glossaryOf(world.site, 'measured', row)
    const began = performance.now()
    const found = explained(text, 'en-GB', 0, 'measured', glossary)
    const took = performance.now() - began
    expect(found.terms.map(({ id }) => id)).toEqual([8, 1000])
    expect(took).toBeLessThan(1500)
  })

  it('are not taken for none where they were forgotten meanwhile', () => {
    const gone: GlossaryRow = { version: 'again', terms: null }
    const row: GlossaryRow = {
      version: 'again',
      terms: [{ id: 1, title: 'eel', lang: 'en', meaning: 'x', names: ['eel'] }],
    }
    const words = (of: GlossaryRow) =>
      explained('<p>eel</p>', 'en', 0, 'again', glossaryOf(world.site, 'again', of)).terms
    expect(words(gone)).toEqual([])
    expect(words(row)).toHaveLength(1)
    expect(words(gone)).toHaveLength(1)
  })

  it('change nothing of the text but their own place', () => {
    const row: GlossaryRow = {
      version: 'signs',
      terms: [{ id: 1, title: 'amp', lang: 'en', meaning: 'x', names: ['amp', 'lt', '39'] }],
    }
    const text = '<p title="amp">&amp; &lt;b&gt; &#39; <code>amp</code><pre>amp</pre></p><h3>amp</h3><img alt="amp">'
    expect(explained(text, 'en', 0, 'signs', glossaryOf(world.site, 'signs', row))).toEqual({ html: text, terms: [] })
  })
})

describe('a link alone in its paragraph', () => {
  it('becomes a card of what it leads to, for whoever may see that, as that is now', async () => {
    const talk = await world.discussion(river, luc, 'Brown water')
    const link = (
      await ada.post(`${river.path}/links`, { address: 'https://example.org/jars', title: 'Jar test' })
    ).json()
    const page = await write(
      ada,
      'Cards',
      `[see](${talk.path})\n\nhttp://localhost${link.url}\n\nSee [it](${talk.path}) there.\n\n[gone](${river.path}/discussions/99999)`,
    )
    let html = await shown(ada, page.url)
    expect(html.match(/class="embed"/g)).toHaveLength(2)
    expect(html).toContain('>Brown water</a>')
    expect(html).toContain('Luc Marchetti')
    expect(html).toContain('example.org')
    expect(html).toContain(`See <a href="${talk.path}">it</a> there.`)
    expect(html).toContain(`<p><a href="${river.path}/discussions/99999">gone</a></p>`)
    await ada.post(`${talk.path}/edit`, { title: 'Brown <b>water</b>', version: 1 })
    html = await shown(ada, page.url)
    expect(html).toContain('Brown &lt;b&gt;water&lt;/b&gt;</a>')
    await ada.post(`${link.url}/removal`)
    expect((await shown(ada, page.url)).match(/class="embed"/g)).toHaveLength(1)
    expect((await ada.json(page.url)).json().html).not.toContain('embed')
  })

  it('shows files, and says nothing of what is elsewhere or on another site', async () => {
    const [file] = await world.owner<{ id: number }[]>`
      insert into attachment (space_id, person_id, blob, name, type, bytes) values (${river.id}, ${ada.id}, 'x', 'plan.pdf', 'application/pdf', 120000) returning id`
    const secret = await world.discussion(seeds, noor, 'Secret beans')
    const own = await world.discussion(river, ada, 'Ours')
    const elsewhere = `https://elsewhere.example${own.path}`
    const page = await write(
      ada,
      'Files',
      `[plan](${river.path}/attachments/${file!.id}/plan.pdf)\n\n[s](${secret.path})\n\n[t](${river.path}/discussions/${secret.id})\n\n[u](${elsewhere})`,
    )
    const html = await shown(luc, page.url)
    expect(html.match(/class="embed"/g)).toHaveLength(1)
    expect(html).toContain('plan.pdf</a>')
    expect(html).toContain('120')
    expect(html).not.toContain('Secret')
    expect(html).toContain(`href="${elsewhere}"`)
  })

  it('is one of many: the page asks no more for it', async () => {
    const talks = []
    for (let n = 0; n < 12; n++) talks.push(await world.discussion(river, luc, `Talk ${n}`))
    const few = await write(ada, 'Few', `[a](${talks[0]!.path})`)
    const many = await write(ada, 'Many', talks.map(({ path }) => `[a](${path})`).join('\n\n'))
    const count = async (url: string) => (await world.statementsOf(() => ada.get(url))).length
    expect(await count(many.url)).toBe(await count(few.url))
  })
})
