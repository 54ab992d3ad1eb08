import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Community, type Discussion, type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const outsider = await world.person('Noor Bakri')
let host: Person
let member: Person
let guest: Person
let community: Community

beforeEach(async () => {
  host = await world.person('Ada Umeh')
  member = await world.person('Luc Marchetti')
  guest = await world.person('Gust Peters')
  community = await world.community(host)
  await world.join(community, member)
  await world.join(community, guest, 'guest')
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const read = async (person: Person, { path }: Discussion, query = '') => (await person.json(path + query)).json()
const reply = (person: Person, { path }: Discussion, text = 'Here too.', more = {}) =>
  person.post(`${path}/messages`, { text, ...more })
const list = async (person: Person, query = '') => (await person.json(`${community.path}/discussions${query}`)).json()
const titles = (page: { discussions: { title: string }[] }) => page.discussions.map(({ title }) => title)
const audits = async () =>
  (await world.owner`select verb from audit where space_id = ${community.id} order by id`).map(({ verb }) => verb)

describe('starting a discussion', () => {
  it('makes it with its first message, in both representations', async () => {
    const { path } = await world.discussion(community, member, 'Brown water after rain: soil or sewage?', {
      intent: 'question',
      tags: 'Water, jar test',
    })
    const data = (await member.json(path)).json()
    expect(data).toMatchObject({
      title: 'Brown water after rain: soil or sewage?',
      intent: 'question',
      tags: ['water', 'jar-test'],
      messageCount: 1,
    })
    expect(data.messages[0]).toMatchObject({ number: 1, html: '<p>After every rain the river goes brown.</p>' })
    const page = await host.get(path)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('After every rain the river goes brown.')
  })

  it('does not exist for others', async () => {
    const { path } = await world.discussion(community, member)
    for (const answer of [await outsider.get(path), await outsider.json(path), await world.nobody.get(path)])
      expect(answer.statusCode).toBe(404)
    const missing = await outsider.json(`${community.path}/discussions/999999`)
    expect((await outsider.json(path)).body).toBe(missing.body)
  })

  it('is not found through another community', async () => {
    const { id } = await world.discussion(community, member)
    const seeds = await world.community(member, 'Seed Savers')
    for (const rest of ['', '/messages', '/messages/1', '/edit', '/messages/1/revisions'])
      expect((await member.json(`${seeds.path}/discussions/${id}${rest}`)).statusCode).toBe(404)
    expect((await member.post(`${seeds.path}/discussions/${id}/messages`, { text: 'x' })).statusCode).toBe(404)
  })

  it('is not for guests, and announcing is for hosts', async () => {
    const start = (person: Person, intent: string) =>
      person.post(`${community.path}/discussions`, { title: 'Meeting', text: 'On Monday.', intent })
    expect((await start(guest, 'talk')).statusCode).toBe(403)
    expect((await start(member, 'announcement')).statusCode).toBe(403)
    expect((await start(host, 'announcement')).statusCode).toBe(201)
    expect((await guest.get(`${community.path}/discussions`)).body).not.toContain('/discussions/new')
    expect((await member.get(`${community.path}/discussions/new`)).body).not.toContain('value="announcement"')
  })

  it('keeps in its title the spaces that must not be broken, and makes one of several', async () => {
    const titled = async (title: string) => {
      const it = await world.discussion(community, member, title)
      return [(await read(member, it)).title, it.path.split('-').slice(1).join('-')]
    }
    const said = 'Après la pluie\u00a0: terre ou égout\u202f?'
    const slug = 'apres-la-pluie-terre-ou-egout'
    expect(await titled(said)).toEqual([said, expect.stringContaining(slug)])
    expect(await titled('\u00a0Après  la\n pluie \u00a0: terre\u00a0\u202fou égout\u2003?\u202f')).toEqual([
      'Après la pluie : terre ou égout ?',
      expect.stringContaining(slug),
    ])
  })

  it('without a title is refused, and the text is kept', async () => {
    const page = await member.submit(`${community.path}/discussions`, { text: 'A long text.', tags: 'water' })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('>A long text.</textarea>')
    expect(page.body).toContain('value="water"')
  })
})

describe('the list', () => {
  /** Discussions 1 to n, the last one newest, a second apart. */
  async function many(n: number): Promise<void> {
    await world.owner`
      with i as (insert into item (space_id, kind, author_id, title, lang, tags)
          select ${community.id}, 'discussion', ${host.id}, 'Discussion ' || n, 'en', case when n % 2 = 0 then '{even}'::text[] else '{}' end from generate_series(1, ${n}::int) n returning id, title),
        d as (insert into discussion (item_id, space_id, intent) select id, ${community.id}, 'talk' from i),
        m as (insert into message (space_id, item_id, number, modseq, author_id, lang, source, html) select ${community.id}, id, 1, 1, ${host.id}, 'en', 'x', '<p>x</p>' from i)
      insert into tail (item_id, space_id, kind, last_number, modseq, count, last_at, last_by)
        select id, ${community.id}, 'discussion', 1, 1, 1, now() - interval '1 hour' + make_interval(secs => substr(title, 12)::int), ${host.id} from i`
  }

  it('pages through 65 discussions without one twice, while one moves up, and tells of it', async () => {
    await many(65)
    const first = await list(member)
    expect(titles(first)).toEqual(Array.from({ length: 30 }, (_, i) => `Discussion ${65 - i}`))
    expect(first.movedUp).toBe(0)
    const [moving] = await world.owner<[{ id: number }]>`
      select id from item where space_id = ${community.id} and title = 'Discussion 20'`
    await host.post(`${community.path}/discussions/${moving.id}/messages`, { text: 'Up.' })
    const second = await list(member, first.next.replace(/^[^?]+/, ''))
    const third = await list(member, second.next.replace(/^[^?]+/, ''))
    const seen = [...titles(first), ...titles(second), ...titles(third)]
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(64)
    expect(seen).not.toContain('Discussion 20')
    expect([second.movedUp, third.movedUp, third.next]).toEqual([1, 1, null])
    expect((await member.get(first.next)).body).toContain('One discussion has moved up while you were reading.')
    expect(titles(await list(member))[0]).toBe('Discussion 20')
  })

  it('keeps its filter from page to page', async () => {
    await many(65)
    const first = await list(member, '?tag=even')
    expect(first.next).toContain('tag=even')
    const second = (await member.json(first.next)).json()
    expect([...first.discussions, ...second.discussions]).toHaveLength(32)
    expect(second.discussions.every(({ tags }: { tags: string[] }) => tags.includes('even'))).toBe(true)
  })

  it('shows what is unanswered: questions and calls for help that nobody has answered', async () => {
    await world.discussion(community, host, 'Open question', { intent: 'question' })
    await world.discussion(community, host, 'Just talk')
    const answered = await world.discussion(community, host, 'Answered', { intent: 'help' })
    await reply(member, answered)
    expect(titles(await list(member, '?show=unanswered'))).toEqual(['Open question'])
  })

  it('counts what is new to each reader and where it begins', async () => {
    const it = await world.discussion(community, host)
    const mine = async () => (await list(member)).discussions[0]
    expect(await mine()).toMatchObject({ unread: 1, firstUnread: 1 })
    await member.post(`${it.path}/reading`, { number: 1 })
    expect(await mine()).toMatchObject({ unread: 0 })
    for (let i = 0; i < 3; i++) await reply(host, it)
    expect(await mine()).toMatchObject({ unread: 3, firstUnread: 2, messageCount: 4 })
    expect(titles(await list(member, '?show=new'))).toEqual(['Brown water after rain'])
    expect(titles(await list(host, '?show=new'))).toEqual([])
    expect((await member.get(`${community.path}/discussions`)).body).toContain('#m2"')
  })

  it('calls nothing new that was said before one came', async () => {
    await many(1)
    const late = await world.person('Late')
    await world.join(community, late)
    await world.owner`update membership set joined_at = now() where person_id = ${late.id}`
    expect((await list(late)).discussions[0]).toMatchObject({ unread: 0 })
  })

  it('costs as many queries for two as for thirty', async () => {
    const addresses = ['/discussions', ''].map((rest) => community.path + rest)
    const count = async () => {
      const counts = []
      for (const address of [...addresses, '/'])
        counts.push((await world.statementsOf(() => member.get(address))).length)
      return counts
    }
    await many(2)
    const few = await count()
    await many(30)
    expect(await count()).toEqual(few)
    expect(few[0]).toBeLessThanOrEqual(3)
  })
})

describe('a long discussion', () => {
  async function long(n: number): Promise<Discussion> {
    const it = await world.discussion(community, host)
    await world.owner`insert into message (space_id, item_id, number, modseq, author_id, lang, source, html)
      select ${community.id}, ${it.id}, n, n, ${host.id}, 'en', 'Message ' || n, '<p>Message ' || n || '</p>' from generate_series(2, ${n}::int) n`
    await world.owner`update tail set last_number = ${n}, count = ${n}, modseq = ${n} where item_id = ${it.id}`
    return it
  }
  const numbers = (page: { messages: { number: number }[] }) => page.messages.map(({ number }) => number)

  it('shows fifty messages a page and nothing beyond its end', async () => {
    const it = await long(120)
    const pages = await Promise.all([1, 2, 3].map((n) => read(member, it, `?page=${n}`)))
    expect(pages.flatMap(numbers)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1))
    expect(pages.map(({ page, pages }) => [page, pages])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])
    expect([pages[0].previous, pages[2].next]).toEqual([null, null])
    expect(pages[0].next).toBe(`${it.path}?page=2`)
    for (const ask of [member.get, member.json]) expect((await ask(`${it.path}?page=4`)).statusCode).toBe(404)
  })

  it('gives its messages alone, with a next only where there is one', async () => {
    const it = await long(100)
    const first = (await member.json(`${it.path}/messages`)).json()
    const second = (await member.json(first.next)).json()
    expect([...numbers(first), ...numbers(second)]).toHaveLength(100)
    expect(second.next).toBeNull()
  })

  it('sends a browser to a message’s place', async () => {
    const it = await long(120)
    expect((await member.get(`${it.path}/messages/101`)).headers.location).toBe(`${it.path}?page=3#m101`)
    expect((await member.get(`${it.path}/messages/121`)).statusCode).toBe(404)
  })

  it('costs as many queries as a short one', async () => {
    const count = async (it: Discussion) => (await world.statementsOf(() => member.get(it.path))).length
    const few = await count(await world.discussion(community, host))
    expect(await count(await long(50))).toBe(few)
    expect(few).toBeLessThanOrEqual(3)
  })
})

