import { describe, expect, inject, it } from 'vitest'
import { connect } from '../../src/platform/database/connect.ts'
import { type Discussion, type Person, testSite } from '../site.ts'
import { Ear, quiet } from './ear.ts'

/** What must hold however badly the lines behave: nothing missed, nothing doubled, several processes as one. */

const world = await testSite()
const peer = await world.peer()
const addresses = [await world.listen(), await peer.listen()] as const

async function set(people = 3) {
  const host = await world.person('Ada Thorne')
  const community = await world.community(host)
  const members: Person[] = [host]
  for (let i = 1; i < people; i++) {
    const member = await world.person(`Member ${i}`)
    await world.join(community, member)
    members.push(member)
  }
  return { host, members, community, discussion: await world.discussion(community, host) }
}

const say = (by: Person, discussion: Discussion, text: string) => by.post(`${discussion.path}/messages`, { text })

/** The messages of a discussion as a fresh page shows them to this person, by number. */
async function fresh(person: Person, discussion: Discussion): Promise<Map<number, string>> {
  const shown = new Map<number, string>()
  for (let page = 1; ; page++) {
    const { body } = await person.get(`${discussion.path}?page=${page}`)
    for (const [html, number] of body.matchAll(/<article class="message[^"]*" id="m(\d+)"[\s\S]*?<\/article>/g))
      shown.set(Number(number), html)
    if (!body.includes('rel="next"')) return shown
  }
}

/** What every page adds by itself: which reactions are one's own. */
function alike(messages: Map<number, string>): [number, string][] {
  return [...messages]
    .sort(([a], [b]) => a - b)
    .map(([number, html]) => [number, html.replace(/name="(on|off)"/g, '').replace(/aria-pressed="(true|false)"/g, '')])
}

/** A page that loses its line at the worst moments, and takes it up again at whichever process answers. */
class Reader {
  readonly shown = new Map<number, string>()
  modseq = 0
  private ear: Ear | undefined
  private read = 0

  constructor(
    readonly person: Person,
    private readonly discussion: Discussion,
  ) {}

  async begin(): Promise<void> {
    this.modseq = ((await this.person.json(this.discussion.path)).json() as { modseq: number }).modseq
    for (const [number, html] of await fresh(this.person, this.discussion)) this.shown.set(number, html)
  }

  async connect(address: string): Promise<void> {
    this.ear = await Ear.open(address, this.person)
    this.read = 0
    this.ear.watch(this.discussion.id, this.modseq)
  }

  /** Takes in what was heard so far. */
  async take(): Promise<void> {
    for (const heard of this.ear?.heard.slice(this.read) ?? []) {
      this.read++
      if (heard.item !== this.discussion.id || heard.modseq === undefined) continue
      expect(heard.modseq, 'never back').toBeGreaterThanOrEqual(this.modseq)
      this.modseq = heard.modseq
      if (heard.resync) await this.begin()
      for (const { number, html } of heard.messages ?? []) this.shown.set(number, html)
    }
  }

  drop(): void {
    this.ear?.close()
    this.ear = undefined
  }

  get connected(): boolean {
    return this.ear !== undefined
  }
}

describe('a line that breaks', () => {
  it('at the end shows what a fresh page shows, whatever happened, to everyone, at whichever process', async () => {
    const { members, discussion } = await set(4)
    const readers = members.map((person) => new Reader(person, discussion))
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * below)
    }
    for (const reader of readers) {
      await reader.begin()
      await reader.connect(addresses[random(2)]!)
    }
    let numbers = 1
    const versions = new Map<number, { by: Person; version: number; removed: boolean }>()
    for (let step = 0; step < 160; step++) {
      const by = members[random(members.length)]!
      const number = 2 + random(Math.max(1, numbers - 1))
      const known = versions.get(number)
      const at = `${discussion.path}/messages/${number}`
      const kind = random(10)
      if (kind < 4 || !known) {
        await say(by, discussion, `Step ${step}`)
        versions.set(++numbers, { by, version: 1, removed: false })
      } else if (kind < 6 && !known.removed) {
        await known.by.post(`${at}/edit`, { text: `Step ${step}, changed`, version: known.version++ })
      } else if (kind < 8 && !known.removed) {
        if (by !== known.by) await by.post(`${at}/reactions`, { [random(2) ? 'on' : 'off']: 'thanks' })
      } else {
        await known.by.post(`${at}/${known.removed ? 'restoration' : 'removal'}`)
        known.removed = !known.removed
      }
      const reader = readers[random(readers.length)]!
      await reader.take()
      if (random(4) === 0) {
        if (reader.connected) reader.drop()
        else await reader.connect(addresses[random(2)]!)
      }
    }
    for (const reader of readers) {
      if (!reader.connected) await reader.connect(addresses[random(2)]!)
    }
    const { modseq } = (await members[0]!.json(discussion.path)).json() as { modseq: number }
    for (const reader of readers) {
      await expect
        .poll(async () => {
          await reader.take()
          return reader.modseq
        })
        .toBe(modseq)
      expect(alike(reader.shown)).toEqual(alike(await fresh(reader.person, discussion)))
      expect([...reader.shown.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: numbers }, (_, i) => i + 1))
      reader.drop()
    }
    expect(world.mistakes).toEqual([])
  }, 60_000)

  it('is closed orderly when a process stops, and the other takes over', async () => {
    const { members, discussion } = await set()
    const third = await world.peer()
    const reader = new Reader(members[1]!, discussion)
    await reader.begin()
    const ear = await Ear.open(await third.listen(), members[1]!)
    ear.watch(discussion.id, reader.modseq)
    await quiet(100)
    await third.server.close()
    expect(await ear.closed()).toBe(1012)
    await say(members[0]!, discussion, 'Between two processes')
    await reader.connect(addresses[0])
    await expect.poll(() => reader.take().then(() => reader.shown.size)).toBe(2)
    reader.drop()
  })
})

