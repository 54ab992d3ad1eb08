import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'
import { asPerson } from '../../spine/request/transaction.ts'
import { invitationPath } from '../../spine/spaces/invitations.ts'
import { wordsIn } from './starters.ts'

const world = await testSite()
await workersOf(world)
const ada = await world.person('Ada Umeh')
const ines = await world.person('Ines Ferreira')
const luc = await world.person('Luc Marchetti')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada)
await world.join(river, ines, 'host')
await world.join(river, luc)
const orchard = await world.community(noor, 'Orchard')

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

interface Path {
  steps: { name: string; state: string; url: string }[]
  done: number
  current: string | null
  putAway: boolean
  setUps: { slug: string }[]
  toGreet: { id: number; name: string; greeted: boolean }[]
  firstDate: { title: string; text: string; day: string; time: string; zone: string }
}

const pathOf = async (by: Person, place: Community): Promise<Path> => (await by.json(`${place.path}/beginning`)).json()
const statesOf = async (by: Person, place: Community) =>
  Object.fromEntries((await pathOf(by, place)).steps.map(({ name, state }) => [name, state]))
const steps = (place: Community) => `${place.path}/beginning`
const three = (lang: string) =>
  Object.fromEntries(
    wordsIn(lang).starters.flatMap(({ title, text }, i) => [
      [`post${i + 1}`, true],
      [`title${i + 1}`, title],
      [`text${i + 1}`, text],
    ]),
  )
/** Invited by an address, somebody new comes in by the link. */
async function comes(place: Community, email: string): Promise<Person> {
  const [row] = await world.owner<[{ id: number }]>`
    select id from invitation where space_id = ${place.id} and email = ${email} order by id desc limit 1`
  const person = await world.person('Someone Invited')
  await person.post(invitationPath(world.site, row.id))
  return person
}

describe('the path', () => {
  it('is for the hosts of a community: members are refused, for others it does not exist, nor for a circle', async () => {
    for (const rest of ['', '/newcomer']) {
      expect((await ada.get(steps(river) + rest)).statusCode).toBe(200)
      expect((await luc.get(steps(river) + rest)).statusCode).toBe(403)
      expect((await noor.get(steps(river) + rest)).statusCode).toBe(404)
    }
    const { url } = (await ada.post(`${river.path}/circles`, { name: 'Care', visibility: 'listed' })).json()
    expect((await ada.json(`${url}/beginning`)).statusCode).toBe(404)
    expect((await ada.post(`${url}/beginning/later`, { step: 'door', on: true })).statusCode).toBe(404)
  })

  it('knows what is done by what is there, goes on to the next step, and to it from Home', async () => {
    const host = await world.person('Petra Novak')
    const place = await world.community(host, 'Owl Walkers')
    expect(await pathOf(host, place)).toMatchObject({ done: 1, current: 'tools', putAway: false })
    const home = await host.get(place.path)
    expect(home.body).toContain('First steps: 1 of 9')
    expect(home.body).toContain('Next: Choose up to three tools')
    await host.post(`${place.path}/settings/tools`, { tools: ['discussions', 'calendar', 'pages'] })
    await world.discussion(place, host)
    await host.post(`${place.path}/settings/door`, { visibility: 'listed', joining: 'request' })
    await host.post(`${place.path}/events`, { title: 'Walk', day: '2099-05-12', time: '20:00' })
    await host.post(`${place.path}/invitations`, { note: 'Come.' })
    expect(await statesOf(host, place)).toEqual({
      create: 'done',
      tools: 'done',
      starters: 'done',
      door: 'done',
      date: 'done',
      host: 'open',
      newcomer: 'open',
      greet: 'open',
      invite: 'done',
    })
    await world.join(place, ines, 'host')
    expect(await statesOf(host, place)).toMatchObject({ host: 'done' })
    // What is taken away is not there.
    const [walk] = await world.owner<[{ id: number }]>`select item_id id from event where space_id = ${place.id}`
    await host.post(`${place.path}/events/${walk.id}/removal`)
    expect(await pathOf(host, place)).toMatchObject({ current: 'date' })
  })

  it('puts a step off and takes it up again, for all hosts; blocks nothing', async () => {
    await ada.post(`${steps(river)}/later`, { step: 'tools', on: true })
    expect(await statesOf(ines, river)).toMatchObject({ tools: 'later' })
    expect((await pathOf(ines, river)).current).toBe('starters')
    expect((await ada.get(`${steps(river)}?step=tools`)).body).toContain(`action="${steps(river)}/tools"`)
    await ada.post(`${steps(river)}/later`, { step: 'tools', on: false })
    expect((await pathOf(ines, river)).current).toBe('tools')
    expect((await luc.post(`${steps(river)}/later`, { step: 'tools', on: true })).statusCode).toBe(403)
    expect((await noor.post(`${steps(river)}/later`, { step: 'tools', on: true })).statusCode).toBe(404)
    expect((await ada.post(`${steps(river)}/later`, { step: 'create', on: true })).statusCode).toBe(422)
  })

  it('speaks on Home to hosts of a new community until it is put away, and is found again in the settings', async () => {
    const line = async (by: Person) => (await by.get(river.path)).body.includes('First steps: ')
    expect([await line(ada), await line(luc)]).toEqual([true, false])
    const away = await ada.submit(`${steps(river)}/away`, { on: 'true' })
    expect([away.statusCode, away.headers.location]).toEqual([303, river.path])
    expect([await line(ada), await line(ines)]).toEqual([false, false])
    expect((await ada.get(`${river.path}/settings`)).body).toContain(`href="${steps(river)}"`)
    await ada.post(`${steps(river)}/away`, { on: false })
    expect(await line(ines)).toBe(true)
    await world.owner`update space set created_at = now() - interval '91 days' where id = ${river.id}`
    expect(await line(ada)).toBe(false)
    expect((await ada.get(steps(river))).statusCode).toBe(200)
  })
})