describe('a reply', () => {
  it('gets the next number and is followed and read by its author', async () => {
    const it = await world.discussion(community, host)
    const made = await reply(guest, it, 'Same *here*.', { replyTo: 1 })
    expect(made.json()).toEqual({ id: expect.any(Number), number: 2, url: `${it.path}/messages/2` })
    const seen = await read(guest, it)
    expect(seen).toMatchObject({ messageCount: 2, readNumber: 2, level: 'follow' })
    expect(seen.messages[1]).toMatchObject({ replyTo: 1, html: '<p>Same <em>here</em>.</p>', author: { id: guest.id } })
    const page = await member.submit(`${it.path}/messages`, { text: 'And here.' })
    expect(page.headers.location).toBe(`${it.path}?page=1#m3`)
  })

  it('needs words, and an existing message to answer', async () => {
    const it = await world.discussion(community, host)
    for (const body of [{}, { text: '  \n ' }, { text: 'x', replyTo: 9 }, { text: 'x', lang: 'not a tag' }])
      expect((await member.post(`${it.path}/messages`, body)).statusCode).toBe(422)
    expect((await read(member, it)).messageCount).toBe(1)
  })

  it('that is too long is refused and kept on the page', async () => {
    const it = await world.discussion(community, host)
    const text = 'ä'.repeat(60_001)
    const page = await member.submit(`${it.path}/messages`, { text })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('At most 60,000 characters.')
    expect(page.body).toContain(text)
  })

  it('begins with a quotation where asked', async () => {
    const it = await world.discussion(community, host)
    const page = await member.get(`${it.path}?reply=1`)
    expect(page.body).toContain(
      `&gt; **Ada Umeh** wrote in [#1](${it.path}/messages/1):\n&gt;\n&gt; After every rain the river goes brown.`,
    )
    expect(page.body).toContain('name="replyTo" value="1"')
    expect((await member.get(`${it.path}?reply=77`)).statusCode).toBe(200)
  })

  it('numbers without gaps, whoever writes at once', async () => {
    const it = await world.discussion(community, host)
    const people = [host, member, guest, host, member, guest]
    const made = await Promise.all(people.map((person, i) => reply(person, it, `At once ${i}`)))
    expect(made.map((answer) => answer.json().number).sort()).toEqual([2, 3, 4, 5, 6, 7])
    expect((await read(member, it)).messageCount).toBe(7)
  })
})

