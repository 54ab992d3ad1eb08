import { afterEach, describe, expect, it } from 'vitest'
import { type Community, type Discussion, type Person, testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'

const world = await testSite()
const { told } = await workersOf(world)
const ada = await world.person('Ada Umeh')
const bashir = await world.person('Bashir Rahmani')
const sana = await world.person('Sana Halabi', { lang: 'fr' })
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, bashir)
await world.join(river, sana)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

interface Notice {
  id: number
  reason: string
  sentence: string
  url: string
  title: string
  unread: number
}

/** What someone is told, without what was told before. */
async function newsOf(person: Person): Promise<Notice[]> {
  await told()
  const { notifications } = (await person.json('/notifications')).json()
  return notifications.filter((one: Notice) => one.unread)
}

async function reasonsOf(person: Person, discussion: Discussion): Promise<string[]> {
  return (await newsOf(person)).filter((one) => one.url.startsWith(discussion.path)).map((one) => one.reason)
}

const say = (by: Person, discussion: Discussion, text: string, more = {}) =>
  by.post(`${discussion.path}/messages`, { text, ...more })
const read = (by: Person, discussion: Discussion, number: number) => by.post(`${discussion.path}/reading`, { number })

describe('someone is told', () => {
  it('who names them, once, though they follow it too', async () => {
    const it = await world.discussion(river, ada, 'Jars', { text: `Ask @${bashir.handle}.` })
    await bashir.post(`${it.path}/follow`, { level: 'follow' })
    await say(ada, it, `And @${bashir.handle} again`)
    const [one, ...others] = (await newsOf(bashir)).filter((notice) => notice.url.startsWith(it.path))
    expect(others).toEqual([])
    expect(one).toMatchObject({
      reason: 'named',
      sentence: 'Ada Umeh named you',
      url: `${it.path}/messages/1`,
      unread: 2,
    })
    expect(await reasonsOf(sana, it)).toEqual([])
    expect(await reasonsOf(ada, it)).toEqual([])
  })

  it('who answers their words, and who answers what they began', async () => {
    const it = await world.discussion(river, sana, 'What is that sound?', { intent: 'question' })
    await say(bashir, it, 'A bittern.')
    await say(ada, it, 'Surely not.', { replyTo: 2 })
    expect(await reasonsOf(bashir, it)).toEqual(['answered'])
    const [mine] = (await newsOf(sana)).filter((one) => one.url.startsWith(it.path))
    expect(mine).toMatchObject({
      reason: 'yours',
      sentence: 'Ada Umeh et une autre personne ont répondu à votre question',
    })
  })

  it('what is said in what they follow: an item, a tag, a place; and not what they muted', async () => {
    const tagged = await world.discussion(river, ada, 'Weirs', { tags: ['weir'] })
    const plain = await world.discussion(river, ada, 'Plain')
    // What was said before they chose is told by what they had chosen then.
    await told()
    await world.owner`insert into follow_tag (person_id, space_id, tag, level) values (${bashir.id}, ${river.id}, 'weir', 'follow')`
    await sana.post(`${river.path}/following`, { level: 'follow' })
    await sana.post(`${plain.path}/follow`, { level: 'muted' })
    for (const it of [tagged, plain]) await say(ada, it, 'More.')
    expect([await reasonsOf(bashir, tagged), await reasonsOf(bashir, plain)]).toEqual([['follows'], []])
    expect([await reasonsOf(sana, tagged), await reasonsOf(sana, plain)]).toEqual([['follows'], []])
    await sana.post(`${river.path}/following`, { level: '' })
    await world.owner`delete from follow_tag`
  })

  it('what hosts announce, all of them; and which answer was chosen, only whose it is', async () => {
    const news = await world.discussion(river, ada, 'Walk on Sunday', { intent: 'announcement' })
    expect([await reasonsOf(bashir, news), await reasonsOf(sana, news)]).toEqual([['announced'], ['announced']])
    const asked = await world.discussion(river, sana, 'Which boots?', { intent: 'question' })
    await say(bashir, asked, 'High ones.')
    await sana.post(`${asked.path}/acceptance`, { number: 2 })
    expect(await reasonsOf(bashir, asked)).toEqual(['accepted'])
  })

  it('what a host did to their words, and not what they did themselves', async () => {
    const it = await world.discussion(river, bashir, 'Old nets')
    await ada.post(`${it.path}/closure`, { reason: 'Sold.' })
    expect(await reasonsOf(bashir, it)).toEqual(['tended'])
    const own = await world.discussion(river, bashir, 'More nets')
    await bashir.post(`${own.path}/closure`, { reason: 'Sold too.' })
    expect(await reasonsOf(bashir, own)).toEqual([])
  })

  it('of thanks only when they want to be, and no longer when they are taken back', async () => {
    const it = await world.discussion(river, bashir, 'Thanks for the nets')
    const thank = (on: boolean) =>
      ada.post(`${it.path}/messages/1/reactions`, on ? { on: 'thanks' } : { off: 'thanks' })
    await thank(true)
    expect(await reasonsOf(bashir, it)).toEqual([])
    await bashir.post('/me/notifications', { thanks: 'page' })
    await thank(false)
    await thank(true)
    expect(await reasonsOf(bashir, it)).toEqual(['thanked'])
    await thank(false)
    expect(await reasonsOf(bashir, it)).toEqual([])
  })

  it('when somebody is named by a change; as the stronger reason, and anew', async () => {
    const it = await world.discussion(river, ada, 'Spelling')
    await bashir.post(`${it.path}/follow`, { level: 'follow' })
    await say(ada, it, 'Ask Bashir.')
    expect(await reasonsOf(bashir, it)).toEqual(['follows'])
    await read(bashir, it, 2)
    await ada.post(`${it.path}/messages/2/edit`, { text: `Ask @${bashir.handle}.`, version: 1, lang: 'en' })
    expect(await reasonsOf(bashir, it)).toEqual(['named'])
    await ada.post(`${it.path}/messages/2/edit`, { text: `Do ask @${bashir.handle}.`, version: 2, lang: 'en' })
    await read(bashir, it, 2)
    expect(await reasonsOf(bashir, it)).toEqual([])
  })

  it('at the door: hosts of requests, people of invitations by name, until it is settled', async () => {
    await ada.post(`${river.path}/settings/door`, { visibility: 'announced', joining: 'request' })
    const maud = await world.person('Maud Ferrand')
    await maud.post(`${river.path}/door`, {})
    const knocked = (await newsOf(ada)).find((one) => one.reason === 'knocked')!
    expect(knocked).toMatchObject({
      sentence: 'Maud Ferrand would like to join River Keepers',
      url: `${river.path}/requests`,
    })
    expect((await newsOf(bashir)).filter((one) => one.reason === 'knocked')).toEqual([])
    const { requests } = (await ada.json(`${river.path}/requests`)).json()
    await ada.post(`${river.path}/requests/${requests[0].id}/declining`, {})
    expect((await newsOf(ada)).filter((one) => one.reason === 'knocked')).toEqual([])
  })

  it('nothing when they are not there any more, nor in another community', async () => {
    const gone = await world.person('Tamsin Reeve')
    await world.join(river, gone)
    const it = await world.discussion(river, gone, 'Handing over')
    await gone.post(`${river.path}/leaving`, {})
    await say(ada, it, `Thank you @${gone.handle}`)
    expect(await newsOf(gone)).toEqual([])
    expect(await newsOf(noor)).toEqual([])
    const past = await world.person('Past Guest')
    await world.join(river, past, 'guest', { until: new Date(Date.now() + 60_000) })
    await past.post(`${it.path}/follow`, { level: 'follow' })
    await say(ada, it, 'One more')
    expect(await reasonsOf(past, it)).toEqual(['follows'])
    await world.owner`update membership set until = now() - interval '1 minute' where person_id = ${past.id}`
    await say(ada, it, 'And another')
    expect(await newsOf(past)).toEqual([])
  })
})

