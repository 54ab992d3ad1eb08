import { SaxesParser } from 'saxes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Community, type Discussion, type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
let ada: Person
let luc: Person
let rivers: Community
let it1: Discussion

beforeEach(async () => {
  ada = await world.person('Ada Umeh')
  luc = await world.person('Luc Marchetti')
  rivers = await world.community(ada)
  await world.join(rivers, luc)
  it1 = await world.discussion(rivers, ada, 'Brown water', { tags: 'water, clay' })
})

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

interface Element {
  name: string
  attributes: Record<string, string>
  text: string
  children: Element[]
}

/** Reads XML as a feed reader does: what is not well-formed throws. */
function parsed(markup: string): Element {
  const parser = new SaxesParser({ xmlns: false })
  const root: Element = { name: '', attributes: {}, text: '', children: [] }
  const open = [root]
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: { ...attributes } as Record<string, string>, text: '', children: [] }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    open.at(-1)!.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.write(markup).close()
  return root.children[0]!
}

const all = (element: Element, name: string) => element.children.filter((child) => child.name === name)
const one = (element: Element, name: string) => all(element, name)[0]!
const link = (element: Element, rel: string) =>
  all(element, 'link').find(({ attributes }) => attributes.rel === rel)?.attributes.href
const titles = (feed: Element) => all(feed, 'entry').map((entry) => one(entry, 'title').text)

const made = async (person: Person, space?: string): Promise<{ id: number; address: string }> =>
  (await person.post('/me/feeds', space ? { space } : {})).json()
const pathOf = (address: string) => address.replace(/^http:\/\/localhost(:80)?/, '')
/** A feed reader: no cookie, no name. */
const fetched = (address: string, headers: Record<string, string> = {}) =>
  world.server.inject({
    method: 'GET',
    url: pathOf(address),
    headers: { host: 'localhost', accept: 'application/atom+xml, */*', ...headers },
  })
const feed = async (address: string) => parsed((await fetched(address)).body)
const say = (person: Person, text: string, where = it1) => person.post(`${where.path}/messages`, { text })