describe('the tools', () => {
  it('takes up to three besides what is there', async () => {
    const place = await world.community(ada, 'Three Tools')
    const many = await ada.submit(`${steps(place)}/tools`, { tools: ['pages', 'files', 'links', 'gaps'] })
    expect(many.statusCode).toBe(422)
    expect(many.body).toContain('At most 3 tools')
    expect(many.body.match(/name="tools" value="\w+" checked/g)).toHaveLength(4)
    expect((await ada.post(`${steps(place)}/tools`, { tools: ['pages', 'files', 'nonsense'] })).statusCode).toBe(200)
    const { tools } = (await ada.json(`${place.path}/settings`)).json()
    expect(tools.toSorted()).toEqual([...world.site.begins.community, 'files', 'pages'].toSorted())
    expect(await statesOf(ada, place)).toMatchObject({ tools: 'done' })
  })

  it('copies how another community of one’s own is arranged, no people and no words; that of others does not exist', async () => {
    await noor.post(`${orchard.path}/calendar/year`, { month: 9 })
    await noor.post(`${orchard.path}/settings/tools`, { tools: ['discussions', 'links'] })
    await noor.post(`${orchard.path}/settings/door`, {
      visibility: 'announced',
      joining: 'request',
      questions: 'Which tree?\nWhose ladder?',
      answersShown: true,
      membersInvite: true,
    })
    const hello = await world.discussion(orchard, noor, 'Grafting in the rain', { tags: 'grafting' })
    await world.join(orchard, luc)
    const told = {
      timeAsked: 'an hour a month',
      agreements: 'Ask before you prune.\nBring gloves.',
      helloQuestion: 'Sweet or sour?',
    }
    await noor.post(`${orchard.path}/settings/welcome`, { ...told, helloId: hello.id, welcomerId: luc.id })

    const meadow = await world.community(noor, 'Meadow')
    const own = await world.discussion(meadow, noor, 'Hello, meadow')
    await noor.post(`${meadow.path}/settings/welcome`, { timeAsked: 'a day', helloId: own.id, welcomerId: noor.id })
    expect((await pathOf(noor, meadow)).setUps).toEqual([{ slug: orchard.slug, name: 'Orchard' }])
    expect((await noor.post(`${steps(meadow)}/copy`, { from: orchard.slug })).statusCode).toBe(200)
    const arranged = (await noor.json(`${meadow.path}/settings`)).json()
    expect(arranged).toMatchObject({
      name: 'Meadow',
      tools: ['discussions', 'links'],
      visibility: 'announced',
      joining: 'request',
      questions: ['Which tree?', 'Whose ladder?'],
      answersShown: true,
      membersInvite: true,
    })
    expect((await noor.json(`${meadow.path}/settings/welcome`)).json()).toEqual({
      ...told,
      agreements: told.agreements.split('\n'),
      introduction: null,
      said: '',
      // The place and the person are its own.
      helloId: own.id,
      welcomerId: noor.id,
    })
    const year = await world.owner`select month from rhythm_year where space_id = ${meadow.id}`
    expect(year[0]).toMatchObject({ month: 9 })
    const [left] = await world.owner`
      select (select count(*)::int from item where space_id = ${meadow.id}) items, (select count(*)::int from tag where space_id = ${meadow.id}) tags,
        (select count(*)::int from membership where space_id = ${meadow.id}) people`
    expect(left).toEqual({ items: 1, tags: 0, people: 1 })

    // Of one that somebody else hosts nothing is copied, also by a member of it; nor of a circle, nor of nothing.
    const mine = await world.community(luc, 'Bees')
    const { url: circle } = (await luc.post(`${mine.path}/circles`, { name: 'Wax' })).json()
    for (const from of [orchard.slug, river.slug, circle.slice(3), 'never-was'])
      expect((await luc.post(`${steps(mine)}/copy`, { from })).statusCode, from).toBe(404)
    expect((await pathOf(luc, mine)).setUps).toEqual([])
    expect((await luc.json(`${mine.path}/settings`)).json()).toMatchObject({ visibility: 'hidden', questions: [] })
    expect((await luc.post(`${steps(orchard)}/copy`, { from: mine.slug })).statusCode).toBe(403)
    await world.join(orchard, ines, 'host')
    await world.join(orchard, noor)
    expect((await noor.post(`${steps(meadow)}/copy`, { from: orchard.slug })).statusCode).toBe(404)
  })
})

