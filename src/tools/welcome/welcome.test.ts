import { afterEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'
import { invitationPath } from '../../spine/spaces/invitations.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const yara = await world.person('Yara Quispe')
const noor = await world.person('Noor Bakri')

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

/** A place with all that newcomers can be offered, and the way to its first steps. */
async function furnished(): Promise<{ river: Community; path: string; hello: { id: number; path: string } }> {
  const river = await world.community(ada, 'River Keepers')
  await world.join(river, yara)
  await world.owner`update membership set joined_at = now() - interval '1 year' where space_id = ${river.id}`
  const hello = await world.discussion(river, ada, 'Hello')
  const kept = await ada.post(`${river.path}/settings/welcome`, {
    timeAsked: 'ten minutes a week',
    agreements: 'Ask before naming a place.\n\n  Anyone can say   “pass”.\n',
    helloId: hello.id,
    helloQuestion: 'Which water do you know?',
    welcomerId: yara.id,
  })
  expect(kept.statusCode).toBe(200)
  return { river, path: `${river.path}/welcome`, hello }
}

async function invite(river: Community, more: object = { uses: 5 }): Promise<{ id: number; path: string }> {
  await ada.post(`${river.path}/invitations`, { note: 'Come and tell us.', ...more })
  const [row] = await world.owner<[{ id: number }]>`select max(id) id from invitation where space_id = ${river.id}`
  return { id: row.id, path: invitationPath(world.site, row.id) }
}

async function newcomer(river: Community, name = 'Maud Tessier'): Promise<Person> {
  const one = await world.person(name)
  await world.join(river, one)
  return one
}

const next = async (person: Person, path: string) => (await person.json(path)).json().next

describe('the invitation', () => {
  it('says how much time it asks and what its people agree on, to who holds it alone', async () => {
    const { river } = await furnished()
    const { path, id } = await invite(river)
    const it = (await world.nobody.json(path)).json()
    expect(it).toMatchObject({
      usable: true,
      timeAsked: 'ten minutes a week',
      agreements: ['Ask before naming a place.', 'Anyone can say “pass”.'],
      introduction: null,
    })
    const shown = (await world.nobody.get(path)).body
    expect(shown).toContain('Ask before naming a place.')
    expect(shown).toContain('ten minutes a week')
    await world.owner`update invitation set revoked_at = now() where id = ${id}`
    const ended = await world.nobody.json(path)
    expect(ended.json()).toMatchObject({ usable: false, timeAsked: '', agreements: [] })
    expect((await world.nobody.get(path)).body).not.toContain('Ask before naming')
    expect((await world.nobody.json('/join/29000000-nobodyknowsthissecret1')).statusCode).toBe(404)
  })

  it('is agreed to by one press, and leads to the first steps; used up, it leads nowhere', async () => {
    const { river, path } = await furnished()
    const { path: join } = await invite(river, { uses: 1 })
    const maud = await world.person('Maud Tessier')
    const joined = await maud.submit(join)
    expect(joined.statusCode).toBe(303)
    expect(joined.headers.location).toBe(path)
    const luc = await world.person('Luc Moreau')
    expect((await luc.submit(join)).statusCode).toBe(404)
    expect((await luc.get(path)).statusCode).toBe(404)
  })

  it('by name is answered at home, and by nobody else', async () => {
    const { river, path } = await furnished()
    const maud = await world.person('Maud Tessier')
    const [row] = await world.owner<[{ id: number }]>`
      insert into invitation (space_id, made_by, person_id, uses_most) values (${river.id}, ${ada.id}, ${maud.id}, 1) returning id`
    expect((await noor.submit(`/invitations/${row.id}/acceptance`)).statusCode).toBe(404)
    expect((await maud.submit(`/invitations/${row.id}/acceptance`)).headers.location).toBe(path)
  })
})

describe('the first steps', () => {
  it('come one after the other, each done by what is done', async () => {
    const { river, path, hello } = await furnished()
    const date = await ada.post(`${river.path}/events`, {
      title: 'Walk to the gravel bar',
      day: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
      starts: '10:00',
      ends: '12:00',
    })
    expect(date.statusCode).toBe(201)
    const maud = await newcomer(river)
    expect((await maud.json(path)).json()).toMatchObject({
      steps: ['self', 'letters', 'hello', 'write', 'one'],
      next: 'self',
      hello: { title: 'Hello' },
      welcomer: { name: 'Yara Quispe' },
      date: { title: 'Walk to the gravel bar' },
    })

    expect((await maud.post(`${path}/self`, { name: 'Maud T.', lang: 'fr' })).statusCode).toBe(200)
    expect((await maud.get(path)).body).toContain('Comment vous écrire')
    expect((await maud.post(`${path}/letters`, { wish: 'weekly' })).statusCode).toBe(200)
    expect((await maud.json('/me/notifications')).json()).toMatchObject({ weekly: true, letters: false })

    expect((await maud.post(`${path}/hello`, { text: 'Le ruisseau derrière mes ruches.' })).statusCode).toBe(200)
    expect((await ada.json(hello.path)).json().messages.at(-1)).toMatchObject({ author: { name: 'Maud T.' } })

    expect(await next(maud, path)).toBe('write')
    expect((await maud.post(`${path}/words`, { text: 'Bonjour Yara' })).statusCode).toBe(200)
    const { conversations } = (await yara.json('/messages')).json()
    expect(conversations[0].people.map((one: { name: string }) => one.name)).toContain('Maud T.')

    expect(await next(maud, path)).toBe('one')
    const { id, original } = (await maud.json(path)).json().date
    expect((await maud.post(`${path}/coming`, { event: id, date: original })).statusCode).toBe(200)
    expect((await ada.json(date.json().url)).json().answers[0]).toMatchObject({
      reply: 'yes',
      person: { name: 'Maud T.' },
    })

    expect(await next(maud, path)).toBeNull()
    expect((await maud.get(path)).body).toContain('Vous y êtes')
    expect((await maud.submit(`${path}/end`)).headers.location).toBe(river.path)
    expect((await maud.get(path)).headers.location).toBe(river.path)
  })

  it('can each be left for later, and stay so on any device', async () => {
    const { river, path } = await furnished()
    const maud = await newcomer(river)
    const left: string[] = []
    for (let step = await next(maud, path); step; step = await next(maud, path)) {
      left.push(step)
      expect((await maud.submit(`${path}/later`, { step })).headers.location).toBe(path)
    }
    expect(left).toEqual(['self', 'letters', 'hello', 'write'])
    expect((await maud.post(`${path}/later`, { step: 'over' })).statusCode).toBe(422)
  })

  it('are what is there: what one did elsewhere is not asked again', async () => {
    const { river, path, hello } = await furnished()
    const maud = await newcomer(river)
    await maud.post('/me/notifications', { weekly: true })
    await maud.post(`${hello.path}/messages`, { text: 'Hello!' })
    await maud.post('/messages', { to: yara.handle, text: 'Hello Yara' })
    await world.owner`update person set picture = 'x' where id = ${maud.id}`
    expect(await next(maud, path)).toBeNull()
  })

  it('leave out what is not there', async () => {
    const river = await world.community(ada, 'Quiet Place')
    const maud = await newcomer(river)
    expect((await maud.json(`${river.path}/welcome`)).json()).toMatchObject({
      steps: ['self', 'letters', 'write'],
      hello: null,
      // Nobody is named: the host is there.
      welcomer: { name: 'Ada Umeh' },
    })
    expect((await maud.post(`${river.path}/welcome/hello`, { text: 'Hello' })).statusCode).toBe(404)
  })

  it('say hello nowhere that is closed, gone, or elsewhere', async () => {
    const { river, path, hello } = await furnished()
    const maud = await newcomer(river)
    await ada.post(`${hello.path}/closure`, { reason: 'Enough' })
    expect((await maud.json(path)).json().hello).toBeNull()
    await world.owner`delete from closure where item_id = ${hello.id}`
    expect((await maud.json(path)).json().hello).toMatchObject({ id: hello.id })
    await ada.post(`${hello.path}/removal`)
    expect((await maud.json(path)).json().hello).toBeNull()
  })

  it('know somebody else where the two have blocked each other, or who welcomed has gone', async () => {
    const { river, path } = await furnished()
    const maud = await newcomer(river)
    await yara.post(`/people/${maud.handle}/block`, { on: true })
    expect((await maud.json(path)).json().welcomer).toMatchObject({ name: 'Ada Umeh' })
    await yara.post(`/people/${maud.handle}/block`, { on: false })
    expect((await maud.json(path)).json().welcomer).toMatchObject({ name: 'Yara Quispe' })
    await world.owner`update membership set ended_at = now() where space_id = ${river.id} and person_id = ${yara.id}`
    expect((await maud.json(path)).json().welcomer).toMatchObject({ name: 'Ada Umeh' })
  })

  it('know who invited them, where nobody is named, and else who greeted them', async () => {
    const river = await world.community(ada, 'Night Walkers')
    await world.owner`update membership set joined_at = now() - interval '1 year' where space_id = ${river.id}`
    await world.join(river, yara, 'host')
    const luc = await newcomer(river, 'Luc Moreau')
    expect((await luc.json(`${river.path}/welcome`)).json().welcomer).toMatchObject({ name: 'Ada Umeh' })
    await yara.post(`${river.path}/members/${luc.handle}/greeting`)
    expect((await luc.json(`${river.path}/welcome`)).json().welcomer).toMatchObject({ name: 'Yara Quispe' })
    const maud = await world.person('Maud Tessier')
    const [row] = await world.owner<[{ id: number }]>`
      insert into invitation (space_id, made_by, email, uses_most) values (${river.id}, ${yara.id}, ${maud.email}, 1) returning id`
    expect((await maud.post(invitationPath(world.site, row.id))).statusCode).toBe(200)
    expect((await maud.json(`${river.path}/welcome`)).json().welcomer).toMatchObject({ name: 'Yara Quispe' })
  })

  it('choose how one hears of it, as the settings know it', async () => {
    const { river, path } = await furnished()
    const maud = await newcomer(river)
    const hears = async () => (await maud.json('/me/notifications')).json()
    const choose = (wish: string) => maud.post(`${path}/letters`, { wish })
    await choose('written')
    expect(await hears()).toMatchObject({ letters: true, weekly: true, choices: { named: 'mail', follows: 'page' } })
    await choose('everything')
    expect(await hears()).toMatchObject({
      letters: true,
      weekly: true,
      choices: { follows: 'mail', announced: 'mail' },
    })
    expect((await maud.json(`${river.path}/following`)).json()).toMatchObject({ level: 'follow' })
    await choose('nothing')
    expect(await hears()).toMatchObject({ letters: false, weekly: false })
    expect((await hears()).communities.filter((one: { weekly: boolean }) => one.weekly)).toEqual([])
    expect((await choose('hourly')).statusCode).toBe(422)
  })

  it('offer a gap that nobody is on to members, and to guests a question', async () => {
    const { river, path } = await furnished()
    await world.owner`update space set tools = tools || '{gaps}' where id = ${river.id}`
    const gap = (await ada.post(`${river.path}/gaps`, { title: 'How fast is the water?' })).json()
    await world.discussion(river, ada, 'Why is it brown?', { intent: 'question' })
    const maud = await newcomer(river)
    const guest = await world.person('Bashir Rahmani')
    await world.join(river, guest, 'guest', { until: new Date(Date.now() + 9 * 86_400_000) })
    expect((await maud.json(path)).json()).toMatchObject({ gap: { title: 'How fast is the water?' }, question: null })
    expect((await guest.json(path)).json()).toMatchObject({ gap: null, question: { title: 'Why is it brown?' } })
    expect((await guest.post(`${path}/helping`, { gap: gap.id })).statusCode).toBe(403)
    expect((await maud.post(`${path}/helping`, { gap: gap.id })).statusCode).toBe(200)
    expect((await ada.json(gap.url)).json()).toMatchObject({ state: 'taken', taker: { name: 'Maud Tessier' } })
    await world.owner`update space set tools = array_remove(tools, 'gaps') where id = ${river.id}`
    expect((await maud.post(`${path}/helping`, { gap: gap.id })).statusCode).toBe(404)
  })

  it('keep what was typed where it cannot be taken', async () => {
    const { river, path } = await furnished()
    const maud = await newcomer(river)
    const refused = await maud.submit(`${path}/hello`, { text: '   ' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Which water do you know?')
    expect((await maud.submit(`${path}/self`, { name: ' ', lang: 'en' })).statusCode).toBe(422)
  })

  it('are for newcomers: hosts, members of long, others and strangers do not see them', async () => {
    const { river, path } = await furnished()
    expect((await ada.get(path)).headers.location).toBe(river.path)
    expect((await yara.get(path)).headers.location).toBe(river.path)
    expect((await noor.get(path)).statusCode).toBe(404)
    expect((await noor.submit(`${path}/hello`, { text: 'Hello' })).statusCode).toBe(404)
    expect((await yara.get(river.path)).body).not.toContain(path)
    const guest = await world.person('Bashir Rahmani')
    await world.join(river, guest, 'guest', { until: new Date(Date.now() + 9 * 86_400_000) })
    expect((await guest.json(path)).json().next).toBe('self')
    expect((await guest.get(river.path)).body).toContain(`href="${path}"`)
    await guest.submit(`${path}/end`)
    expect((await guest.get(river.path)).body).not.toContain(path)
  })

  it('are nobody else’s business: what was left for later is seen by oneself alone', async () => {
    const { river, path } = await furnished()
    const maud = await newcomer(river)
    await maud.post(`${path}/later`, { step: 'self' })
    const seen = async (who: Person) =>
      world.site.database.app.begin(async (sql) => {
        await sql`select set_config('copse.me', ${String(who.id)}, true), set_config('copse.hosts', ${`{${river.id}}`}, true)`
        return (await sql`select from welcome_step where space_id = ${river.id}`).length
      })
    expect([await seen(maud), await seen(ada)]).toEqual([1, 0])
  })
})

describe('what hosts say for newcomers', () => {
  it('is for hosts to say, of what is of their place', async () => {
    const { river } = await furnished()
    const address = `${river.path}/settings/welcome`
    expect((await yara.get(address)).statusCode).toBe(403)
    expect((await yara.post(address, { timeAsked: 'all day' })).statusCode).toBe(403)
    expect((await noor.get(address)).statusCode).toBe(404)
    const other = await world.community(noor, 'Seed Savers')
    const foreign = await world.discussion(other, noor, 'Hello seeds')
    expect((await ada.post(address, { helloId: foreign.id })).statusCode).toBe(422)
    expect((await ada.post(address, { welcomerId: noor.id })).statusCode).toBe(422)
    expect((await ada.json(address)).json()).toMatchObject({ timeAsked: 'ten minutes a week', welcomerId: yara.id })
    expect((await ada.get(`${river.path}/about/log`)).body).toContain('changed what newcomers are told')
  })
})

/** A second in which nothing is said, as a WAV file. */
const silence = (() => {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + 8000, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(8000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(8000, 40)
  return Buffer.concat([head, Buffer.alloc(8000, 128)])
})()
/** As much of a film as says what it is. */
const film = Buffer.concat([Buffer.from('000000186674797069736f6d0000020069736f6d6d703432', 'hex'), Buffer.alloc(64)])
const captions =
  'WEBVTT\n\n00:00.000 --> 00:02.000\nWe look after the <i>Varelle</i>.\n\n2\n00:02.000 --> 00:04.000\nCome and see.\n'

describe('the introduction', () => {
  const sound = { field: 'recording', name: 'we.wav', type: 'audio/wav', bytes: silence }
  const moving = { field: 'recording', name: 'we.mp4', type: 'video/mp4', bytes: film }

  it('is taken with words alone, and a film with captions alone', async () => {
    const { river } = await furnished()
    const address = `${river.path}/settings/welcome/introduction`
    const errors = async (fields: Record<string, string>, files: Parameters<Person['upload']>[2]) => {
      const answer = await ada.upload(address, fields, files, { accept: 'application/json' })
      return [answer.statusCode, Object.keys(answer.json().errors ?? {})]
    }
    expect(await errors({ said: 'We look after the Varelle.' }, [])).toEqual([422, ['recording']])
    expect(await errors({ said: ' ' }, [sound])).toEqual([422, ['said']])
    expect(await errors({ said: 'We look after the Varelle.' }, [moving])).toEqual([422, ['said']])
    expect(await errors({ said: 'WEBVTT' }, [moving])).toEqual([422, ['said']])
    const text = { field: 'recording', name: 'we.txt', type: 'text/plain', bytes: Buffer.from('Not a film.') }
    expect(await errors({ said: 'Words.' }, [text])).toEqual([422, ['recording']])
    expect((await ada.json(`${river.path}/settings/welcome`)).json().introduction).toBeNull()
    const file = { field: 'captions', name: 'we.vtt', type: 'text/vtt', bytes: Buffer.from(captions) }
    expect(await errors({ said: '' }, [moving, file])).toEqual([200, []])
    expect((await ada.json(`${river.path}/settings/welcome`)).json().introduction).toMatchObject({
      type: 'video/mp4',
      words: 'We look after the Varelle.\nCome and see.',
      captions: true,
    })
    // What was given stands in the form: other words are kept without the film brought again.
    const { said } = (await ada.json(`${river.path}/settings/welcome`)).json()
    expect(await errors({ said: said.replace('Come and see.', 'Come.') }, [])).toEqual([200, []])
    expect(await errors({ said: 'Only words.' }, [])).toEqual([422, ['said']])
    expect((await yara.upload(address, { said: 'Mine.' }, [sound])).statusCode).toBe(403)
  })

  it('is for who holds an invitation and who reads there, in parts, too; for others it is not there', async () => {
    const { river } = await furnished()
    await ada.upload(`${river.path}/settings/welcome/introduction`, { said: 'We look after the Varelle.' }, [sound])
    const { path, id } = await invite(river)
    expect((await world.nobody.get(path)).body).toContain('We look after the Varelle.')
    const heard = await world.nobody.get(`${path}/introduction`)
    expect([heard.statusCode, heard.headers['content-type'], heard.rawPayload.length]).toEqual([
      200,
      'audio/wav',
      silence.length,
    ])
    expect((await world.nobody.get(`${path}/introduction`, { range: 'bytes=0-3' })).body).toBe('RIFF')
    // There is nothing in time with it.
    expect((await world.nobody.get(`${path}/introduction/captions`)).statusCode).toBe(404)
    expect((await yara.get(`${river.path}/door/introduction`)).statusCode).toBe(200)
    expect((await noor.get(`${river.path}/door/introduction`)).statusCode).toBe(404)
    await world.owner`update invitation set revoked_at = now() where id = ${id}`
    expect((await world.nobody.get(`${path}/introduction`)).statusCode).toBe(404)
    await ada.post(`${river.path}/settings/welcome/introduction/removal`)
    expect((await yara.get(`${river.path}/door/introduction`)).statusCode).toBe(404)
  })

  it('of an announced place is heard by strangers at its door, with what its people agree on', async () => {
    const { river } = await furnished()
    await ada.post(`${river.path}/settings/door`, { visibility: 'announced', joining: 'request' })
    const file = { field: 'captions', name: 'we.vtt', type: 'text/vtt', bytes: Buffer.from(captions) }
    await ada.upload(`${river.path}/settings/welcome/introduction`, {}, [moving, file])
    const door = await world.nobody.get(`${river.path}/door`)
    expect(door.body).toContain('Ask before naming a place.')
    expect(door.body).toContain('kind="captions"')
    expect((await world.nobody.get(`${river.path}/door/introduction/captions`)).body).toContain('Come and see.')
  })
})
