import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
let ada: Person
let luc: Person
let sana: Person
let rosa: Person
let noor: Person
let river: Community

/** Ada hosts River Keepers; Luc and Sana are members, Rosa is a guest, Noor is of another community. */
beforeEach(async () => {
  ada = await world.person('Ada Umeh')
  luc = await world.person('Luc Marchetti')
  sana = await world.person('Sana Halabi')
  rosa = await world.person('Rosa Lindell')
  noor = await world.person('Noor Bakri')
  river = await world.community(ada)
  await world.join(river, luc)
  await world.join(river, sana)
  await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000), badge: 'funder' })
  await world.community(noor, 'Seed Savers')
})

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function circle(by: Person, visibility: string, within = river): Promise<Community> {
  const made = await by.post(`${within.path}/circles`, { name: 'Weirs', purpose: 'Open them.', visibility })
  expect(made.statusCode).toBe(201)
  const { id, url } = made.json()
  return { id, path: url, slug: url.slice(3), host: by }
}

const names = (answer: { json(): { circles: { name: string }[] } }) => answer.json().circles.map(({ name }) => name)

describe('a circle', () => {
  it('is started by any member, who hosts it, and begins with Talk alone', async () => {
    const weirs = await circle(luc, 'listed')
    expect((await luc.json(weirs.path)).json().space).toMatchObject({ kind: 'circle', people: 1, standing: 'host' })
    expect((await luc.json(`${weirs.path}/settings`)).json().tools).toEqual(['discussions'])
    expect((await rosa.post(`${river.path}/circles`, { name: 'Mine' })).statusCode).toBe(403)
    expect((await noor.post(`${river.path}/circles`, { name: 'Mine' })).statusCode).toBe(404)
  })

  it('is seen by whom it is for: hidden by its people, listed by people of the community, guests and others by none', async () => {
    await circle(luc, 'hidden')
    expect(names(await luc.json(`${river.path}/circles`))).toEqual(['Weirs'])
    // Not even the hosts of the community know of it.
    for (const other of [ada, sana, rosa]) expect(names(await other.json(`${river.path}/circles`))).toEqual([])
    const listed = await circle(luc, 'listed')
    for (const other of [ada, sana]) expect(names(await other.json(`${river.path}/circles`))).toEqual(['Weirs'])
    expect(names(await rosa.json(`${river.path}/circles`))).toEqual([])
    for (const outside of [rosa, noor, world.nobody])
      expect((await outside.json(`${listed.path}/door`)).statusCode).toBe(404)
  })

  it('tells whoever may know of it name and purpose, and nothing of what is said', async () => {
    const weirs = await circle(luc, 'listed')
    const { path } = await world.discussion(weirs, luc, 'Low water')
    expect((await sana.get(weirs.path)).headers.location).toBe(`${weirs.path}/door`)
    const door = await sana.get(`${weirs.path}/door`)
    expect(door.body).toContain('Open them.')
    expect(door.body).not.toContain('Low water')
    for (const address of [path, `${weirs.path}/discussions`, `${weirs.path}/members`])
      expect((await sana.json(address)).statusCode).toBe(404)
  })

  it('reads to people of the community behind an open door, who join at once to write', async () => {
    const weirs = await circle(luc, 'open')
    const { path } = await world.discussion(weirs, luc, 'Low water')
    const page = await sana.get(path)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(`action="${weirs.path}/door"`)
    expect(page.body).not.toContain('name="text"')
    expect((await sana.post(`${path}/messages`, { text: 'Here too.' })).statusCode).toBe(403)
    expect((await sana.post(`${path}/messages/1/reactions`, { on: 'thanks' })).statusCode).toBe(403)
    expect((await sana.get(`${weirs.path}/discussions/new`)).statusCode).toBe(403)
    for (const outside of [rosa, noor]) expect((await outside.json(path)).statusCode).toBe(404)
    expect((await sana.submit(`${weirs.path}/door`)).headers.location).toBe(weirs.path)
    expect((await sana.post(`${path}/messages`, { text: 'Here too.' })).statusCode).toBe(201)
    // Twice is once.
    expect((await sana.post(`${weirs.path}/door`)).json().joined).toBe(true)
    expect((await luc.json(weirs.path)).json().space.people).toBe(2)
  })

  it('counts behind an open door everyone who can read, with their badges', async () => {
    await world.owner`update membership set badge = 'manager' where space_id = ${river.id} and person_id = ${sana.id}`
    const weirs = await circle(luc, 'open')
    const page = await luc.get(`${weirs.path}/discussions/new`)
    expect(page.body).toContain('3 people can read this, 1 manager')
  })

  it('may be within a circle, whose people are its neighbours', async () => {
    const weirs = await circle(luc, 'open')
    await sana.post(`${weirs.path}/door`)
    const gates = await circle(sana, 'listed', weirs)
    expect(names(await luc.json(`${weirs.path}/circles`))).toEqual(['Weirs'])
    // Ada is of the community but not of the circle around it.
    expect((await ada.json(`${gates.path}/door`)).statusCode).toBe(404)
    expect((await luc.get(`${gates.path}/door`)).body).toContain('href="/c/')
  })

  it('names the community around it to those who belong there, and to no one else', async () => {
    const weirs = await circle(luc, 'listed')
    expect((await luc.get(`${weirs.path}/discussions`)).body).toContain('class="within"')
    await world.join(weirs, noor, 'guest', { until: new Date(Date.now() + 86_400_000) })
    const page = await noor.get(`${weirs.path}/discussions`)
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toContain('River Keepers')
  })
})