describe('naming someone', () => {
  it('links and notes people of the community only', async () => {
    const past = await world.person('Past Guest')
    await world.join(community, past, 'guest', { until: new Date(Date.now() - 1000) })
    const it = await world.discussion(community, host)
    const names = [member, outsider, past].map(({ handle }) => `@${handle}`).join(' ')
    await reply(host, it, `${names} and \`@${member.handle}\`, have a look`)
    const { html } = (await read(member, it)).messages[1]
    expect(html).toContain(`<a class="mention" href="/people/${member.handle}">@Luc Marchetti</a>`)
    expect(html.match(/<a /g)).toHaveLength(1)
    const rows = await world.owner`select person_id from mention where item_id = ${it.id}`
    expect(rows.map(({ personId }) => personId)).toEqual([member.id])
    expect((await list(member)).discussions[0].named).toBe(true)
    const [waiting] = (await member.json('/')).json().waiting
    expect(waiting).toMatchObject({ url: `${it.path}/messages/2`, by: 'Ada Umeh' })
    await member.post(`${it.path}/reading`, { number: 2 })
    expect((await member.json('/')).json().waiting).toEqual([])
  })
})

describe('a reaction', () => {
  it('counts once however often it is given or taken', async () => {
    const it = await world.discussion(community, host)
    const react = (body: object) => member.post(`${it.path}/messages/1/reactions`, body)
    await Promise.all([react({ on: 'thanks' }), react({ on: 'thanks' })])
    await guest.post(`${it.path}/messages/1/reactions`, { on: 'thanks' })
    expect((await read(member, it)).messages[0]).toMatchObject({ reactions: { thanks: 2 }, mine: ['thanks'] })
    await react({ off: 'thanks' })
    await react({ off: 'thanks' })
    expect((await read(member, it)).messages[0]).toMatchObject({ reactions: { thanks: 1 }, mine: [] })
    expect((await react({ on: 'applause' })).statusCode).toBe(422)
    expect((await react({})).statusCode).toBe(422)
  })

  it('is not for one’s own message', async () => {
    const it = await world.discussion(community, host)
    expect((await host.post(`${it.path}/messages/1/reactions`, { on: 'thanks' })).statusCode).toBe(403)
    expect((await read(host, it)).messages[0].reactions).toEqual({})
  })
})

