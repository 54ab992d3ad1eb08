import { describe, expect, it } from 'vitest'
import { type Community, type Discussion, type Person, testSite } from '../site.ts'
import { Ear, quiet } from './ear.ts'

const world = await testSite()
const address = await world.listen()

async function set() {
  const host = await world.person('Ada Thorne')
  const member = await world.person('Luc Moreau')
  const community = await world.community(host)
  await world.join(community, member)
  const discussion = await world.discussion(community, host)
  return { host, member, community, discussion }
}

const reply = (by: Person, discussion: Discussion, text: string) =>
  by.post(`${discussion.path}/messages`, { text }).then((answer) => {
    if (answer.statusCode !== 201) throw new Error(answer.body)
    return answer.json() as { number: number }
  })

async function refused(person: Pick<Person, 'cookie'>, headers: Record<string, string> = {}): Promise<string> {
  const outcome = await Ear.open(address, person, headers).catch((error: Error) => error.message)
  return typeof outcome === 'string' ? outcome : 'open'
}

describe('the door of /live', () => {
  it('opens for who is signed in, on a page of this site', async () => {
    const { member } = await set()
    const ear = await Ear.open(address, member)
    ear.close()
    expect(await refused(world.nobody)).toBe('401')
    expect(await refused({ cookie: `copse=${'x'.repeat(43)}` })).toBe('401')
  })

  it('is shut for pages of other sites, which have the cookie too', async () => {
    const { member } = await set()
    expect(await refused(member, { origin: 'https://elsewhere.example' })).toBe('403')
    expect(await refused(member, { origin: 'null' })).toBe('403')
    expect(await refused(member, { origin: `${address}.evil.example` })).toBe('403')
  })

  it('opens for a program with a token that may read, also without Origin', async () => {
    const { member, discussion, host } = await set()
    const made = (await member.post('/me/tokens', { name: 'ear' })).json() as { token: string }
    const ear = await Ear.open(address, world.nobody, { authorization: `Bearer ${made.token}`, origin: '' })
    ear.watch(discussion.id)
    await reply(host, discussion, 'Said to a program')
    await ear.text('Said to a program')
    await member.post(
      `/me/tokens/${((await member.json('/me/keys')).json() as { tokens: { id: number }[] }).tokens[0]!.id}/ending`,
    )
    expect(await ear.closed()).toBe(4401)
    expect(await refused(world.nobody, { authorization: `Bearer ${made.token}` })).toBe('401')
  })

  it('is nowhere else, and plain requests are told to upgrade', async () => {
    const { member } = await set()
    expect((await member.json('/live')).statusCode).toBe(426)
    const { default: WebSocket } = await import('ws')
    const status = await new Promise((told) =>
      new WebSocket(`${address.replace('http', 'ws')}/`, { headers: { cookie: member.cookie, origin: address } })
        .on('unexpected-response', (_request, response) => told(response.statusCode))
        .on('error', () => {}),
    )
    expect(status).toBe(404)
  })

  it('leaves alone who offers another protocol: they get their page', async () => {
    const { member } = await set()
    const { request } = await import('node:http')
    const status = await new Promise((told, failed) =>
      request(`${address}/me`, {
        headers: {
          cookie: member.cookie,
          accept: 'application/json',
          connection: 'Upgrade, HTTP2-Settings',
          upgrade: 'h2c',
          'http2-settings': 'AAMAAABk',
        },
      })
        .on('response', (response) => {
          response.resume()
          response.on('end', () => told(response.statusCode))
        })
        .on('error', failed)
        .end(),
    )
    expect(status).toBe(200)
  })

  it('takes only so many of one person', async () => {
    const { member } = await set()
    // More at once than there are connections to the database.
    const ears = await Promise.all(Array.from({ length: 30 }, () => Ear.open(address, member)))
    expect(await refused(member)).toBe('429')
    for (const ear of ears) ear.close()
  })

  it('passes over what it does not understand, and hangs up on floods of bytes', async () => {
    const { member, host, discussion } = await set()
    const ear = await Ear.open(address, member)
    for (const words of ['{', '[]', '{"watch":{"item":"1"}}', '{"watch":{"item":-4,"modseq":0}}', 'null', '{"else":1}'])
      ear.socket.send(words)
    ear.watch(discussion.id)
    await reply(host, discussion, 'Still heard')
    await ear.text('Still heard')
    ear.socket.send('x'.repeat(20_000))
    expect(await ear.closed()).toBe(1009)
    expect(world.mistakes).toEqual([])
  })
})