describe('what someone was told', () => {
  it('is read when they read it, as far as they read, and the bell knows', async () => {
    const reader = await world.person('Luc Marchetti')
    await world.join(river, reader)
    const it = await world.discussion(river, reader, 'My bank')
    const bell = async () => !/data-news hidden/.test((await reader.get('/')).body)
    expect(await bell()).toBe(false)
    for (const text of ['First', 'Second']) await say(ada, it, text)
    expect(await newsOf(reader)).toMatchObject([{ unread: 2, url: `${it.path}/messages/2` }])
    expect(await bell()).toBe(true)
    await read(reader, it, 2)
    expect(await newsOf(reader)).toMatchObject([{ unread: 1, url: `${it.path}/messages/3` }])
    await read(reader, it, 3)
    expect(await newsOf(reader)).toEqual([])
    expect(await bell()).toBe(false)
  })

  it('is gone with the words, the item, and the membership', async () => {
    const reader = await world.person('Yara Quispe')
    await world.join(river, reader)
    const it = await world.discussion(river, ada, 'Words', { text: `@${reader.handle}!` })
    await say(ada, it, `@${reader.handle} again`)
    expect(await newsOf(reader)).toMatchObject([{ unread: 2 }])
    await ada.post(`${it.path}/messages/2/removal`)
    expect(await newsOf(reader)).toMatchObject([{ unread: 1 }])
    await ada.post(`${it.path}/removal`)
    expect(await newsOf(reader)).toEqual([])
    const other = await world.discussion(river, ada, 'Others', { text: `@${reader.handle}!` })
    expect(await reasonsOf(reader, other)).toEqual(['named'])
    await ada.post(`${river.path}/members/${reader.handle}/ending`)
    expect(await newsOf(reader)).toEqual([])
    expect(await world.owner`select from notification where person_id = ${reader.id}`).toHaveLength(0)
  })

  it('goes along where the words go, for whoever may read them there', async () => {
    const [inside, outside] = [await world.person('Inside'), await world.person('Outside')]
    for (const one of [inside, outside]) await world.join(river, one)
    const made = (await ada.post(`${river.path}/circles`, { name: 'Weirs', visibility: 'listed' })).json()
    const weirs: Community = { id: made.id, slug: made.url.slice(3), path: made.url, host: ada }
    await world.join(weirs, inside)
    const it = await world.discussion(river, ada, 'Moved', { text: `@${inside.handle} and @${outside.handle}` })
    expect([await reasonsOf(inside, it), await reasonsOf(outside, it)]).toEqual([['named'], ['named']])
    const moved = await ada.post(`${it.path}/moving`, { to: weirs.slug })
    expect(moved.statusCode).toBe(200)
    expect(await newsOf(inside)).toMatchObject([{ reason: 'named', url: expect.stringContaining(weirs.path) }])
    expect(await newsOf(outside)).toEqual([])
  })

  it('can be marked as read: one thing, or all until now; never another person’s', async () => {
    const [one, two] = [await world.person('One'), await world.person('Two')]
    for (const each of [one, two]) await world.join(river, each)
    for (const title of ['A', 'B', 'C'])
      await world.discussion(river, ada, title, { text: `@${one.handle} @${two.handle}` })
    const [first] = await newsOf(one)
    await two.post('/notifications/reading', { id: first!.id })
    expect(await newsOf(one)).toHaveLength(3)
    await one.post('/notifications/reading', { id: first!.id })
    expect(await newsOf(one)).toHaveLength(2)
    const before = new Date(Date.now() - 60_000).toISOString()
    expect((await one.post('/notifications/reading', { until: before })).json().read).toBe(0)
    expect((await one.post('/notifications/reading')).json().read).toBe(2)
    expect([await newsOf(one), (await newsOf(two)).length]).toEqual([[], 3])
    expect((await world.nobody.post('/notifications/reading')).statusCode).toBe(401)
  })

  it('besides what is said is read when its page is opened; what is said is not', async () => {
    const reader = await world.person('Opener')
    await world.join(river, reader)
    const it = await world.discussion(river, reader, 'Which rake?', { intent: 'question' })
    await say(reader, it, 'A wooden one?')
    expect((await reader.get(it.path)).body).not.toContain('<copse-told')
    await ada.post(`${it.path}/acceptance`, { number: 2 })
    await say(ada, it, 'Yes.')
    expect(await reasonsOf(reader, it)).toEqual(['accepted'])
    expect((await reader.get(it.path)).body).toContain(`<copse-told data-item="${it.id}"`)
    const opened = await reader.post('/notifications/reading', { item: it.id })
    expect(opened.json()).toMatchObject({ read: 1, news: true })
    expect(await reasonsOf(reader, it)).toEqual(['yours'])
    expect((await bashir.post('/notifications/reading', { item: it.id })).json().read).toBe(0)
  })

  it('is told once, however often the job runs', async () => {
    const reader = await world.person('Once')
    await world.join(river, reader)
    const it = await world.discussion(river, ada, 'Once', { text: `@${reader.handle}` })
    await told()
    const again = await world.owner<{ id: number }[]>`select id from activity where item_id = ${it.id}`
    for (const { id } of again)
      for (let i = 0; i < 3; i++) await world.owner`select tell(${id}, ${world.owner.json(world.site.tells)})`
    expect(await world.owner`select from notification where person_id = ${reader.id}`).toHaveLength(1)
    await read(reader, it, 1)
    for (const { id } of again) await world.owner`select tell(${id}, ${world.owner.json(world.site.tells)})`
    expect(await newsOf(reader)).toEqual([])
  })

  it('has pages, and asks the database as often for much as for little', async () => {
    const reader = await world.person('Busy Reader')
    await world.join(river, reader)
    const fill = async (count: number) => {
      for (let i = 0; i < count; i++) await world.discussion(river, ada, `Call ${i}`, { text: `@${reader.handle}` })
      await told()
    }
    const count = async (path: string) => (await world.statementsOf(() => reader.get(path))).length
    await fill(1)
    const little = [await count('/notifications'), await count('/waiting')]
    await fill(32)
    expect([await count('/notifications'), await count('/waiting')]).toEqual(little)
    const first = (await reader.json('/notifications')).json()
    expect(first.notifications).toHaveLength(30)
    const second = (await reader.json(first.next)).json()
    expect(second.notifications).toHaveLength(3)
    const ids = [...first.notifications, ...second.notifications].map((one: Notice) => one.id)
    expect(new Set(ids).size).toBe(33)
    expect((await reader.json('/notifications?before=nonsense')).statusCode).toBe(400)
  })
})