describe('editing a message', () => {
  it('keeps what it said', async () => {
    const it = await world.discussion(community, member)
    const source = (await member.json(`${it.path}/messages/1/edit`)).json()
    expect(source).toMatchObject({ source: 'After every rain the river goes brown.', version: 1 })
    await member.post(`${it.path}/messages/1/edit`, { text: 'After *heavy* rain.', version: 1 })
    const seen = (await read(host, it)).messages[0]
    expect(seen).toMatchObject({ html: '<p>After <em>heavy</em> rain.</p>', version: 2, mayEdit: false })
    expect(seen.editedAt).not.toBeNull()
    const { revisions } = (await host.json(`${it.path}/messages/1/revisions`)).json()
    expect(revisions.map((one: { source: string }) => one.source)).toEqual([
      'After *heavy* rain.',
      'After every rain the river goes brown.',
    ])
    expect((await host.get(`${it.path}/messages/1/revisions`)).body).toContain('After every rain')
  })

  it('shows the second editor both texts and loses neither', async () => {
    const it = await world.discussion(community, member)
    const edit = (text: string, version: number) => member.submit(`${it.path}/messages/1/edit`, { text, version })
    await edit('From the phone.', 1)
    const second = await edit('From the laptop.', 1)
    expect(second.statusCode).toBe(422)
    expect(second.body).toContain('From the phone.')
    expect(second.body).toContain('>From the laptop.</textarea>')
    expect(second.body).toContain('name="version" value="2"')
    expect((await edit('Both.', 2)).statusCode).toBe(303)
  })

  it('lets one of two at the same moment win', async () => {
    const it = await world.discussion(community, member)
    const edit = (text: string) => member.post(`${it.path}/messages/1/edit`, { text, version: 1 })
    const answers = await Promise.all([edit('One.'), edit('Two.'), edit('Three.')])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422, 422])
  })
})