describe('a feed', () => {
  it('is Atom: with all that a reader needs, and lasting names', async () => {
    await say(luc, 'See [the map](/c/x), @ada-1 and <https://example.org/?a=1&b=2>. **Clay**, I think.')
    const { address } = await made(luc, rivers.slug)
    const answer = await fetched(address)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8'])
    expect(answer.headers).toMatchObject({
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    })
    expect(answer.headers['set-cookie']).toBeUndefined()
    const atom = parsed(answer.body)
    expect([atom.name, atom.attributes]).toEqual(['feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'en' }])
    expect(link(atom, 'self')).toBe(address)
    expect(link(atom, 'alternate')).toBe(`http://localhost${rivers.path}`)
    expect(titles(atom)).toEqual(['Re: Brown water', 'Brown water'])
    for (const element of [atom, ...all(atom, 'entry')]) {
      for (const name of ['id', 'title', 'updated']) expect(all(element, name)).toHaveLength(1)
      expect(one(element, 'id').text).toMatch(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
      expect(new Date(one(element, 'updated').text).toISOString()).toBe(one(element, 'updated').text)
    }
    const reply = all(atom, 'entry')[0]!
    expect(one(one(reply, 'author'), 'name').text).toBe('Luc Marchetti')
    expect(one(one(reply, 'author'), 'uri').text).toBe(`http://localhost/people/${luc.handle}`)
    expect(link(reply, 'alternate')).toBe(`http://localhost${it1.path}/messages/2`)
    expect(all(reply, 'category').map(({ attributes }) => attributes.term)).toEqual([rivers.slug, 'water', 'clay'])
    const content = one(reply, 'content')
    expect(content.attributes).toEqual({ type: 'html', 'xml:lang': 'en' })
    expect(content.text).toContain('<a href="http://localhost/c/x">the map</a>')
    expect(content.text).toContain('href="https://example.org/?a=1&amp;b=2"')
    expect(content.text).toContain('<strong>Clay</strong>')
    const ids = all(atom, 'entry').map((entry) => one(entry, 'id').text)
    expect(new Set(ids).size).toBe(2)
    // The same for everyone, and after the address was renewed.
    const others = await feed((await made(ada)).address)
    expect(all(others, 'entry').map((entry) => one(entry, 'id').text)).toEqual(ids)
  })

  it('is of a place alone, or of all of a person’s places; a circle has its own', async () => {
    const circle = (await ada.post(`${rivers.path}/circles`, { name: 'Weirs', purpose: 'x' })).json()
    const weirs = { id: circle.id, path: circle.url, slug: circle.url.slice(3), host: ada }
    const seeds = await world.community(luc, 'Seed Savers')
    await world.discussion(seeds, luc, 'Beans')
    await world.discussion(weirs, ada, 'The weir')
    expect(titles(await feed((await made(luc)).address))).toEqual(['Beans', 'Brown water'])
    expect(titles(await feed((await made(ada)).address))).toEqual(['The weir', 'Brown water'])
    expect(titles(await feed((await made(ada, rivers.slug)).address))).toEqual(['Brown water'])
    expect(titles(await feed((await made(ada, weirs.slug)).address))).toEqual(['The weir'])
    // What one cannot see has no feed, and no other answer than what never was.
    const answers = [
      await luc.post('/me/feeds', { space: weirs.slug }),
      await luc.post('/me/feeds', { space: 'never-was' }),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404])
    expect(answers[0]!.body).toBe(answers[1]!.body)
  })

  it('goes on by pages of fifty, each message once', async () => {
    await world.owner`insert into message (space_id, item_id, number, modseq, author_id, lang, source, html)
      select ${rivers.id}, ${it1.id}, n, 1, ${ada.id}, 'en', 'Line', '<p>Line</p>' from generate_series(2, 104) n`
    await world.owner`update message set created_at = '2026-01-01T10:00:00Z' where item_id = ${it1.id} and number between 40 and 80`
    let next: string | undefined = (await made(luc, rivers.slug)).address
    const seen: string[] = []
    const sizes: number[] = []
    while (next) {
      const atom: Element = await feed(next)
      seen.push(...all(atom, 'entry').map((entry) => one(entry, 'id').text))
      sizes.push(all(atom, 'entry').length)
      next = link(atom, 'next')
    }
    expect(sizes).toEqual([50, 50, 4])
    expect(new Set(seen).size).toBe(104)
    for (const bad of ['x', 'WzFd', Buffer.from('["2026-99-99T00:00:00.000000Z",1]').toString('base64url')])
      expect((await fetched(`${(await made(luc)).address}?before=${bad}`)).statusCode).toBe(400)
  })

  it('follows edits and leaves out what was removed', async () => {
    const said = (await say(luc, 'It is clay.')).json()
    const { address } = await made(ada, rivers.slug)
    const before = await feed(address)
    await luc.post(`${said.url}/edit`, { text: 'It is sewage.', version: 1 })
    const edited = await feed(address)
    expect(one(all(edited, 'entry')[0]!, 'content').text).toContain('sewage')
    expect(one(all(edited, 'entry')[0]!, 'updated').text > one(all(before, 'entry')[0]!, 'updated').text).toBe(true)
    expect(one(edited, 'updated').text).toBe(one(all(edited, 'entry')[0]!, 'updated').text)
    await luc.post(`${said.url}/removal`)
    expect((await fetched(address)).body).not.toContain('sewage')
    await ada.post(`${it1.path}/removal`)
    expect(titles(await feed(address))).toEqual([])
    await ada.post(`${it1.path}/restoration`)
    expect(titles(await feed(address))).toEqual(['Brown water'])
    await ada.post(`${rivers.path}/settings/tools`, { tools: [] })
    await world.owner`update space set tools = '{}' where id = ${rivers.id}`
    expect(titles(await feed(address))).toEqual([])
  })

  it('says when nothing has changed', async () => {
    const { address } = await made(luc, rivers.slug)
    const first = await fetched(address)
    const known = { 'if-none-match': String(first.headers.etag) }
    const again = await fetched(address, known)
    expect([again.statusCode, again.body, again.headers['cache-control']]).toEqual([304, '', 'private, no-cache'])
    expect((await fetched(address, { 'if-modified-since': String(first.headers['last-modified']) })).statusCode).toBe(
      304,
    )
    await say(ada, 'More.')
    const later = await fetched(address, { ...known, 'if-modified-since': String(first.headers['last-modified']) })
    expect([later.statusCode, later.headers.etag === first.headers.etag]).toEqual([200, false])
  })

  it('carries hostile words as words', async () => {
    const title = `]]></title><script>alert(1)</script>&amp; "x" 'y' \u0008\uffff\u{1f30a}`
    const text = `<script>alert(1)</script> ![own](/c/x/attachments/1/a.png) ![there](https://example.org/x.png)\n\n[![in](/c/x/attachments/2/b.png)](/people/x) [js](javascript:alert(1)) \u000b]]> &lt;b&gt;`
    const { path } = await world.discussion(rivers, luc, title, { text })
    const named = (await luc.json(path)).json().title
    const { address } = await made(luc, rivers.slug)
    const raw = (await fetched(address)).body
    expect(raw).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\uffff]/)
    const entry = all(parsed(raw), 'entry')[0]!
    expect(one(entry, 'title').text).toBe(named.replace(/[\u0008\uffff]/g, ''))
    expect(entry.children.map(({ name }) => name).sort()).toEqual(
      ['author', 'category', 'content', 'id', 'link', 'published', 'title', 'updated'].sort(),
    )
    const html = one(entry, 'content').text
    expect(html).not.toMatch(/<script|<img|href="javascript|src=/)
    expect(html).toContain('<a href="http://localhost/c/x/attachments/1/a.png">own</a>')
    expect(html).toMatch(/<a href="http:\/\/localhost\/people\/x"[^>]*>in<\/a>/)
  })

  it('leads to pictures and files, for who is signed in', async () => {
    const file = { name: 'notes & more.txt', type: 'text/plain', bytes: Buffer.from('Ten jars.') }
    const sent = (await luc.upload(`${rivers.path}/attachments`, {}, [file], { accept: 'application/json' })).json()
    await luc.post(`${it1.path}/messages`, { text: 'Here.', attachments: [sent.id] })
    const html = one(all(await feed((await made(ada)).address), 'entry')[0]!, 'content').text
    expect(html).toContain(
      `<a href="http://localhost${rivers.path}/attachments/${sent.id}/notes%20%26%20more.txt">notes &amp; more.txt</a>`,
    )
  })

  it('is in its person’s language, and can be had as data', async () => {
    const odile = await world.person('Odile Brun', { lang: 'fr' })
    await world.join(rivers, odile)
    await say(luc, 'Clay.')
    const { address } = await made(odile, rivers.slug)
    const atom = await feed(address)
    expect([atom.attributes['xml:lang'], titles(atom)[0]]).toEqual(['fr', 'Re\u00a0: Brown water'])
    const data = (await fetched(address, { accept: 'application/json' })).json()
    expect(data.entries.map(({ author }: { author: { name: string } }) => author.name)).toEqual([
      'Luc Marchetti',
      'Ada Umeh',
    ])
    expect(data.next).toBeNull()
  })

  it('costs the same, however much there is', async () => {
    const { address } = await made(luc)
    const few = (await world.statementsOf(() => fetched(address))).length
    for (let n = 0; n < 10; n++) await say(ada, `Line ${n}`)
    for (const name of ['One', 'Two']) await world.discussion(await world.community(luc, name), luc, name)
    expect((await world.statementsOf(() => fetched(address))).length).toBe(few)
    const mine = () => luc.get('/me/feeds')
    const before = (await world.statementsOf(mine)).length
    await luc.post('/me/feeds', { space: rivers.slug })
    expect((await world.statementsOf(mine)).length).toBe(before)
  })

  it('is not handed out faster than a reader could want it', async () => {
    const { address } = await made(luc)
    const answers = []
    for (let n = 0; n < 40; n++) answers.push((await fetched(address)).statusCode)
    expect(answers.slice(0, 20)).toEqual(Array(20).fill(200))
    expect(answers.at(-1)).toBe(429)
    expect((await fetched((await made(ada)).address)).statusCode).toBe(200)
  })
})

describe('the address of a feed', () => {
  const gone = async (address: string) => {
    const never = '/feeds/999999-AAAAAAAAAAAAAAAAAAAAAA.atom'
    const answer = await fetched(address)
    const plain = (body: string, path: string) => body.replaceAll(encodeURIComponent(path), '')
    expect(answer.statusCode).toBe(404)
    expect(plain(answer.body, pathOf(address))).toBe(plain((await fetched(never)).body, never))
    expect(answer.body).not.toContain('Brown water')
    expect(answer.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' })
  }

  it('is kept by nobody: its secret is in no table, and a wrong one opens nothing', async () => {
    const { address, id } = await made(luc, rivers.slug)
    const secret = /\/feeds\/\d+-([\w-]{22})\.atom$/.exec(address)![1]!
    const [row] = await world.owner<[{ all: string }]>`select feed::text as all from feed where id = ${id}`
    expect(row.all).not.toContain(secret)
    const last = address.at(-6) === 'A' ? 'B' : 'A'
    await gone(`${address.slice(0, -6)}${last}.atom`)
    await gone(address.replace(`/${id}-`, `/${id + 1}-`))
    await gone(address.replace(secret, ''))
    expect((await fetched(address.replace('.atom', ''))).statusCode).toBe(404)
    // The secret of another kind of link opens no feed.
    await gone(`/feeds/${world.site.config.key.linkToken('invitation', id)}.atom`)
  })

  it('stays as it is when asked for again; renewed or ended, the old one is dead at once', async () => {
    const first = await made(luc, rivers.slug)
    expect(await made(luc, rivers.slug)).toEqual(first)
    const second = (await luc.post(`/me/feeds/${first.id}/renewal`)).json()
    await gone(first.address)
    expect(titles(await feed(second.address))).toEqual(['Brown water'])
    await luc.post(`/me/feeds/${second.id}/ending`)
    await gone(second.address)
    for (const verb of ['renewal', 'ending']) {
      expect((await luc.post(`/me/feeds/${second.id}/${verb}`)).statusCode).toBe(404)
      const hers = await made(ada)
      expect((await luc.post(`/me/feeds/${hers.id}/${verb}`)).statusCode).toBe(404)
      expect((await fetched(hers.address)).statusCode).toBe(200)
    }
  })

  it('shows nothing any more to who has left, whose time is over, or who closed their account', async () => {
    const place = await made(luc, rivers.slug)
    const everything = await made(luc)
    const guest = await world.person('Rosa Lind')
    await world.join(rivers, guest, 'guest', { until: new Date(Date.now() + 60_000) })
    const theirs = await made(guest, rivers.slug)
    expect(titles(await feed(theirs.address))).toEqual(['Brown water'])
    await world.owner`update membership set until = now() - interval '1 second' where person_id = ${guest.id}`
    await gone(theirs.address)
    await luc.post(`${rivers.path}/leaving`)
    await gone(place.address)
    expect(titles(await feed(everything.address))).toEqual([])
    const page = (await luc.get('/me/feeds')).body
    expect(page).toContain('A place you have left')
    expect(page).not.toContain('River Keepers')
    await luc.post(`/me/feeds/${place.id}/ending`)
    expect((await luc.get('/me/feeds')).body).not.toContain('A place you have left')
    await world.owner`delete from login where person_id = ${luc.id}`
    await gone(everything.address)
  })

  it('is no session: it opens nothing else, and whoever is signed in reads no more by it', async () => {
    const { address } = await made(luc, rivers.slug)
    const before = await world.owner`select count(*) from session`
    await fetched(address)
    expect(await world.owner`select count(*) from session`).toEqual(before)
    const noor = await world.person('Noor Aziz')
    const asNoor = await fetched(address, { cookie: noor.cookie })
    expect(titles(parsed(asNoor.body))).toEqual(['Brown water'])
    expect((await noor.get(rivers.path)).statusCode).toBe(404)
  })

  it('is not told to a program that may only read', async () => {
    await made(luc)
    const token = async (write: boolean) =>
      (await luc.post('/me/tokens', { name: 'Reader', ...(write && { write }) })).json().token
    const told = async (write: boolean) =>
      (await world.nobody.json('/me/feeds', { authorization: `Bearer ${await token(write)}` })).json().feeds[0].address
    expect(await told(false)).toBeNull()
    expect(await told(true)).toMatch(/\.atom$/)
    const refused = await world.nobody.post('/me/feeds', {}, { authorization: `Bearer ${await token(false)}` })
    expect(refused.statusCode).toBe(403)
  })

  it('is written into no log', async () => {
    const lines: string[] = []
    const log = {
      info: (event: string, facts?: object) => void lines.push(JSON.stringify([event, facts])),
      error: () => {},
    }
    const logged = await testSite({ mode: 'development', log })
    const person = await logged.person('Ada Umeh')
    const { address } = (await person.post('/me/feeds')).json()
    await logged.server.inject({ method: 'GET', url: pathOf(address) })
    expect(lines.some((line) => line.includes('/feeds/:token.atom'))).toBe(true)
    expect(lines.join('\n')).not.toContain(/-([\w-]{22})\.atom/.exec(address)![1])
  })
})

describe('the page of one’s feeds', () => {
  it('makes, shows and ends addresses by plain forms', async () => {
    const form = await luc.submit('/me/feeds', { space: rivers.slug })
    expect([form.statusCode, form.headers.location]).toEqual([303, expect.stringMatching(/^\/me\/feeds#feed-\d+$/)])
    const page = (await luc.get('/me/feeds')).body
    const [address] = /http:\/\/localhost[:\d]*\/feeds\/[\w-]+\.atom/.exec(page)!
    expect(titles(await feed(address))).toEqual(['Brown water'])
    expect(page).toContain('Whoever has this address can read what you can read there.')
    expect((await luc.get(`${rivers.path}/following`)).body).toContain(`href="/me/feeds#place-${rivers.slug}"`)
    // The secret is on this one page alone, and offered to nothing that reads pages.
    for (const path of ['/', rivers.path, `${rivers.path}/following`, '/me'])
      expect((await luc.get(path)).body).not.toMatch(/\/feeds\/\d+-|application\/atom\+xml/)
  })
})