describe('three starter discussions', () => {
  it('become discussions of the host, those that are ticked, in the words that were typed', async () => {
    const place = await world.community(ada, 'Starters')
    const page = await ada.get(`${steps(place)}?step=starters`)
    for (const { title } of wordsIn('en').starters) expect(page.body).toContain(title)
    const body = { ...three('en'), title2: 'What hurts?', post3: false }
    expect((await ada.post(`${steps(place)}/starters`, body)).json()).toMatchObject({ begun: 2 })
    const { discussions } = (await ada.json(`${place.path}/discussions`)).json()
    expect(
      discussions.map(({ title, author }: { title: string; author: { id: number } }) => [title, author.id]),
    ).toEqual(
      expect.arrayContaining([
        ['What hurts?', ada.id],
        [wordsIn('en').starters[0]!.title, ada.id],
      ]),
    )
    expect(discussions).toHaveLength(2)
  })

  it('are begun once, however often they are sent, also at the same time', async () => {
    const place = await world.community(ada, 'Twice')
    await Promise.all([1, 2, 3].map(() => ada.post(`${steps(place)}/starters`, three('en'))))
    await ada.submit(`${steps(place)}/starters`, three('en'))
    expect((await ada.json(`${place.path}/discussions`)).json().discussions).toHaveLength(3)
  })

  it('keeps what was typed where a title is missing, and says so where none is ticked', async () => {
    const place = await world.community(ada, 'Refused')
    const page = await ada.submit(`${steps(place)}/starters`, { post2: 'true', title2: ' ', text2: 'Rare words.' })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('Rare words.')
    expect(page.body).toContain('id="title2-error"')
    const none = await ada.submit(`${steps(place)}/starters`, { title1: 'Mine' })
    expect([none.statusCode, none.body.includes('Tick at least one discussion')]).toEqual([422, true])
    expect((await luc.post(`${steps(place)}/starters`, three('en'))).statusCode).toBe(404)
  })

  it('speaks the language of the community', async () => {
    const host = await world.person('Maud Tessier', { lang: 'en' })
    const { id, url } = (await host.post('/communities', { name: 'Prairie', lang: 'fr' })).json()
    const place = { id, path: url, slug: url.slice(3), host }
    expect((await host.get(`${steps(place)}?step=starters`)).body).toContain('Que faire en premier')
    for (const _ of [1, 2]) await host.post(`${steps(place)}/starters`, three('fr'))
    const { discussions } = (await host.json(`${url}/discussions`)).json()
    // In the order in which they stood in the form.
    expect(discussions.map(({ title, lang }: { title: string; lang: string }) => [title, lang])).toEqual(
      wordsIn('fr').starters.map(({ title }) => [title, 'fr']),
    )
  })
})