describe('how someone hears', () => {
  it('begins calm, is kept, and is theirs alone', async () => {
    const one = await world.person('Chooser')
    await world.join(river, one)
    const begins = (await one.json('/me/notifications')).json()
    expect(begins).toMatchObject({
      choices: { named: 'mail', answers: 'mail', follows: 'page', thanks: 'none' },
      letters: true,
      weekly: true,
      quietFrom: 21,
      quietTo: 7,
      communities: [{ slug: river.slug, weekly: true }],
    })
    await one.post('/me/notifications', { follows: 'mail', communities: [], weekday: 5 })
    expect((await one.json('/me/notifications')).json()).toMatchObject({
      choices: { named: 'mail', follows: 'mail' },
      weekday: 5,
      letters: true,
      communities: [{ weekly: false }],
    })
    const other = (await bashir.json('/me/notifications')).json()
    expect(other.choices.follows).toBe('page')
  })

  it('by the form: what is not ticked is off, what is wrong is said and nothing is lost', async () => {
    const one = await world.person('Former')
    await world.join(river, one)
    const sent = await one.submit('/me/notifications', {
      form: 'true',
      named: 'page',
      weekday: '3',
      morning: '9',
      communities: river.slug,
    })
    expect(sent.statusCode).toBe(303)
    expect((await one.json('/me/notifications')).json()).toMatchObject({
      choices: { named: 'page' },
      letters: false,
      weekly: false,
      quietFrom: null,
      morning: 9,
      communities: [{ weekly: true }],
    })
    const wrong = await one.submit('/me/notifications', {
      form: 'true',
      quiet: 'true',
      quietFrom: '8',
      quietTo: '8',
      named: 'none',
    })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toMatch(/value="none" selected/)
  })

  it('not at all: nothing is kept', async () => {
    const one = await world.person('Silent')
    await world.join(river, one)
    await one.post('/me/notifications', { named: 'none' })
    await world.discussion(river, ada, 'Psst', { text: `@${one.handle}` })
    expect(await newsOf(one)).toEqual([])
  })

  it('rests until a day', async () => {
    const one = await world.person('Resting')
    const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10)
    await one.post('/me/notifications/pause', { until: day })
    expect((await one.json('/me/notifications')).json().pausedUntil).toBe(day)
    expect((await one.get('/me/notifications')).body).toContain('<time')
    for (const until of ['2020-01-01', '2999-01-01', 'soon', '2026-13-45'])
      expect((await one.submit('/me/notifications/pause', { until })).statusCode).toBe(422)
    await one.submit('/me/notifications/pause')
    expect((await one.json('/me/notifications')).json().pausedUntil).toBeNull()
  })
})