describe('a discussion', () => {
  it('sends what is said, once, as the page shows it', async () => {
    const { host, member, discussion } = await set()
    const ear = await Ear.open(address, member)
    ear.watch(discussion.id, 1)
    await quiet(100)
    await reply(host, discussion, 'The **weir** is open')
    const heard = await ear.text('weir')
    expect(heard.messages).toHaveLength(1)
    expect(heard.messages![0]).toMatchObject({ number: 2, by: 'Ada Thorne', own: false })
    expect(heard.parts!.length).toContain('2 messages')
    const page = (await member.get(discussion.path)).body
    expect(page).toContain(heard.messages![0]!.html)
    await quiet()
    expect(ear.heard.filter((one) => one.messages?.length)).toHaveLength(1)
    ear.close()
  })

  it('sends edits, reactions, removals and restorations of a message, and whose the reactions are', async () => {
    const { host, member, discussion } = await set()
    await reply(host, discussion, 'First words')
    const [ear, hosts] = await Promise.all([Ear.open(address, member), Ear.open(address, host)])
    ear.watch(discussion.id, 2)
    hosts.watch(discussion.id, 2)
    await quiet(100)
    await host.post(`${discussion.path}/messages/2/edit`, { text: 'Other words', version: 1 })
    await ear.text('Other words')
    await member.post(`${discussion.path}/messages/2/reactions`, { on: 'thanks' })
    const mine = await ear.until((heard) => heard.mine !== undefined)
    expect(mine.mine).toEqual({ 2: ['thanks'] })
    const theirs = await hosts.text('Thanks 1')
    expect(theirs.mine).toBeUndefined()
    expect(theirs.messages![0]!.own).toBe(true)
    await host.post(`${discussion.path}/messages/2/removal`)
    await ear.until((heard) => heard.messages?.[0]?.html.includes('class="message removed"') ?? false)
    expect(JSON.stringify(ear.heard.at(-1))).not.toContain('Other words')
    await host.post(`${discussion.path}/messages/2/restoration`)
    await ear.until((heard) => heard.modseq === 6 && heard.messages![0]!.html.includes('Other words'))
    ear.close()
    hosts.close()
  })

  it('tells each in their language, with what they may do', async () => {
    const { host, member, community, discussion } = await set()
    const french = await world.person('Sana Diallo', { lang: 'fr' })
    await world.join(community, french)
    const ears = await Promise.all([host, member, french].map((person) => Ear.open(address, person)))
    for (const ear of ears) ear.watch(discussion.id, 1)
    await quiet(100)
    await reply(member, discussion, 'Everyone')
    const [hosts, own, other] = (await Promise.all(ears.map((ear) => ear.text('Everyone')))).map(
      (one) => one.messages![0]!.html,
    )
    expect(hosts).toContain('/removal')
    expect(hosts).not.toContain('/edit')
    expect(own).toContain('/messages/2/edit')
    expect(other).toContain('Répondre')
    expect(other).not.toContain('/removal')
    for (const ear of ears) ear.close()
  })

  it('sends what a link leads to, but not to who saves data: by choice, from that moment on, or by the browser', async () => {
    const { host, member, community, discussion } = await set()
    const guest = await world.person('Siv Holm')
    await world.join(community, guest)
    const ears = [
      await Ear.open(address, host),
      await Ear.open(address, member),
      await Ear.open(address, guest, { 'save-data': 'on' }),
    ]
    for (const ear of ears) ear.watch(discussion.id)
    const preview = { address: 'https://out.example/', title: 'Jar test', site: null, description: null, lang: null }
    const shows = async (words: string) => {
      const { number } = await reply(host, discussion, `${words}\n\nhttps://out.example/`)
      await world.owner`update message set previews = ${world.owner.json([preview])} where item_id = ${discussion.id} and number = ${number}`
      await host.post(`${discussion.path}/messages/${number}/removal`)
      await host.post(`${discussion.path}/messages/${number}/restoration`)
      const last = `${words} at last`
      await reply(host, discussion, last)
      for (const ear of ears) await ear.text(last)
      return ears.map((ear) =>
        ear.heard.some((one) => one.messages?.some(({ html }) => html.includes(words) && html.includes('link-card'))),
      )
    }
    expect(await shows('Before')).toEqual([true, true, false])
    await member.post('/me/data-saver', { saves: true })
    // What the choice tells is heard after the answer.
    await expect.poll(() => shows(`After ${crypto.randomUUID()}`), { timeout: 15_000 }).toEqual([true, false, false])
    for (const ear of ears) ear.close()
  })

  it('asks to look at the whole page again when more changed than words', async () => {
    const { host, member, discussion } = await set()
    const ear = await Ear.open(address, member)
    ear.watch(discussion.id, 1)
    await quiet(100)
    await reply(host, discussion, 'Only words')
    expect((await ear.text('Only words')).page).toBeUndefined()
    await host.post(`${discussion.path}/closure`, { reason: 'All is said.' })
    await ear.until((heard) => heard.page === true)
    ear.close()
  })

  it('resumes where a page stopped, and begins anew after too much', async () => {
    const { host, member, discussion } = await set()
    for (const text of ['one', 'two', 'three']) await reply(host, discussion, text)
    const ear = await Ear.open(address, member)
    ear.watch(discussion.id, 2)
    const caught = await ear.until((heard) => heard.item === discussion.id)
    expect(caught.messages!.map(({ number }) => number)).toEqual([3, 4])
    await world.owner`update message set modseq = modseq + 1000 where item_id = ${discussion.id}`
    await world.owner`insert into message (space_id, item_id, number, modseq, author_id, lang, source, html)
      select space_id, item_id, 100 + n, 2000 + n, author_id, lang, 'x', '<p>x</p>' from message, generate_series(1, 220) n where item_id = ${discussion.id} and number = 1`
    await world.owner`update tail set modseq = 3000, last_number = 400 where item_id = ${discussion.id}`
    const late = await Ear.open(address, member)
    late.watch(discussion.id, 4)
    expect(await late.until((heard) => heard.item === discussion.id)).toMatchObject({ resync: true, modseq: 3000 })
    const ahead = await Ear.open(address, member)
    ahead.watch(discussion.id, 90_000)
    await ahead.until((heard) => heard.resync === true)
    for (const one of [ear, late, ahead]) one.close()
  })
})