describe('the door', () => {
  it('asks two questions of who knocks, and keeps the other rules', async () => {
    const place = await world.community(ada, 'Two Questions')
    await ada.post(`${place.path}/settings/door`, { visibility: 'hidden', questions: 'A\nB\nC', membersInvite: true })
    await ada.post(`${steps(place)}/door`, { joining: 'request', question1: 'What do you do?', question2: 'For whom?' })
    expect((await ada.json(`${place.path}/settings`)).json()).toMatchObject({
      visibility: 'listed',
      joining: 'request',
      questions: ['What do you do?', 'For whom?', 'C'],
      membersInvite: true,
    })
    expect((await ines.get(`${place.path}/door`)).body).toContain('For whom?')
    expect((await ines.post(`${steps(place)}/door`, { joining: 'free' })).statusCode).toBe(404)
    await ada.post(`${steps(place)}/door`, { joining: 'invitation' })
    expect((await ada.json(`${place.path}/settings`)).json()).toMatchObject({ visibility: 'listed', questions: ['C'] })
  })

  it('leaves hidden what is by invitation', async () => {
    const place = await world.community(ada, 'Hidden Still')
    await ada.post(`${steps(place)}/door`, { joining: 'invitation', question1: 'Why?' })
    expect((await ada.json(`${place.path}/settings`)).json()).toMatchObject({
      visibility: 'hidden',
      questions: ['Why?'],
    })
    expect((await ines.get(`${place.path}/door`)).statusCode).toBe(404)
    expect(await statesOf(ada, place)).toMatchObject({ door: 'done' })
  })
})

describe('a first date', () => {
  it('is suggested in two weeks, on a working day, and stands in the calendar by the host’s clock', async () => {
    const place = await world.community(ada, 'Dated')
    const { title, text, day, time, zone } = (await pathOf(ada, place)).firstDate
    const ahead = (Date.parse(day) - Date.parse(new Date().toISOString().slice(0, 10))) / 86_400_000
    expect(ahead).toBeGreaterThanOrEqual(14)
    expect(ahead).toBeLessThanOrEqual(18)
    expect([0, 6]).not.toContain(new Date(day).getUTCDay())
    const { url } = (await ada.post(`${steps(place)}/date`, { title, text, day, time, place: 'The mill' })).json()
    expect((await ada.json(url)).json()).toMatchObject({
      title: 'First meeting',
      starts: `${day}T${time}:00`,
      zone,
      place: 'The mill',
    })
    expect(await statesOf(ada, place)).toMatchObject({ date: 'done' })
    expect((await luc.post(`${steps(place)}/date`, { title, day, time })).statusCode).toBe(404)
  })

  it('asks once before it stands in a quiet time', async () => {
    const place = await world.community(ada, 'Quiet')
    await ada.post(`${place.path}/calendar/quiet`, { why: 'Harvest', starts: '2099-05-01', ends: '2099-05-31' })
    const typed = { title: 'All the same', day: '2099-05-12', time: '10:00' }
    const asked = await ada.submit(`${steps(place)}/date`, typed)
    expect([asked.statusCode, asked.body.includes('name="despite"')]).toEqual([422, true])
    expect((await ada.submit(`${steps(place)}/date`, { ...typed, despite: 'true' })).statusCode).toBe(303)
  })
})