describe('removing a message', () => {
  const act = (person: Person, it: Discussion, verb: string) => person.post(`${it.path}/messages/2/${verb}`)

  it('takes its words away, keeps its number, and can be undone by its author', async () => {
    const it = await world.discussion(community, host)
    await reply(member, it, 'Secret plan.')
    expect((await act(guest, it, 'removal')).statusCode).toBe(403)
    expect((await act(member, it, 'removal')).statusCode).toBe(200)
    const seen = await read(guest, it)
    expect(seen.messages[1]).toMatchObject({ number: 2, html: '', removed: true, mayRestore: false })
    expect(seen.messageCount).toBe(1)
    expect((await guest.get(it.path)).body).not.toContain('Secret plan.')
    expect((await guest.get(`${it.path}?reply=2`)).body).not.toContain('Secret plan.')
    expect((await guest.json(`${it.path}/messages/2/revisions`)).json().revisions).toEqual([])
    expect((await guest.get(`${it.path}/messages/2/revisions`)).body).not.toContain('Secret plan.')
    expect((await guest.get(`${community.path}`)).body).not.toContain('Secret plan.')
    expect((await act(guest, it, 'restoration')).statusCode).toBe(403)
    expect((await act(member, it, 'restoration')).statusCode).toBe(200)
    expect((await read(guest, it)).messages[1].html).toBe('<p>Secret plan.</p>')
    expect(await audits()).toEqual([])
  })

  it('by a host is written down, and undone by a host alone', async () => {
    const it = await world.discussion(community, host)
    await reply(member, it)
    await act(host, it, 'removal')
    expect((await act(member, it, 'restoration')).statusCode).toBe(403)
    expect((await read(member, it)).messages[1]).toMatchObject({ removed: true, mayRestore: false })
    expect((await act(host, it, 'restoration')).statusCode).toBe(200)
    expect(await audits()).toEqual(['message.removed', 'message.restored'])
  })

  it('at the same moment counts once', async () => {
    const it = await world.discussion(community, host)
    await reply(member, it)
    await Promise.all([act(host, it, 'removal'), act(member, it, 'removal'), act(host, it, 'removal')])
    expect((await read(host, it)).messageCount).toBe(1)
    await Promise.all([act(host, it, 'restoration'), act(host, it, 'restoration')])
    expect((await read(host, it)).messageCount).toBe(2)
  })
})

describe('choosing the answer', () => {
  const choose = (person: Person, it: Discussion, number: number) => person.post(`${it.path}/acceptance`, { number })

  it('is for who asked and for hosts', async () => {
    const it = await world.discussion(community, member, 'Why brown?', { intent: 'question' })
    await reply(guest, it, 'Soil.')
    expect((await choose(guest, it, 2)).statusCode).toBe(403)
    expect((await choose(member, it, 2)).statusCode).toBe(200)
    expect((await read(guest, it)).accepted).toBe(2)
    expect((await guest.get(it.path)).body).toContain('class="message answer"')
    expect((await choose(host, it, 0)).statusCode).toBe(200)
    expect((await read(guest, it)).accepted).toBeNull()
    expect((await choose(host, it, 2)).statusCode).toBe(200)
  })

  it('needs an answer that is there', async () => {
    const it = await world.discussion(community, member, 'Why brown?', { intent: 'question' })
    await reply(guest, it)
    await guest.post(`${it.path}/messages/2/removal`)
    for (const number of [1, 2, 3]) expect((await choose(member, it, number)).statusCode).toBe(422)
  })
})