describe('many who listen', () => {
  it('cost the database what two cost, and do not make the same text twice', async () => {
    const { host, community, discussion } = await set()
    const said = async (listeners: Ear[], words: string) =>
      (
        await world.statementsOf(async () => {
          await reply(host, discussion, words)
          await Promise.all(listeners.map((ear) => ear.text(words)))
        })
      ).length
    const more = async (count: number) => {
      const ears: Ear[] = []
      for (let i = 0; i < count; i++) {
        const person = await world.person(`Listener ${i}`)
        await world.join(community, person)
        const ear = await Ear.open(address, person)
        ear.watch(discussion.id, 1)
        ears.push(ear)
      }
      await quiet(300)
      return ears
    }
    const two = await more(2)
    await said(two, 'To warm up')
    const few = await said(two, 'To a few')
    const many = [...two, ...(await more(14))]
    expect(await said(many, 'To many')).toBe(few)
    const frames = new Set(
      many.map((ear) =>
        JSON.stringify(ear.heard.find((one) => one.messages?.some(({ html }) => html.includes('To many')))),
      ),
    )
    expect(frames.size).toBe(1)
    for (const ear of many) ear.close()
  })
})

describe('who may not read', () => {
  async function hearsNothing(person: Person, discussion: Discussion, host: Person) {
    const ear = await Ear.open(address, person)
    ear.watch(discussion.id)
    await ear.until((heard) => heard.gone === true)
    await reply(host, discussion, 'A secret of the river')
    await quiet()
    expect(ear.heard).toEqual([{ item: discussion.id, gone: true }])
    ear.close()
  }

  it('hears nothing: outsiders, former members, guests past their date, and of what does not exist', async () => {
    const { host, community, discussion } = await set()
    const outsider = await world.person('Noor Haddad')
    const former = await world.person('Former')
    await world.join(community, former)
    await world.owner`update membership set ended_at = now() where person_id = ${former.id}`
    const guest = await world.person('Guest')
    await world.join(community, guest, 'guest', { until: new Date(Date.now() - 1000) })
    for (const person of [outsider, former, guest]) await hearsNothing(person, discussion, host)
    const ear = await Ear.open(address, host)
    ear.watch(99_999_999)
    await ear.until((heard) => heard.gone === true)
    ear.close()
  })

  it('hears of an open circle as a visitor, without a place to write, and of a hidden one nothing', async () => {
    const { host, member, community } = await set()
    const circle = async (visibility: string): Promise<Community> => {
      const made = await host.post(`${community.path}/circles`, {
        name: `Circle ${visibility}`,
        purpose: 'p',
        visibility,
        joining: visibility === 'open' ? 'free' : 'invitation',
      })
      if (made.statusCode !== 201) throw new Error(made.body)
      const { id, url } = made.json()
      return { id, path: url, slug: url.slice(3), host }
    }
    const open = await world.discussion(await circle('open'), host)
    const hidden = await world.discussion(await circle('hidden'), host)
    await hearsNothing(member, hidden, host)
    const ear = await Ear.open(address, member)
    ear.watch(open.id, 1)
    await quiet(100)
    await reply(host, open, 'By the open door')
    const { messages } = await ear.text('By the open door')
    expect(messages![0]!.html).not.toContain('/reactions')
    ear.close()
  })

  it('not one more byte once a membership has ended, while the others go on hearing', async () => {
    const { host, member, community, discussion } = await set()
    const [ear, other] = await Promise.all([Ear.open(address, member), Ear.open(address, host)])
    for (const one of [ear, other]) one.watch(discussion.id, 1)
    await reply(host, discussion, 'While both may')
    await Promise.all([ear.text('While both may'), other.text('While both may')])
    await world.owner`update membership set ended_at = now() where person_id = ${member.id} and space_id = ${community.id}`
    await reply(host, discussion, 'Only for who stayed')
    await other.text('Only for who stayed')
    await ear.until((heard) => heard.gone === true)
    const { length } = ear.heard
    await reply(host, discussion, 'And more')
    await other.text('And more')
    await quiet()
    expect(ear.heard).toHaveLength(length)
    expect(JSON.stringify(ear.heard)).not.toContain('Only for who stayed')
    ear.close()
    other.close()
  })

  it('not one more byte after the date of a guest, although nothing tells of it', async () => {
    const { host, community, discussion } = await set()
    const guest = await world.person('Guest')
    await world.join(community, guest, 'guest', { until: new Date(Date.now() + 1_500) })
    const [ear, writer] = await Promise.all([Ear.open(address, guest), Ear.open(address, host)])
    for (const one of [ear, writer]) one.watch(discussion.id, 1)
    await reply(host, discussion, 'Before the date')
    await ear.text('Before the date')
    await quiet(1_600)
    await reply(host, discussion, 'After the date')
    writer.say({ writing: { item: discussion.id } })
    await quiet()
    expect(JSON.stringify(ear.heard)).not.toContain('After the date')
    expect(ear.heard.some(({ writing }) => writing)).toBe(false)
    ear.close()
    writer.close()
  })

  it('is hung up on when the session ends here or is ended from elsewhere', async () => {
    const { member } = await set()
    const ear = await Ear.open(address, member)
    await member.submit('/sign-out')
    expect(await ear.closed()).toBe(4401)
    expect(await refused(member)).toBe('401')
  })

  it('hears no more of what is taken away, closed off or behind a door that shut', async () => {
    const { host, member, discussion, community } = await set()
    const ear = await Ear.open(address, member)
    ear.watch(discussion.id, 1)
    await quiet(100)
    await host.post(`${discussion.path}/removal`)
    await ear.until((heard) => heard.gone === true)
    const other = await world.discussion(community, host, 'Another')
    ear.watch(other.id, 1)
    await quiet(100)
    await world.owner`update space set tools = '{}' where id = ${community.id}`
    await ear.until((heard) => heard.item === other.id && heard.gone === true)
    ear.close()
  })
})