describe('belonging to a circle', () => {
  it('ends with belonging to the community, and its hosting passes on', async () => {
    const weirs = await circle(luc, 'open')
    await sana.post(`${weirs.path}/door`)
    await luc.post(`${river.path}/leaving`)
    expect((await luc.json(weirs.path)).statusCode).toBe(404)
    expect((await sana.json(weirs.path)).json().space).toMatchObject({ standing: 'host', people: 1 })
    const audits =
      await world.owner`select verb, person_id from audit where space_id = ${weirs.id} and verb = 'hosting.passed-on'`
    expect(audits).toMatchObject([{ personId: sana.id }])
    // The last one closes the door behind them.
    await sana.post(`${river.path}/leaving`)
    const [row] = await world.owner`select closed_at, people from space where id = ${weirs.id}`
    expect(row).toMatchObject({ people: 0, closedAt: expect.any(Date) })
  })

  it('ends when someone becomes a guest of the community, but guests of the circle stay', async () => {
    const weirs = await circle(luc, 'open')
    await sana.post(`${weirs.path}/door`)
    await world.join(weirs, noor, 'guest', { until: new Date(Date.now() + 86_400_000) })
    await ada.post(`${river.path}/members/${sana.handle}`, { standing: 'guest', until: '2099-01-01' })
    expect((await sana.json(weirs.path)).statusCode).toBe(404)
    expect((await noor.json(weirs.path)).statusCode).toBe(200)
    await ada.post(`${river.path}/members/${luc.handle}/ending`)
    expect((await noor.json(`${weirs.path}/discussions`)).statusCode).toBe(200)
  })

  it('is not for someone from outside, except as a guest: also when the database is asked directly', async () => {
    const weirs = await circle(luc, 'listed')
    await expect(world.join(weirs, noor)).rejects.toMatchObject({ code: 'CP004' })
    const { link } = (await luc.post(`${weirs.path}/invitations`, { uses: 5 })).json()
    const path = new URL(link).pathname
    const refused = await noor.post(path)
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'guests-of-circle'])
    expect((await sana.post(path)).statusCode).toBe(200)
    const guests = await luc.post(`${weirs.path}/invitations`, { as: 'guest', until: '2099-01-01' })
    const door = await noor.get(new URL(guests.json().link).pathname)
    expect(door.body).toContain('as a guest, until')
    expect((await noor.post(new URL(guests.json().link).pathname)).statusCode).toBe(200)
    expect((await noor.json(weirs.path)).json().space.standing).toBe('guest')
    expect((await noor.json(river.path)).statusCode).toBe(404)
  })

  it('comes by name: an invitation waits on one’s home and is answered there', async () => {
    const weirs = await circle(luc, 'hidden')
    const asked = await luc.post(`${weirs.path}/invitations/people`, {
      handles: [sana.handle, noor.handle, rosa.handle],
      note: 'You know the gates.',
    })
    // Only people of the community can be asked; the others are left out.
    expect(asked.json().invited).toBe(1)
    const waiting = async (person: Person) =>
      (await person.json('/')).json().waiting.filter(({ kind }: { kind: string }) => kind === 'invited')
    expect(await waiting(sana)).toMatchObject([{ by: 'Luc Marchetti', title: 'Weirs' }])
    expect(await waiting(noor)).toEqual([])
    const [{ id }] = await world.owner<[{ id: number }]>`select id from invitation where person_id = ${sana.id}`
    expect((await noor.post(`/invitations/${id}/acceptance`)).statusCode).toBe(404)
    expect((await sana.submit(`/invitations/${id}/acceptance`)).headers.location).toBe(weirs.path)
    expect((await sana.json(weirs.path)).json().space.standing).toBe('member')
    expect(await waiting(sana)).toEqual([])
    expect((await sana.post(`/invitations/${id}/acceptance`)).statusCode).toBe(404)
  })

  it('may be declined, and then it no longer waits', async () => {
    const weirs = await circle(luc, 'hidden')
    await luc.post(`${weirs.path}/invitations/people`, { handles: [sana.handle] })
    const [{ id }] = await world.owner<[{ id: number }]>`select id from invitation where person_id = ${sana.id}`
    await sana.submit(`/invitations/${id}/declining`)
    expect((await sana.json('/')).json().waiting).toEqual([])
    expect((await sana.post(`/invitations/${id}/acceptance`)).statusCode).toBe(404)
    expect((await sana.json(weirs.path)).statusCode).toBe(404)
  })
})

