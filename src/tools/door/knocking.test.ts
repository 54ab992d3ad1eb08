import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const questions = 'Which water do you know?\nWho told you of us?'
const answers = { answer1: 'The brook behind my hives.', answer2: 'Luc.' }
let ada: Person
let luc: Person
let river: Community

beforeEach(async () => {
  ada = await world.person('Ada Umeh')
  luc = await world.person('Luc Marchetti')
  river = await world.community(ada)
  await world.join(river, luc)
  await world.owner`delete from tries`
})

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const door = (rules: object) => ada.post(`${river.path}/settings/door`, { joining: 'request', questions, ...rules })
const knock = (who: Person, body: object = answers) => who.post(`${river.path}/door`, body)
const requests = async () => (await ada.json(`${river.path}/requests`)).json().requests

describe('at the door of an announced community', () => {
  it('a stranger makes an account, answers the questions and waits; a host welcomes them with a word', async () => {
    await door({ visibility: 'announced' })
    const maud = {
      name: 'Maud Tessier',
      lang: 'fr',
      email: `maud-${river.id}@example.org`,
      password: 'four calm rivers',
    }
    const page = await world.nobody.get(`${river.path}/door`)
    expect(page.body).toContain('Which water do you know?')
    expect(page.body).toContain('Only the hosts read your answers')
    const sent = await world.nobody.submit(`${river.path}/door`, { ...answers, ...maud })
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${river.path}/door`])
    const cookie = String(sent.headers['set-cookie']).split(';')[0]!
    const her = (path: string) => world.nobody.get(path, { cookie })
    expect((await her(`${river.path}/door`)).body).toContain('Vous avez demandé')
    expect((await her(`${river.path}/discussions`)).statusCode).toBe(404)
    const [request] = await requests()
    expect(request).toMatchObject({
      person: { name: 'Maud Tessier' },
      answers: [
        { question: 'Which water do you know?', answer: answers.answer1 },
        { question: 'Who told you of us?', answer: answers.answer2 },
      ],
    })
    expect((await ada.json('/')).json().toLookAfter[0]).toMatchObject({ kind: 'at-the-door', title: 'Maud Tessier' })
    await ada.submit(`${river.path}/requests/${request.id}/admission`, {
      word: 'Luc says you know where the water stood.',
    })
    expect((await her(`${river.path}/discussions`)).statusCode).toBe(200)
    const [mail] =
      await world.owner`select kind, address from mail where subject_id = ${request.id} and kind = 'admitted'`
    expect(mail).toMatchObject({ address: maud.email })
    expect(await requests()).toEqual([])
  })

  it('asks for everything at once and loses nothing that was typed', async () => {
    await door({ visibility: 'announced' })
    const page = await world.nobody.submit(`${river.path}/door`, { answer1: 'The brook.', answer2: ' ', name: 'Maud' })
    expect(page.statusCode).toBe(422)
    for (const kept of ['The brook.', 'value="Maud"']) expect(page.body).toContain(kept)
    expect(await requests()).toEqual([])
  })

  it('makes no account where there is nothing to ask for', async () => {
    await door({ visibility: 'announced', joining: 'invitation' })
    const stranger = { ...answers, name: 'Maud', email: `m-${river.id}@example.org`, password: 'four calm rivers' }
    expect((await knock(world.nobody, stranger)).statusCode).toBe(401)
    expect(await world.owner`select from login where email = ${stranger.email}`).toHaveLength(0)
    const known = await world.person('Sana Halabi')
    expect((await knock(known)).json().code).toBe('by-invitation')
  })
})

describe('a request', () => {
  it('is one, however often it is sent, and can be taken back', async () => {
    await door({ visibility: 'announced' })
    const sana = await world.person('Sana Halabi')
    await knock(sana)
    await knock(sana, { ...answers, answer1: 'All of it.' })
    expect((await requests()).map((one: { answers: { answer: string }[] }) => one.answers[0]!.answer)).toEqual([
      'All of it.',
    ])
    await sana.submit(`${river.path}/door/withdrawal`)
    expect(await requests()).toEqual([])
  })

  it('declined, says so with the word, and lets one ask again', async () => {
    await door({ visibility: 'announced' })
    const sana = await world.person('Sana Halabi')
    await knock(sana)
    const [{ id }] = await requests()
    await ada.post(`${river.path}/requests/${id}/declining`, { word: 'We are full until spring.' })
    expect((await sana.get(`${river.path}/door`)).body).toContain('We are full until spring.')
    expect((await sana.json(river.path)).statusCode).toBe(303)
    expect((await ada.post(`${river.path}/requests/${id}/admission`)).statusCode).toBe(404)
    expect((await knock(sana)).statusCode).toBe(200)
  })

  it('is answered once, when two hosts answer at the same moment', async () => {
    await door({ visibility: 'announced' })
    const ines = await world.person('Ines Carvalhal')
    await world.join(river, ines, 'host')
    const sana = await world.person('Sana Halabi')
    await knock(sana)
    const [{ id }] = await requests()
    const both = await Promise.all([ada, ines].map((host) => host.post(`${river.path}/requests/${id}/admission`)))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404])
    expect(await world.owner`select from mail where subject_id = ${id} and kind = 'admitted'`).toHaveLength(1)
  })

  it('is read by hosts; by everyone only where that was said before', async () => {
    await door({ visibility: 'announced' })
    const sana = await world.person('Sana Halabi')
    await knock(sana)
    expect((await luc.json(`${river.path}/requests`)).statusCode).toBe(403)
    const seen = async (shown: boolean) => {
      const [{ id }] = await requests()
      await world.owner`update join_request set shown = ${shown} where id = ${id}`
      await ada.post(`${river.path}/requests/${id}/admission`)
      return id
    }
    const id = await seen(false)
    const read = async (who: Person) =>
      world.site.database.app.begin(async (sql) => {
        await sql`select enter_as(${who.id})`
        return (await sql`select from join_request where id = ${id}`).length
      })
    expect([await read(ada), await read(luc), await read(sana)]).toEqual([1, 0, 1])
    const told = async (who: Person) => (await who.json(`/people/${sana.handle}`)).json().answered.length
    expect([await told(ada), await told(luc)]).toEqual([1, 0])
    await world.owner`update join_request set shown = true where id = ${id}`
    expect([await read(luc), await told(luc)]).toEqual([1, 1])
    expect((await luc.get(`/people/${sana.handle}`)).body).toContain('The brook behind my hives.')
  })
})

describe('whom a host sent away', () => {
  it('does not come back by an open link or a free door, but by asking or a personal invitation', async () => {
    const { link } = (await ada.post(`${river.path}/invitations`, { uses: 9 })).json()
    await ada.post(`${river.path}/members/${luc.handle}/ending`)
    expect((await luc.post(new URL(link).pathname)).statusCode).toBe(404)
    await door({ visibility: 'announced', joining: 'free' })
    expect((await knock(luc)).json().joined).toBe(false)
    expect((await requests())[0].person.handle).toBe(luc.handle)
    await ada.post(`${river.path}/requests/${(await requests())[0].id}/admission`)
    expect((await luc.json(river.path)).json().space.standing).toBe('member')
  })

  it('but whoever left by themselves may', async () => {
    const { link } = (await ada.post(`${river.path}/invitations`, { uses: 9 })).json()
    await luc.post(`${river.path}/leaving`)
    expect((await luc.post(new URL(link).pathname)).statusCode).toBe(200)
  })
})

describe('someone new', () => {
  it('waits to be greeted, once, and only hosts see it', async () => {
    const kinds = async (person: Person) =>
      (await person.json(river.path))
        .json()
        .toLookAfter.map(({ kind, title }: { kind: string; title: string }) => [kind, title])
    expect(await kinds(ada)).toEqual([['to-greet', 'Luc Marchetti']])
    expect(await kinds(luc)).toEqual([])
    expect((await luc.post(`${river.path}/members/${luc.handle}/greeting`)).statusCode).toBe(403)
    await ada.submit(`${river.path}/members/${luc.handle}/greeting`)
    await ada.submit(`${river.path}/members/${luc.handle}/greeting`)
    expect(await kinds(ada)).toEqual([])
  })
})

describe('an invitation', () => {
  it('made before someone was sent away does not bring them back; one made since for them does', async () => {
    const bob = await world.person('Bob Aune')
    await ada.post(`${river.path}/invitations/addresses`, { addresses: bob.email })
    await world.join(river, bob)
    await ada.post(`${river.path}/members/${bob.handle}/ending`)
    const mailed = async () => {
      const all = (await ada.json(`${river.path}/invitations`)).json().invitations
      return new URL(all.find((one: { email: string }) => one.email === bob.email).link).pathname
    }
    expect((await bob.post(await mailed())).statusCode).toBe(404)
    await world.owner`update invitation set created_at = now() + interval '1 second' where email = ${bob.email}`
    expect((await luc.json(river.path)).statusCode).toBe(200)
    expect((await bob.post(await mailed())).statusCode).toBe(200)
  })

  it('ends with its maker’s right to invite', async () => {
    await ada.post(`${river.path}/settings/door`, { visibility: 'hidden', membersInvite: true })
    const { link } = (await luc.post(`${river.path}/invitations`, { uses: 9 })).json()
    await ada.post(`${river.path}/settings/door`, { visibility: 'hidden' })
    expect((await (await world.person('Sana Halabi')).post(new URL(link).pathname)).statusCode).toBe(404)
  })
})

describe('the wall behind the door', () => {
  it('admits and invites in nobody’s name', async () => {
    const noor = await world.person('Noor Bakri')
    for (const statement of [
      `select admit(${river.id}, ${noor.id}, 'host', null, now(), null, null)`,
      `select invite_person(${river.id}, ${noor.id}, 'guest', now() + interval '1 day', '')`,
    ])
      for (const who of [noor.id, luc.id])
        await expect(
          world.site.database.app.begin(async (sql) => {
            await sql`select enter_as(${who})`
            await sql.unsafe(statement)
          }),
        ).rejects.toMatchObject({ code: '42501' })
  })
})