describe('lists', () => {
  it('hear that something changed in a space that is theirs, and of no other', async () => {
    const { host, member, community, discussion } = await set()
    const outsider = await world.person('Noor Haddad')
    const ears = await Promise.all([member, outsider, member].map((person) => Ear.open(address, person)))
    const [one, foreign, all] = ears as [Ear, Ear, Ear]
    one.say({ lists: [community.id] })
    foreign.say({ lists: [community.id] })
    all.say({ lists: 'all' })
    await quiet(100)
    await reply(host, discussion, 'Something')
    await Promise.all([one, all].map((ear) => ear.until((heard) => heard.lists === true)))
    await world.owner`update membership set ended_at = now() where person_id = ${member.id} and space_id = ${community.id}`
    await quiet(100)
    const before = one.heard.length
    await reply(host, discussion, 'More')
    await quiet(1_200)
    expect(foreign.heard).toEqual([])
    expect(one.heard).toHaveLength(before)
    for (const ear of ears) ear.close()
  })
})

describe('one person', () => {
  it('hears of their own news and reading on all their pages, nobody else does', async () => {
    const { host, member, discussion } = await set()
    const [one, two, other] = await Promise.all([member, member, host].map((person) => Ear.open(address, person)))
    world.site.bus.publish('person', { person: member.id })
    world.site.bus.publish('reading', { person: member.id, item: discussion.id, number: 3 })
    for (const ear of [one!, two!]) {
      await ear.until((heard) => heard.news === true)
      await ear.until((heard) => heard.read?.number === 3)
    }
    await quiet(100)
    expect(other!.heard).toEqual([])
    for (const ear of [one!, two!, other!]) ear.close()
  })
})