describe('what a circle says', () => {
  it('shows in the community’s Talk and home to its people, and to no one else', async () => {
    const weirs = await circle(luc, 'hidden')
    await world.discussion(weirs, luc, 'Low water')
    await world.discussion(river, ada, 'Brown water')
    const titles = async (person: Person) =>
      (await person.json(`${river.path}/discussions`)).json().discussions.map(({ title }: { title: string }) => title)
    expect(await titles(luc)).toEqual(['Brown water', 'Low water'])
    for (const other of [ada, sana, rosa]) expect(await titles(other)).toEqual(['Brown water'])
    expect((await luc.get(river.path)).body).toContain('Low water')
    expect((await ada.get(river.path)).body).not.toContain('Low water')
  })
})

describe('guests', () => {
  it('see one circle and nothing else, and are gone after their date', async () => {
    const weirs = await circle(luc, 'listed')
    await world.join(weirs, noor, 'guest', { until: new Date(Date.now() + 86_400_000) })
    await world.discussion(weirs, luc, 'Low water')
    const home = (await noor.json('/')).json()
    expect(home.communities.map(({ name }: { name: string }) => name)).toEqual(['Seed Savers', 'Weirs'])
    for (const path of ['', '/members', '/discussions', '/circles'])
      expect((await noor.json(river.path + path)).statusCode).toBe(404)
    expect((await noor.post(`${weirs.path}/discussions`, { title: 'Mine', text: 'Mine.' })).statusCode).toBe(403)
    await world.owner`update membership set until = now() - interval '1 minute' where space_id = ${weirs.id} and person_id = ${noor.id}`
    expect((await noor.json(weirs.path)).statusCode).toBe(404)
    await world.owner`select sweep()`
    const [row] = await world.owner`select people from space where id = ${weirs.id}`
    expect(row!.people).toBe(1)
  })

  it('are given a date, and a badge, without becoming members', async () => {
    const at = `${river.path}/members/${luc.handle}`
    expect((await ada.post(at, { standing: 'guest' })).statusCode).toBe(422)
    expect((await ada.post(at, { standing: 'guest', until: '2020-01-01' })).statusCode).toBe(422)
    await ada.submit(at, { standing: 'guest', until: '2099-01-01', badge: 'funder' })
    const [row] =
      await world.owner`select standing, badge, until from membership where space_id = ${river.id} and person_id = ${luc.id}`
    // The whole last day, where the host lives (Paris).
    expect(row).toMatchObject({ standing: 'guest', badge: 'funder', until: new Date('2099-01-01T22:59:59Z') })
    expect((await luc.json(river.path)).json().space.standing).toBe('guest')
  })
})

describe('speaking for others', () => {
  it('is for those who may: hosts for the hosts, a badge for whom it names', async () => {
    const { path } = await world.discussion(river, ada, 'From all of us', { voice: 'hosts' })
    expect((await luc.get(path)).body).toContain('for the hosts')
    expect((await luc.post(`${path}/messages`, { text: 'We think so.', voice: 'hosts' })).statusCode).toBe(403)
    expect((await rosa.post(`${path}/messages`, { text: 'Agreed.', voice: 'funder' })).statusCode).toBe(201)
    const { messages } = (await luc.json(path)).json()
    expect(messages.map(({ voice }: { voice: string }) => voice)).toEqual(['hosts', 'funder'])
    expect((await luc.get(path)).body).not.toContain('name="voice"')
    expect((await rosa.get(path)).body).toContain('name="voice"')
  })
})