describe('two processes', () => {
  it('are one to who listens: words, writing, presence, the end of a membership and of a session', async () => {
    const { host, members, community, discussion } = await set()
    const [, one, two] = members as [Person, Person, Person]
    await one.post('/me/presence', { shown: true })
    const here = await Ear.open(addresses[0], one)
    const there = await Ear.open(addresses[1], two)
    for (const ear of [here, there]) ear.watch(discussion.id, 1)
    await there.until(({ here: people }) => people?.[0]?.id === one.id)
    await say(host, discussion, 'To both')
    await Promise.all([here.text('To both'), there.text('To both')])
    here.say({ writing: { item: discussion.id } })
    await there.until(({ writing }) => writing?.id === one.id)
    await world.owner`update membership set ended_at = now() where person_id = ${two.id} and space_id = ${community.id}`
    await there.until((heard) => heard.gone === true)
    const { length } = there.heard
    await say(host, discussion, 'To one')
    await here.text('To one')
    await quiet()
    expect(there.heard).toHaveLength(length)
    await two.submit('/sign-out')
    expect(await there.closed()).toBe(4401)
    here.close()
  })
})

describe('what can go wrong', () => {
  it('a lost word of the bus is made good by looking', async () => {
    const { host, members, discussion } = await set()
    const ear = await Ear.open(addresses[1], members[1]!)
    ear.watch(discussion.id, 1)
    await quiet(150)
    const { bus } = world.site
    const publish = bus.publish
    bus.publish = () => {}
    await say(host, discussion, 'Nobody was told').finally(() => (bus.publish = publish))
    await quiet()
    expect(ear.heard).toEqual([])
    await ear.until((heard) => heard.messages?.[0]?.html.includes('Nobody was told') ?? false, 17_000)
    ear.close()
  }, 30_000)

  it('a connection to the bus that breaks is taken up again, and what was said meanwhile is found', async () => {
    const { host, members, discussion } = await set()
    const ear = await Ear.open(addresses[1], members[1]!)
    ear.watch(discussion.id, 1)
    await quiet(150)
    const { address, user, password } = inject('server')
    const admin = connect(address, { user, password }, 1)
    const ended = await admin`select pg_terminate_backend(pid) from pg_stat_activity
      where query ilike 'listen%' and datname = ${world.site.database.address.database}`
    await admin.end()
    expect(ended.length).toBeGreaterThanOrEqual(2)
    await say(host, discussion, 'While the bus was away')
    await ear.until((heard) => heard.messages?.[0]?.html.includes('While the bus was away') ?? false, 17_000)
    // And from now on it is heard at once again.
    await quiet(500)
    const from = Date.now()
    await say(host, discussion, 'Since it is back')
    await ear.text('Since it is back')
    expect(Date.now() - from).toBeLessThan(3_000)
    ear.close()
  }, 30_000)

  it('who does not read is left behind, hears one word when they do, and holds up nobody', async () => {
    const { host, members, discussion } = await set()
    const [slow, quick] = await Promise.all([Ear.open(addresses[0], members[1]!), Ear.open(addresses[0], members[2]!)])
    for (const ear of [slow, quick]) ear.watch(discussion.id, 1)
    await quiet(150)
    const { _socket: wire } = slow.socket as unknown as { _socket: { pause(): void; resume(): void } }
    wire.pause()
    const long = 'A very long letter about the river. '.repeat(1_300)
    let last = 0
    for (let i = 0; i < 215; i++)
      last = ((await say(host, discussion, `${i} ${long}`)).json() as { number: number }).number
    await quick.until((heard) => heard.messages?.some(({ number }) => number === last) ?? false, 10_000)
    const { body } = await world.server.inject('/metrics')
    const before = slow.heard.length
    wire.resume()
    const end = await slow.until((heard) => heard.modseq === last, 10_000)
    expect(slow.heard.length - before).toBeLessThan(200)
    expect(end.resync ?? end.messages!.length > 1).toBe(true)
    expect(slow.code).toBeUndefined()
    expect(Number(/copse_live_connections (\d+)/.exec(body)![1])).toBeGreaterThanOrEqual(2)
    for (const ear of [slow, quick]) ear.close()
  }, 60_000)
})