describe('a second host', () => {
  /** Whether the page says that one comes as a host, and in how many parts of the letter that led there it stands. */
  async function toldOf(email: string): Promise<[boolean, number]> {
    const [row] = await world.owner<[{ id: number }]>`select id from invitation where email = ${email}`
    const { body } = await world.nobody.get(invitationPath(world.site, row.id))
    const letters = async () => {
      const folder = join(world.site.config.dataDir, 'outbox')
      const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'))
      const all = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
      return all.filter((letter) => letter.includes(`To: ${email}`))
    }
    await expect.poll(async () => (await letters()).length, { timeout: 10_000 }).toBe(1)
    // Lines are folded on the way.
    const letter = (await letters())[0]!.replace(/=\n/g, '')
    return [body.includes('You come as a host'), letter.split('You would be a host there').length - 1]
  }

  it('comes by a letter to an address, and is a host then', async () => {
    const place = await world.community(ada, 'Letters')
    const asked = await ada.post(`${steps(place)}/host`, { who: 'yara@example.org', note: 'With me?' })
    expect(asked.statusCode).toBe(200)
    expect(await toldOf('yara@example.org')).toEqual([true, 2])
    expect(await statesOf(ada, place)).toMatchObject({ host: 'done', invite: 'open' })
    await ada.post(`${place.path}/invitations/addresses`, { addresses: 'sana@example.org' })
    expect(await toldOf('sana@example.org')).toEqual([false, 0])
    expect((await ada.get(`${place.path}/invitations`)).body).toContain('as a host')
    const yara = await comes(place, 'yara@example.org')
    expect((await yara.json(place.path)).json().space.standing).toBe('host')
    const { entries } = (await ada.json(`${place.path}/about/log`)).json()
    expect(entries.map(({ verb }: { verb: string }) => verb)).toContain('hosting.invited')
    // The link has been used.
    const again = await comes(place, 'yara@example.org')
    expect((await again.json(place.path)).statusCode).toBe(404)
  })

  it('is worth nothing any more when who invited is no host', async () => {
    const place = await world.community(ada, 'Ended')
    await world.join(place, ines, 'host')
    await ines.post(`${steps(place)}/host`, { who: 'kwame@example.org' })
    await world.join(place, ines, 'member')
    const kwame = await comes(place, 'kwame@example.org')
    expect((await kwame.json(place.path)).statusCode).toBe(404)
  })

  it('is a member at once, by their handle', async () => {
    const place = await world.community(ada, 'Handles')
    await world.join(place, luc)
    expect((await ada.post(`${steps(place)}/host`, { who: `@${luc.handle}` })).statusCode).toBe(200)
    expect((await luc.json(place.path)).json().space.standing).toBe('host')
    const refused = async (who: string) => {
      const page = await ada.submit(`${steps(place)}/host`, { who })
      return [page.statusCode, page.body.includes('id="who-error"')]
    }
    for (const who of ['@nobody-here', 'two@example.org, three@example.org', 'no address', 'x@', luc.email])
      expect(await refused(who), who).toEqual([422, true])
  })

  it('is made by hand, by somebody who has just confirmed: not by a member, a stale session or a program', async () => {
    const place = await world.community(ines, 'Grave')
    await world.join(place, luc)
    expect((await luc.post(`${steps(place)}/host`, { who: 'a@example.org' })).statusCode).toBe(403)
    expect((await noor.post(`${steps(place)}/host`, { who: 'a@example.org' })).statusCode).toBe(404)
    await world.owner`update session set confirmed_at = now() - interval '1 hour' where person_id = ${ines.id}`
    const stale = await ines.post(`${steps(place)}/host`, { who: 'a@example.org' })
    expect(stale.statusCode).toBe(403)
    expect(await statesOf(ines, place)).toMatchObject({ host: 'open' })
    await world.owner`update session set confirmed_at = now() where person_id = ${ines.id}`
  })

  it('is still typed when the host has confirmed that it is they, and goes from the drafts once it is sent', async () => {
    const place = await world.community(ines, 'Stale')
    const form = `${steps(place)}?step=host`
    const typed = { who: 'teodora@example.org', note: 'With me, as we said?' }
    await world.owner`update session set confirmed_at = now() - interval '1 hour' where person_id = ${ines.id}`
    for (const who of ['first@example.org', typed.who]) {
      const led = await ines.submit(`${steps(place)}/host`, { ...typed, who })
      expect(led.headers.location).toBe(`/me/confirm?to=${encodeURIComponent(form)}&again=true`)
    }
    expect((await ines.json(`${place.path}/invitations`)).json().invitations).toEqual([])
    const drafts = async () => (await ines.json('/drafts')).json().drafts
    expect(await drafts()).toMatchObject([{ title: typed.who, url: form }])
    await world.owner`update session set confirmed_at = now() where person_id = ${ines.id}`
    const page = await ines.get(form)
    expect(page.body).toContain(`value="${typed.who}"`)
    expect(page.body).toContain(`>${typed.note}</textarea>`)
    expect((await ines.submit(`${steps(place)}/host`, typed)).headers.location).toBe(steps(place))
    expect(await drafts()).toEqual([])
    expect((await ines.get(form)).body).not.toContain(typed.who)
  })

  it('cannot be invited past the walls: of an invitation that a member makes the database allows a member’s alone', async () => {
    const place = await world.community(ada, 'Walls')
    await ada.post(`${place.path}/settings/door`, { visibility: 'hidden', membersInvite: true })
    await world.join(place, luc)
    const { app } = world.site.database
    const made = app.begin(async (sql) => {
      await sql`select enter_as(${luc.id}, ${place.slug})`
      await sql`insert into invitation (space_id, made_by, standing) values (${place.id}, ${luc.id}, 'host')`
    })
    await expect(made).rejects.toThrow(/row-level security/)
  })
})