describe('changing a discussion', () => {
  const change = (person: Person, it: Discussion, body: object) => person.post(`${it.path}/edit`, body)

  it('is for its author and hosts; a host’s change is written down', async () => {
    const it = await world.discussion(community, member)
    expect((await change(guest, it, { title: 'Mine', version: 1 })).statusCode).toBe(403)
    const own = await change(member, it, { title: 'Clear water', tags: 'Rain, rain', version: 1 })
    expect(own.json().url).toMatch(/-clear-water$/)
    expect(await audits()).toEqual([])
    await change(host, it, { title: 'Clear water!', version: 2 })
    expect(await audits()).toEqual(['discussion.changed'])
    expect((await read(guest, it)).title).toBe('Clear water!')
  })

  it('tells whoever comes second, and keeps what they typed', async () => {
    const it = await world.discussion(community, member)
    await change(host, it, { title: 'First', version: 1 })
    const page = await member.submit(`${it.path}/edit`, { title: 'Second', version: 1 })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('value="Second"')
    expect((await read(member, it)).title).toBe('First')
  })

  it('makes no announcement of a member’s discussion', async () => {
    const it = await world.discussion(community, member)
    expect((await change(member, it, { title: 'Hear', intent: 'announcement', version: 1 })).statusCode).toBe(403)
  })
})

describe('removing a discussion', () => {
  const act = (person: Person, it: Discussion, verb: string) => person.post(`${it.path}/${verb}`)

  it('is for its author while nobody has answered, and can be undone', async () => {
    const it = await world.discussion(community, member)
    expect((await act(member, it, 'removal')).statusCode).toBe(200)
    for (const person of [member, host, guest]) expect((await person.json(it.path)).statusCode).toBe(404)
    expect(titles(await list(host))).toEqual([])
    expect((await member.get(`${it.path}/removal`)).body).toContain('Brown water after rain')
    expect((await act(host, it, 'removal')).statusCode).toBe(200)
    expect((await act(member, it, 'restoration')).statusCode).toBe(200)
    expect((await member.json(it.path)).statusCode).toBe(200)
    await reply(guest, it)
    expect((await act(member, it, 'removal')).statusCode).toBe(403)
  })

  it('by a host is written down and undone by a host', async () => {
    const it = await world.discussion(community, member)
    await act(host, it, 'removal')
    const missing = await guest.post(`${community.path}/discussions/999999/removal`)
    for (const answer of [await act(guest, it, 'removal'), await act(member, it, 'restoration')])
      expect([answer.statusCode, answer.body]).toEqual([404, missing.body])
    expect((await act(host, it, 'restoration')).statusCode).toBe(200)
    expect(await audits()).toEqual(['discussion.removed', 'discussion.restored'])
  })
})

describe('following and reading', () => {
  it('follows, is quiet and mutes', async () => {
    const it = await world.discussion(community, host)
    for (const level of ['follow', 'follow', 'quiet', 'muted']) {
      await member.post(`${it.path}/follow`, { level })
      expect((await read(member, it)).level).toBe(level)
    }
  })

  it('never goes back, nor beyond the end', async () => {
    const it = await world.discussion(community, host)
    for (let i = 0; i < 3; i++) await reply(host, it)
    const readTo = async (number: number) => {
      await member.post(`${it.path}/reading`, { number })
      return (await read(member, it)).readNumber
    }
    expect([await readTo(3), await readTo(1), await readTo(99)]).toEqual([3, 3, 4])
    expect((await read(guest, it)).readNumber).toBe(0)
  })
})

describe('a closed community', () => {
  it('can be read and not changed', async () => {
    const it = await world.discussion(community, member)
    await world.owner`update space set closed_at = now() where id = ${community.id}`
    const page = await member.get(it.path)
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toContain('<textarea')
    expect((await reply(member, it)).statusCode).toBe(403)
    expect((await host.post(`${community.path}/settings`, { name: 'x', lang: 'en', hue: 1 })).statusCode).toBe(403)
    expect((await member.post(`${it.path}/reading`, { number: 1 })).statusCode).toBe(200)
  })
})
