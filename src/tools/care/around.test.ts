import { afterEach, describe, expect, it } from 'vitest'
import { type Community, type Discussion, type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const { owner } = world

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

/** The jobs of telling, done at once. */
const tellAll = () => owner`select tell(id, ${owner.json(world.site.tells)}) from activity`

describe('blocking', async () => {
  const ada = await world.person('Ada Umeh')
  const luc = await world.person('Luc Marchetti')
  const sana = await world.person('Sana Petit')
  const rivers = await world.community(ada, 'River Keepers')
  await world.join(rivers, luc)
  await world.join(rivers, sana)
  const talk = await world.discussion(rivers, sana, 'Two jars by Friday')
  await luc.post(`${talk.path}/messages`, { text: 'Words of Luc.' })

  const block = (who: Person, whom: Person, on = true) => who.submit(`/people/${whom.handle}/block`, { on })
  const message = async (who: Person, number: number) => (await who.json(`${talk.path}/messages/${number}`)).json()

  it('folds their words for one person alone, on every page of them', async () => {
    expect((await sana.get(talk.path)).body).not.toContain('message blocked')
    expect((await block(sana, luc)).headers.location).toBe('/me/blocks')
    const page = await sana.get(talk.path)
    expect(page.body).toMatch(/class="message blocked" id="m2"[^>]*><details><summary>.*From someone you blocked/)
    expect(page.body).toContain(`data-blocks="${luc.id}"`)
    expect(page.body).toContain('Words of Luc.')
    expect([
      (await message(sana, 2)).blocked,
      (await message(ada, 2)).blocked,
      (await message(luc, 2)).blocked,
    ]).toEqual([true, false, false])
    expect((await sana.json('/me/blocks')).json().people).toMatchObject([{ handle: luc.handle }])
    for (const other of [ada, luc]) {
      expect((await other.get(talk.path)).body).not.toContain('message blocked')
      expect((await other.json('/me/blocks')).json().people).toEqual([])
    }
  })

  it('lets nothing of theirs be told or asked, and tells them nothing', async () => {
    await luc.post(`${talk.path}/messages`, { text: `And you, @${sana.handle}?` })
    await ada.post(`${talk.path}/messages`, { text: `Here, @${sana.handle}.` })
    await tellAll()
    const told = (await sana.json('/notifications')).json().notifications
    expect(told).toMatchObject([{ reason: 'named', by: { handle: ada.handle }, unread: 1 }])
    expect((await sana.json('/waiting')).json().waiting.map((one: { by: string }) => one.by)).toEqual(['Ada Umeh'])
    const help = await world.discussion(rivers, luc, 'Who can lift a boat?', { intent: 'help' })
    const asked = await luc.post(`${help.path}/asks`, { handle: sana.handle })
    expect(asked.statusCode).toBeLessThan(300)
    expect((await luc.json(help.path)).json().asking.asked).toMatchObject([{ handle: sana.handle, answer: null }])
    expect((await sana.json(help.path)).json().asking).toBeNull()
    expect((await sana.json('/waiting')).json().waiting.map((one: { kind: string }) => one.kind)).toEqual(['named'])
    await luc.post(`${talk.path}/messages/1/reactions`, { on: 'thanks' })
    await tellAll()
    expect((await sana.json('/notifications')).json().notifications).toHaveLength(1)
  })

  it('does not keep away what a host writes as a host, and can be undone', async () => {
    await block(sana, ada)
    await ada.post(`${rivers.path}/notes`, {
      person: sana.handle,
      kind: 'warning',
      agreement: 'Be kind',
      words: 'Please.',
    })
    expect((await sana.json('/notifications')).json().notifications[0]).toMatchObject({ reason: 'warned' })
    await block(sana, ada, false)
    await block(sana, luc, false)
    expect((await sana.get(talk.path)).body).not.toContain('message blocked')
    expect((await message(sana, 2)).blocked).toBe(false)
    expect((await sana.json('/me/blocks')).json().people).toEqual([])
    expect((await block(sana, sana)).statusCode).toBe(422)
    expect((await sana.post('/people/nobody-here/block', { on: true })).statusCode).toBe(404)
  })
})

describe('the log of what hosts did', async () => {
  const ada = await world.person('Ada Umeh')
  const luc = await world.person('Luc Marchetti')
  const noor = await world.person('Noor Bakri')
  const rivers = await world.community(ada, 'Night Walkers')
  await world.join(rivers, luc)
  const talk = await world.discussion(rivers, luc, 'Owls at dusk')
  await luc.post(`${talk.path}/messages`, { text: 'A secret name.' })
  const entries = async (who: Person, query = '') =>
    (await who.json(`${rivers.path}/about/log${query}`)).json().entries as {
      verb: string
      by: { name: string } | null
      person: { name: string } | null
      item: { title: string } | null
      undo: { address: string; fields: Record<string, string> } | null
    }[]

  it('is for everyone there, without what is private, and undoes for hosts', async () => {
    await ada.post(`${talk.path}/messages/2/removal`)
    await ada.post(`${talk.path}/pin`, { on: true })
    await ada.post(`${talk.path}/closure`, { reason: 'Done.' })
    await ada.post(`${rivers.path}/notes`, {
      person: luc.handle,
      kind: 'warning',
      agreement: 'Be kind',
      words: 'A hidden word.',
    })
    const sana = await world.person('Sana Petit')
    await world.join(rivers, sana)
    for (const who of [ada, sana]) {
      const page = await who.get(`${rivers.path}/about/log`)
      expect([page.statusCode, page.body]).toMatchObject([200, /Ada Umeh removed a message by Luc Marchetti/])
      expect(page.body).not.toMatch(/A secret name|A hidden word/)
    }
    expect((await entries(ada))[0]).toMatchObject({ verb: 'person.warned', person: { name: 'Luc Marchetti' } })
    expect((await entries(luc))[0]).toMatchObject({ verb: 'person.warned', person: { name: 'Luc Marchetti' } })
    expect((await entries(sana))[0]).toMatchObject({ verb: 'person.warned', person: null })
    expect((await entries(sana)).every(({ undo }) => undo === null)).toBe(true)
    expect((await noor.json(`${rivers.path}/about/log`)).statusCode).toBe(404)
    for (const { undo } of (await entries(ada)).filter((one) => one.undo))
      expect((await ada.submit(undo!.address, undo!.fields)).statusCode).toBe(303)
    expect((await luc.json(talk.path)).json()).toMatchObject({ pinned: null, closure: null })
    expect((await luc.json(`${talk.path}/messages/2`)).json().removed).toBe(false)
    expect((await entries(ada)).filter(({ undo }) => undo)).toEqual([])
    expect((await entries(ada, '?about=people')).map(({ verb }) => verb)).toEqual(['person.warned'])
    expect((await entries(ada, '?about=words')).map(({ verb }) => verb)).toContain('item.reopened')
  })

  it('brings back whatever was taken away, of every kind, which stands in its place while it is closed', async () => {
    const everyTool = ['discussions', 'pages', 'rooms', 'journeys', 'gaps', 'links', 'actions']
    await owner`update space set tools = ${everyTool} where id = ${rivers.id}`
    const makes = [
      ['rooms', 'Talk', { title: 'By the fire' }],
      ['journeys', 'Calendar', { title: 'A year by the water', text: 'Walk.' }],
      ['gaps', 'Library', { title: 'Who knows weirs?' }],
      ['links', 'Library', { title: 'Gauges', address: 'https://gauges.example/' }],
      ['pages', 'Library', { title: 'Jars', text: 'Ten.' }],
    ] as const
    for (const [tool, place, fields] of makes) {
      const made = (await luc.post(`${rivers.path}/${tool}`, fields)).json()
      const { body } = await ada.get(`${made.url}/closure`)
      expect(body, tool).toMatch(new RegExp(`aria-current="page"><svg.*?</svg> ${place}</a>`, 's'))
      expect((await ada.post(`${made.url}/removal`)).statusCode, tool).toBe(200)
      const [last] = await entries(ada)
      expect((await ada.submit(last!.undo!.address, last!.undo!.fields)).statusCode, tool).toBe(303)
      expect((await luc.json(made.url)).statusCode, tool).toBe(200)
    }
  })

  it('names what was removed to hosts alone', async () => {
    const bad = await world.discussion(rivers, luc, 'A title nobody should read')
    await ada.post(`${bad.path}/removal`)
    expect((await entries(ada))[0]).toMatchObject({
      verb: 'discussion.removed',
      item: { title: 'A title nobody should read' },
    })
    expect((await entries(luc))[0]).toMatchObject({ verb: 'discussion.removed', item: null })
    await ada.submit((await entries(ada))[0]!.undo!.address)
    expect((await luc.json(bad.path)).statusCode).toBe(200)
  })

  it('pages, and asks as often for a long list as for a short one', async () => {
    const statements = async () =>
      (
        await world.statementsOf(async () => {
          await ada.get(`${rivers.path}/about/log`)
        })
      ).length
    const few = await statements()
    await owner`insert into audit (space_id, verb, actor_id) select ${rivers.id}, 'space.changed', ${ada.id} from generate_series(1, 60)`
    expect(await statements()).toBe(few)
    const first = (await ada.json(`${rivers.path}/about/log`)).json()
    expect(first.entries).toHaveLength(40)
    expect((await ada.json(first.next)).json().entries.length).toBeGreaterThan(20)
  })

  it('says when the operator let someone in as another', async () => {
    await world.site.database.app`select note_emergency(${luc.id}, 'operator.link')`
    expect((await entries(ada))[0]).toMatchObject({
      verb: 'operator.link',
      by: null,
      person: { name: 'Luc Marchetti' },
    })
    expect((await luc.json('/me')).json().emergencies).toMatchObject([{ what: 'link' }])
    expect((await luc.get('/me')).body).toContain('A link to sign in as you')
    expect((await ada.json('/me')).json().emergencies).toEqual([])
  })
})

describe('newcomers, where anyone may join', async () => {
  const ada = await world.person('Ada Umeh')
  const open = await world.community(ada, 'Bee Friends')
  await ada.post(`${open.path}/settings/door`, { visibility: 'announced', joining: 'free' })
  const talk = await world.discussion(open, ada, 'Your first hive')

  async function newcomer(community: Community = open): Promise<Person> {
    const someone = await world.person('Nils Anders')
    expect((await someone.post(`${community.path}/door`)).json()).toMatchObject({ joined: true })
    return someone
  }
  const say = (who: Person, text: string, at: Discussion = talk) => who.post(`${at.path}/messages`, { text })

  it('say ten things and begin three a day, and are told so before', async () => {
    const nils = await newcomer()
    expect((await nils.get(talk.path)).body).toContain('You are new here')
    expect((await ada.get(talk.path)).body).not.toContain('You are new here')
    expect((await nils.get(`${open.path}/discussions/new`)).body).toContain('You are new here')
    for (let i = 0; i < 10; i++) expect((await say(nils, `Word ${i}`)).statusCode).toBe(201)
    const eleventh = await nils.submit(`${talk.path}/messages`, { text: 'Word eleven' })
    expect([eleventh.statusCode, eleventh.body]).toMatchObject([422, /10 messages a day/])
    expect(eleventh.body).toContain('Word eleven')
    for (let i = 0; i < 3; i++) await world.discussion(open, nils, `Question ${i}`)
    const fourth = await nils.post(`${open.path}/discussions`, { title: 'Question 4', text: 'Again?' })
    expect(fourth.json()).toMatchObject({
      status: 422,
      errors: { text: expect.stringContaining('3 discussions a day') },
    })
    const [{ n }] = await owner<[{ n: number }]>`select count(*)::int n from item where author_id = ${nils.id}`
    expect(n, 'nothing is half begun').toBe(3)
    // Not even by several at once.
    const mona = await newcomer()
    const all = await Promise.all(Array.from({ length: 14 }, (_, i) => say(mona, `At once ${i}`)))
    expect(all.filter(({ statusCode }) => statusCode === 201)).toHaveLength(10)
    // Greeted by a host, they may do everything.
    expect((await ada.submit(`${open.path}/members/${nils.handle}/greeting`)).statusCode).toBe(303)
    expect((await say(nils, 'Word eleven')).statusCode).toBe(201)
    expect((await nils.get(talk.path)).body).not.toContain('You are new here')
  })

  it('use few links and names, also by a change, and small files', async () => {
    const nils = await newcomer()
    const links = 'https://a.example https://b.example https://c.example'
    expect((await say(nils, links)).json().errors.text).toContain('2 links')
    expect((await say(ada, links)).statusCode).toBe(201)
    const { url } = (await say(nils, 'https://a.example')).json()
    expect((await nils.post(`${url}/edit`, { text: links, version: 1 })).json().errors.text).toContain('2 links')
    const four = await Promise.all(['Uma', 'Ugo', 'Ula', 'Ute'].map((name) => world.person(name)))
    for (const one of four) await world.join(open, one)
    expect((await say(nils, four.map(({ handle }) => `@${handle}`).join(' '))).json().errors.text).toContain('3 names')
    const file = { name: 'hive.txt', type: 'text/plain', bytes: Buffer.alloc(5_200_000, 65) }
    const heavy = await nils.upload(`${talk.path}/messages`, { text: 'Look' }, [file], { accept: 'application/json' })
    expect(heavy.json().errors).toHaveProperty('files')
    const help = await world.discussion(open, nils, 'Who can help?', { intent: 'help' })
    const ask = (who: Person) => nils.post(`${help.path}/asks`, { handle: who.handle })
    expect([(await ask(four[0]!)).statusCode < 300, (await ask(four[1]!)).statusCode]).toEqual([true, 422])
  })

  it('do not vouch for each other, and what they said elsewhere does not count here', async () => {
    const [nils, mona] = [await newcomer(), await newcomer()]
    const links = 'https://a.example https://b.example https://c.example'
    for (const title of ['First', 'Second']) await say(mona, 'Welcome!', await world.discussion(open, nils, title))
    expect((await say(nils, links)).statusCode, 'answered by a newcomer').toBe(422)
    const elsewhere = await world.community(ada, 'Wood Carvers')
    await world.join(elsewhere, mona)
    for (const title of ['A spoon', 'A bowl']) await say(ada, 'Good.', await world.discussion(elsewhere, mona, title))
    expect((await say(mona, links)).statusCode, 'answered elsewhere').toBe(422)
    const there = await world.discussion(elsewhere, ada, 'Knives')
    for (let i = 0; i < 11; i++) await say(mona, `Of knives ${i}`, there)
    expect((await say(mona, 'Of bees')).statusCode, 'said elsewhere').toBe(201)
  })

  it('start no circle, invite no address, and go gently in circles too, hosts or not', async () => {
    const nils = await newcomer()
    await ada.post(`${open.path}/settings/door`, {
      visibility: 'announced',
      joining: 'free',
      membersInvite: true,
    })
    const refused = await nils.submit(`${open.path}/circles`, { name: 'Mine' })
    expect([refused.statusCode, refused.body]).toMatchObject([422, /cannot start a circle/])
    const asked = await nils.submit(`${open.path}/invitations/addresses`, { addresses: 'someone@elsewhere.example' })
    expect([asked.statusCode, asked.body]).toMatchObject([422, /cannot invite by address/])
    expect((await nils.post(`${open.path}/invitations`, { uses: 1 })).statusCode).toBe(201)
    const { url } = (await ada.post(`${open.path}/circles`, { name: 'Hive tools' })).json()
    const circle = { id: (await ada.json(url)).json().space.id, slug: url.slice(3), path: url, host: ada }
    await world.join(circle, nils, 'host')
    const inside = await world.discussion(circle, ada, 'Smokers')
    expect((await nils.get(inside.path)).body).toContain('You are new here')
    const said = []
    for (let i = 0; i < 11; i++) said.push((await say(nils, `Word ${i}`, inside)).statusCode)
    expect(said).toEqual([...Array(10).fill(201), 422])
    expect((await nils.post(`${url}/invitations/addresses`, { addresses: 'x@elsewhere.example' })).statusCode).toBe(422)
    await ada.submit(`${open.path}/members/${nils.handle}/greeting`)
    expect((await nils.post(`${open.path}/circles`, { name: 'Mine' })).statusCode).toBe(201)
    expect(
      (await nils.post(`${open.path}/invitations/addresses`, { addresses: 'someone@elsewhere.example' })).statusCode,
    ).toBe(201)
  })

  it('are known after two answers or three days; elsewhere, or where the hosts say so, there are none', async () => {
    const nils = await newcomer()
    const links = 'https://a.example https://b.example https://c.example'
    for (const title of ['One', 'Two']) await say(ada, 'Answered.', await world.discussion(open, nils, title))
    expect((await say(nils, links)).statusCode).toBe(201)
    const old = await newcomer()
    expect((await say(old, links)).statusCode).toBe(422)
    await owner`update membership set joined_at = now() - interval '4 days' where person_id = ${old.id}`
    expect((await say(old, links)).statusCode).toBe(201)
    const other = await newcomer()
    await ada.post(`${open.path}/settings/door`, { visibility: 'announced', joining: 'free', newcomersFree: true })
    expect((await say(other, links)).statusCode).toBe(201)
    await ada.post(`${open.path}/settings/door`, { visibility: 'announced', joining: 'request' })
    const invited = await world.person('Nils Anders')
    await world.join(open, invited)
    await owner`update membership set joined_at = now() where person_id = ${invited.id}`
    expect((await say(invited, links)).statusCode).toBe(201)
  })
})