describe('seeing it as a newcomer', () => {
  it('shows the door as it is and what the space itself says, nothing of its circles; and is done when it was seen', async () => {
    const place = await world.community(ada, 'Seen')
    await ada.post(`${steps(place)}/door`, { joining: 'request', question1: 'Which bank?' })
    await world.discussion(place, ada, 'Gauge at the bridge')
    const { id, url } = (await ada.post(`${place.path}/circles`, { name: 'Inner', visibility: 'hidden' })).json()
    await world.discussion({ id, path: url, slug: url.slice(3), host: ada }, ada, 'For few')
    const page = await ada.get(`${steps(place)}/newcomer`)
    for (const shown of ['Which bank?', 'Gauge at the bridge', 'To look after the river.'])
      expect(page.body).toContain(shown)
    expect(page.body).not.toContain('For few')
    expect(page.body).toContain(`href="${place.path}/settings/welcome"`)
    await ada.post(`${place.path}/settings/welcome`, { timeAsked: 'ten minutes', agreements: 'Anyone can pass.' })
    const asked = (await ada.get(`${steps(place)}/newcomer`)).body
    for (const shown of ['ten minutes', 'Anyone can pass.']) expect(asked).toContain(shown)
    const data = (await ada.json(`${steps(place)}/newcomer`)).json()
    expect(data).toMatchObject({ outside: { visibility: 'listed', joining: 'request' }, inside: { dates: [] } })
    expect(data.inside.discussions.map(({ title }: { title: string }) => title)).toEqual(['Gauge at the bridge'])
    expect(await statesOf(ada, place)).toMatchObject({ newcomer: 'open' })
    await ada.post(`${steps(place)}/newcomer`)
    expect(await statesOf(ada, place)).toMatchObject({ newcomer: 'done' })
  })
})