describe('who is there', () => {
  it('is writing: heard by the others who read it, said by who may write, with the name that the server knows', async () => {
    const { host, member, community, discussion } = await set()
    const visitor = await world.person('Visitor')
    const [writes, reads, foreign] = await Promise.all([member, host, visitor].map((one) => Ear.open(address, one)))
    for (const ear of [writes!, reads!, foreign!]) ear.watch(discussion.id, 1)
    await quiet(150)
    foreign!.say({ writing: { item: discussion.id } })
    writes!.say({ writing: { item: discussion.id, name: 'Somebody else' } })
    expect((await reads!.until((heard) => heard.writing !== undefined)).writing).toMatchObject({
      id: member.id,
      name: 'Luc Moreau',
    })
    await quiet()
    expect(reads!.heard.filter((heard) => heard.writing)).toHaveLength(1)
    expect(writes!.heard.filter((heard) => heard.writing)).toEqual([])
    expect(foreign!.heard).toEqual([{ item: discussion.id, gone: true }])
    // Where one may only read, nobody writes.
    await world.owner`update space set closed_at = now() where id = ${community.id}`
    await quiet(2_600)
    writes!.say({ writing: { item: discussion.id } })
    await quiet()
    expect(reads!.heard.filter((heard) => heard.writing)).toHaveLength(1)
    for (const ear of [writes!, reads!, foreign!]) ear.close()
  })

  it('is here: only who chose to be seen, for those who read the same', async () => {
    const { host, member, discussion } = await set()
    const [reads, silent] = await Promise.all([Ear.open(address, host), Ear.open(address, member)])
    reads.watch(discussion.id, 1)
    silent.watch(discussion.id, 1)
    await quiet(300)
    const seen = (ear: Ear) => ear.heard.filter(({ here }) => here?.length)
    expect(seen(reads)).toEqual([])
    await member.post('/me/presence', { shown: true })
    await reads.until(({ here }) => here?.[0]?.name === 'Luc Moreau')
    expect(seen(silent)).toEqual([])
    silent.close()
    await reads.until(
      (heard) =>
        heard.here?.length === 0 && reads.heard.indexOf(heard) > reads.heard.findIndex(({ here }) => here?.length),
    )
    reads.close()
  })
})