describe('people to greet first', () => {
  const list = `${river.path}/beginning/greeting`

  it('is the host’s alone: other hosts see, tick and remove nothing of it', async () => {
    await ada.post(list, { names: 'Yara Quispe\n\n  Kwame   Addai \nYara Quispe' })
    const mine = (await pathOf(ada, river)).toGreet
    expect(mine.map(({ name, greeted }) => [name, greeted])).toEqual([
      ['Yara Quispe', false],
      ['Kwame Addai', false],
    ])
    expect((await pathOf(ines, river)).toGreet).toEqual([])
    expect((await ines.get(`${steps(river)}?step=greet`)).body).not.toContain('Yara Quispe')
    const yara = mine[0]!
    for (const [by, status] of [
      [ines, 404],
      [luc, 403],
      [noor, 404],
    ] as const) {
      expect((await by.post(`${list}/${yara.id}`, { on: true })).statusCode).toBe(status)
      expect((await by.post(`${list}/${yara.id}/removal`)).statusCode).toBe(status)
    }
    expect((await pathOf(ada, river)).toGreet).toEqual(mine)
    expect([await statesOf(ada, river), await statesOf(ines, river)]).toMatchObject([
      { greet: 'done' },
      { greet: 'open' },
    ])
  })

  it('ticks, takes back and removes; not through another community', async () => {
    const yara = (await pathOf(ada, river)).toGreet[0]!
    const other = await world.community(ada, 'Elsewhere')
    expect((await ada.post(`${other.path}/beginning/greeting/${yara.id}`, { on: true })).statusCode).toBe(404)
    await ada.submit(`${list}/${yara.id}`, { on: 'true' })
    expect((await pathOf(ada, river)).toGreet.at(-1)).toMatchObject({ name: 'Yara Quispe', greeted: true })
    await ada.post(`${list}/${yara.id}`, { on: false })
    expect((await pathOf(ada, river)).toGreet[0]).toMatchObject({ name: 'Yara Quispe', greeted: false })
    await ada.post(`${list}/${yara.id}/removal`)
    expect((await pathOf(ada, river)).toGreet.map(({ name }) => name)).toEqual(['Kwame Addai'])
    expect((await ada.post(`${list}/${yara.id}`, { on: true })).statusCode).toBe(404)
  })

  it('has an end', async () => {
    const names = Array.from({ length: 51 }, (_, i) => `Person ${i}`).join('\n')
    const page = await ada.submit(list, { names })
    expect([page.statusCode, page.body.includes('room for 50')]).toEqual([422, true])
    expect((await ada.submit(list, { names: ' \n ' })).statusCode).toBe(422)
  })

  it('goes along in one’s copy, and goes when its host is forgotten', async () => {
    const host = await world.person('Teodora Ilic')
    const place = await world.community(host, 'Going')
    await world.join(place, ines, 'host')
    await host.post(`${place.path}/beginning/greeting`, { names: 'Odile Ferrand' })
    const section = world.site.mine['to-greet-first']!
    const copied = await asPerson(world.site.database.app, host.id, null, (sql) => section(sql))
    expect(copied).toMatchObject([{ name: 'Odile Ferrand', greeted: false }])
    expect((await host.post('/me/forgetting', { words: 'leave', handle: host.handle })).statusCode).toBe(200)
    const left = () => world.owner`select from greet_first where space_id = ${place.id}`
    await expect.poll(async () => (await left()).length, { timeout: 10_000 }).toBe(0)
  })
})

describe('inviting five people', () => {
  it('invites each and goes on; where a line could not be taken, says which', async () => {
    const place = await world.community(ada, 'Five')
    const page = await ada.get(`${steps(place)}?step=invite`)
    expect(page.body).toContain('To look after the river.')
    const addresses = ['bashir', 'sana', 'joss', 'hanne', 'owen'].map((name) => `${name}@example.org`)
    const all = await ada.submit(`${steps(place)}/invitations`, { addresses: addresses.join('\n'), note: 'Come.' })
    expect([all.statusCode, all.headers.location]).toEqual([303, steps(place)])
    const { invitations } = (await ada.json(`${place.path}/invitations`)).json()
    expect(invitations.map(({ email, standing, note }: Record<string, string>) => [email, standing, note])).toEqual(
      addresses.toReversed().map((email) => [email, 'member', 'Come.']),
    )
    expect(await statesOf(ada, place)).toMatchObject({ invite: 'done' })
    const some = await ada.submit(`${steps(place)}/invitations`, { addresses: 'henrik@\nmaud@example.org' })
    expect(some.headers.location).toMatch(/\/invitations\/reports\/\d+$/)
    const none = await ada.submit(`${steps(place)}/invitations`, { addresses: 'henrik@' })
    expect([none.statusCode, none.body.includes('henrik@')]).toEqual([422, true])
    expect((await luc.post(`${steps(place)}/invitations`, { addresses: 'a@example.org' })).statusCode).toBe(404)
  })
})
