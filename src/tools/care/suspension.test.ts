import { afterEach, describe, expect, it } from 'vitest'
import { Ear } from '../../../test/live/ear.ts'
import { type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const { owner } = world
const ada = await world.person('Ada Umeh')
const bashir = await world.person('Bashir Nouri')
const luc = await world.person('Luc Marchetti')
const noor = await world.person('Noor Bakri')
const rivers = await world.community(ada, 'River Keepers')
await world.join(rivers, bashir, 'host')
await world.join(rivers, luc)
const talk = await world.discussion(rivers, bashir)
const { url: circlePath } = (await bashir.post(`${rivers.path}/circles`, { name: 'Gauges', visibility: 'open' })).json()
const circle = {
  id: (await bashir.json(circlePath)).json().space.id,
  slug: circlePath.slice(3),
  path: circlePath,
  host: bashir,
}
await world.join(circle, luc, 'host')
const inside = await world.discussion(circle, bashir, 'The gauge at Pont-Sel')

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const suspend = (by: Person, who: Person, more = {}) =>
  by.post(`${rivers.path}/notes`, {
    person: who.handle,
    kind: 'suspension',
    agreement: 'We speak of work, not of persons',
    words: 'Take a week. Write to us.',
    until: day(7),
    ...more,
  })

/** Lets a suspension's time run out. */
const runOut = (id: number) =>
  owner`update host_note set at = now() - interval '2 days', until = now() - interval '1 minute' where id = ${id}`

describe('a suspension', () => {
  it('needs an end within a year, another person who is here, and a host who is left', async () => {
    for (const until of [undefined, day(-1), day(500), 'soon'])
      expect((await suspend(ada, luc, { until })).json().errors, String(until)).toHaveProperty('until')
    expect((await suspend(luc, bashir)).statusCode).toBe(403)
    expect((await suspend(ada, ada)).statusCode).toBe(404)
    expect((await suspend(ada, noor)).statusCode).toBe(404)
    const lonely = await world.community(noor, 'Seed Savers')
    await world.join(lonely, luc, 'host')
    await owner`update membership set standing = 'member' where space_id = ${lonely.id} and person_id = ${luc.id}`
    expect(
      (await luc.post(`${lonely.path}/notes`, { person: noor.handle, kind: 'warning', agreement: 'x', words: 'x' }))
        .statusCode,
    ).toBe(403)
    expect(
      (
        await noor.post(`${lonely.path}/notes`, {
          person: noor.handle,
          kind: 'suspension',
          agreement: 'x',
          words: 'x',
          until: day(3),
        })
      ).statusCode,
    ).toBe(404)
  })

  it('takes someone out of the place and its circles, by every way in, and says why on a page of their own', async () => {
    const feed = (await luc.post('/me/feeds')).json()
    const feedPath = new URL(feed.address ?? feed.url, 'http://localhost').pathname
    expect((await world.nobody.get(feedPath)).body).toContain('Brown water')
    const token = (await luc.post('/me/tokens', { name: 'x', write: true })).json().token
    const made = await suspend(ada, luc)
    expect(made.statusCode).toBe(201)
    const { id } = made.json()
    for (const path of [
      `${rivers.path}/discussions`,
      talk.path,
      `${circle.path}/discussions`,
      inside.path,
      `${rivers.path}/members`,
      `${rivers.path}/search?q=river`,
      `${rivers.path}/about/log`,
    ])
      expect((await luc.json(path)).statusCode, path).toBe(404)
    for (const path of [`${talk.path}/messages`, `${inside.path}/messages`, `${rivers.path}/discussions`])
      expect((await luc.post(path, { title: 'x', text: 'I am here' })).statusCode, path).toBe(404)
    expect((await world.nobody.json(talk.path, { authorization: `Bearer ${token}` })).statusCode).toBe(404)
    const home = await luc.get(rivers.path)
    expect([home.statusCode, home.headers.location]).toEqual([303, `/me/notes/${id}`])
    expect((await luc.get(circle.path)).headers.location).toBe(`/me/notes/${id}`)
    expect((await luc.json('/search?q=river')).json().results).toEqual([])
    expect((await luc.json('/')).json().communities.map((one: { name: string }) => one.name)).not.toContain(
      'River Keepers',
    )
    expect((await world.nobody.get(feedPath)).body).not.toContain('Brown water')
    const page = await luc.get(`/me/notes/${id}`)
    expect([page.statusCode, page.body]).toMatchObject([200, /You are suspended from River Keepers/])
    expect(page.body).toMatch(/Ada Umeh and Bashir Nouri look after the place/)
    expect((await luc.json('/notifications')).json().notifications).toMatchObject([
      { reason: 'suspended', url: `/me/notes/${id}`, space: { name: 'River Keepers' } },
    ])
    expect(
      (await ada.json(`${rivers.path}/members`)).json().members.map((one: { name: string }) => one.name),
    ).not.toContain('Luc Marchetti')
    expect((await ada.json(rivers.path)).json().space.people).toBe(2)
    expect((await luc.submit(`/me/notes/${id}/replies`, { words: 'I see.' })).statusCode).toBe(303)
    expect((await ada.get(`${rivers.path}/notes/${id}`)).body).toContain('I see.')
    expect((await suspend(bashir, luc)).json().errors).toHaveProperty('kind')
  })

  it('lets nobody back: not by a free door, an open one, an invitation, or as a circle’s guest', async () => {
    await ada.post(`${rivers.path}/settings/door`, { visibility: 'open' })
    expect((await luc.json(talk.path)).statusCode).toBe(404)
    expect((await luc.json(`${rivers.path}/door`)).statusCode).toBe(404)
    expect((await luc.post(`${rivers.path}/door`)).statusCode).toBe(404)
    expect((await luc.json('/')).json().others).toEqual([])
    await ada.post(`${rivers.path}/settings/door`, { visibility: 'announced', joining: 'request' })
    expect((await luc.post(`${rivers.path}/door`)).statusCode).toBe(404)
    const { link } = (await ada.post(`${rivers.path}/invitations`, { email: luc.email, note: 'Come' })).json()
    const path = new URL(link, 'http://localhost').pathname
    await luc.post(path)
    const guest = (await bashir.post(`${circle.path}/invitations`, { as: 'guest', until: day(20) })).json()
    await luc.post(new URL(guest.link, 'http://localhost').pathname)
    expect((await luc.json(talk.path)).statusCode).toBe(404)
    expect((await luc.json(inside.path)).statusCode).toBe(404)
    // Nor by a hand that reaches past the handlers.
    await expect(
      owner`update membership set ended_at = null where person_id = ${luc.id} and space_id = ${rivers.id}`,
    ).rejects.toMatchObject({ code: 'CP013' })
    await ada.post(`${rivers.path}/settings/door`, { visibility: 'hidden' })
  })

  it('ends by itself, or a host ends it; then all is as it was', async () => {
    const [{ id }] = await owner<
      [{ id: number }]
    >`select id from host_note where kind = 'suspension' and ended_at is null`
    expect((await luc.post(`/me/notes/${id}/ending`)).statusCode, 'not before').toBe(404)
    expect((await luc.post(`${rivers.path}/notes/${id}/ending`)).statusCode).toBe(404)
    await owner`select end_suspensions()`
    expect((await luc.json(talk.path)).statusCode).toBe(404)
    await runOut(id)
    expect((await owner<[{ n: number }]>`select end_suspensions() n`)[0].n).toBe(1)
    expect((await luc.json(talk.path)).statusCode).toBe(200)
    expect((await luc.json(circle.path)).json().space.standing).toBe('host')
    expect((await luc.json('/notifications')).json().notifications[0]).toMatchObject({
      reason: 'suspension-over',
      url: rivers.path,
    })
    expect((await luc.get(`/me/notes/${id}`)).body).toContain('is over')

    const again = (await suspend(ada, luc)).json()
    expect((await luc.json(talk.path)).statusCode).toBe(404)
    expect((await bashir.post(`${rivers.path}/notes/${again.id}/ending`)).statusCode).toBe(200)
    expect((await luc.json(talk.path)).statusCode).toBe(200)
    expect((await luc.json(inside.path)).statusCode).toBe(200)

    // Where nothing has ended it in time, whom it concerns comes in by themselves.
    const third = (await suspend(ada, luc)).json()
    await runOut(third.id)
    expect((await luc.get(`/me/notes/${third.id}`)).body).toContain('The time is over')
    expect((await luc.submit(`/me/notes/${third.id}/ending`)).statusCode).toBe(303)
    expect((await luc.json(talk.path)).statusCode).toBe(200)
  })

  it('of a circle within lasts on when the one around it ends first', async () => {
    await bashir.post(`${circle.path}/members/${luc.handle}`, { standing: 'member' })
    const within = (
      await bashir.post(`${circle.path}/notes`, {
        person: luc.handle,
        kind: 'suspension',
        agreement: 'x',
        words: 'x',
        until: day(9),
      })
    ).json()
    const around = (await suspend(ada, luc)).json()
    await ada.post(`${rivers.path}/notes/${around.id}/ending`)
    expect([(await luc.json(talk.path)).statusCode, (await luc.json(inside.path)).statusCode]).toEqual([200, 404])
    const outer = (await suspend(ada, luc)).json()
    await bashir.post(`${circle.path}/notes/${within.id}/ending`)
    expect((await luc.json(inside.path)).statusCode).toBe(404)
    await ada.post(`${rivers.path}/notes/${outer.id}/ending`)
    expect([(await luc.json(talk.path)).statusCode, (await luc.json(inside.path)).statusCode]).toEqual([200, 200])
  })

  it('comes to a host only after their hosting was taken, which the log names; who is suspended may leave for good', async () => {
    const refused = await suspend(ada, bashir)
    expect([refused.statusCode, refused.json().errors]).toMatchObject([
      422,
      { kind: expect.stringContaining('hosting') },
    ])
    expect((await ada.get(`${rivers.path}/notes/new?person=${bashir.handle}&kind=suspension`)).body).toMatch(
      /take the hosting first/,
    )
    expect((await bashir.json(rivers.path)).json().space.standing).toBe('host')
    await ada.post(`${rivers.path}/members/${bashir.handle}`, { standing: 'member' })
    expect((await luc.get(`${rivers.path}/about/log`)).body).toContain('Bashir Nouri')
    const { id } = (await suspend(ada, bashir)).json()
    expect((await bashir.json(talk.path)).statusCode).toBe(404)
    await ada.post(`${rivers.path}/notes/${id}/ending`)
    await ada.post(`${rivers.path}/members/${bashir.handle}`, { standing: 'host' })

    const sana = await world.person('Sana Petit')
    await world.join(rivers, sana)
    const note = (await suspend(ada, sana)).json()
    expect((await luc.post(`/me/notes/${note.id}/leaving`)).statusCode).toBe(404)
    expect((await sana.submit(`/me/notes/${note.id}/leaving`)).statusCode).toBe(303)
    await runOut(note.id)
    await owner`select end_suspensions()`
    expect((await sana.json(talk.path)).statusCode).toBe(404)
  })

  it('can be made an end for good; and where the place is closed, hosts still answer and end it', async () => {
    const sam = await world.person('Sam Reeve')
    await world.join(rivers, sam)
    await world.join(circle, sam)
    const { id } = (await suspend(ada, sam)).json()
    expect((await ada.get(`${rivers.path}/notes/${id}`)).body).toContain(`/members/${sam.handle}/ending`)
    expect((await luc.post(`${rivers.path}/members/${sam.handle}/ending`)).statusCode).toBe(403)
    expect((await bashir.post(`${circle.path}/members/${sam.handle}/ending`)).statusCode, 'not theirs').toBe(404)
    expect((await ada.submit(`${rivers.path}/members/${sam.handle}/ending`)).statusCode).toBe(303)
    expect((await ada.get(`${rivers.path}/notes/${id}`)).body).not.toContain(`/members/${sam.handle}/ending`)
    expect((await ada.json(`${rivers.path}/about/log`)).json().entries[0]).toMatchObject({ verb: 'person.ended' })
    await runOut(id)
    await owner`select end_suspensions()`
    for (const path of [talk.path, inside.path]) expect((await sam.json(path)).statusCode).toBe(404)

    const kim = await world.person('Kim Vale')
    const place = await world.community(ada, 'Old Mill')
    await world.join(place, kim)
    await world.join(place, luc)
    const note = await ada.post(`${place.path}/notes`, {
      person: kim.handle,
      kind: 'suspension',
      agreement: 'x',
      words: 'x',
      until: day(5),
    })
    const words = await world.discussion(place, luc, 'The last wheel')
    await owner`insert into report (space_id, item_id, person_id, reporter_id, kind)
      values (${place.id}, ${words.id}, ${luc.id}, ${kim.id}, 'hurts')`
    await owner`update space set closed_at = now() where id = ${place.id}`
    const { url } = note.json()
    expect((await ada.post(`${url}/replies`, { words: 'We closed.' })).statusCode).toBe(200)
    const [row] = (await ada.json(`${place.path}/reports`)).json().reports
    const settling = `${place.path}/reports/${row.id}/settling`
    expect((await luc.post(settling, { step: 'done', answer: 'x' })).statusCode).toBe(403)
    expect((await ada.post(settling, { step: 'removed' })).statusCode, 'what is there stays').toBe(403)
    expect((await ada.post(settling, { step: 'done', answer: 'It is closed.' })).statusCode).toBe(200)
    expect((await ada.post(`${url}/ending`)).statusCode).toBe(200)
    expect((await kim.json(place.path)).statusCode).toBe(200)
    expect((await ada.post(`${place.path}/notes`, { person: kim.handle })).statusCode, 'nothing new').toBe(403)
  })

  it('lets who left the place meanwhile come back to its circles by the ordinary ways', async () => {
    const kim = await world.person('Kim Vale')
    await world.join(rivers, kim)
    await world.join(circle, kim)
    const within = await bashir.post(`${circle.path}/notes`, {
      person: kim.handle,
      kind: 'suspension',
      agreement: 'x',
      words: 'x',
      until: day(5),
    })
    await kim.post(`${rivers.path}/leaving`)
    await bashir.post(`${within.json().url}/ending`)
    const [row] = await owner`select ended_by, note_id, was_sent_away(space_id, person_id) sent from membership
      where space_id = ${circle.id} and person_id = ${kim.id}`
    expect(row).toMatchObject({ endedBy: kim.id, noteId: null, sent: false })
  })

  it('closes what is open: a page that listens hears nothing any more', async () => {
    const address = await world.listen()
    const ear = await Ear.open(address, luc)
    ear.say({ watch: { item: talk.id, modseq: 0 } })
    await ear.until((words) => words.item === talk.id)
    const { id } = (await suspend(ada, luc)).json()
    await ear.until((words) => words.item === talk.id && words.gone === true)
    const before = ear.heard.length
    await ada.post(`${talk.path}/messages`, { text: 'While you are away.' })
    await new Promise((go) => setTimeout(go, 300))
    expect(ear.heard.slice(before).filter((words) => words.messages)).toEqual([])
    ear.close()
    await ada.post(`${rivers.path}/notes/${id}/ending`)
  })
})

describe('ending a membership', () => {
  it('with “not again until” keeps doors shut, also to look in; an invitation by name opens them', async () => {
    const sam = await world.person('Sam Reeve')
    await world.join(rivers, sam)
    const other = await world.community(sam, 'Bee Friends')
    expect(other.id).toBeGreaterThan(0)
    await ada.post(`${rivers.path}/settings/door`, { visibility: 'open' })
    expect((await ada.submit(`${rivers.path}/members/${sam.handle}/ending`, { away: 90 })).statusCode).toBe(303)
    expect((await sam.json(talk.path)).statusCode, 'not even to look').toBe(404)
    const door = await sam.get(`${rivers.path}/door`)
    expect([door.statusCode, door.body]).toMatchObject([200, /cannot ask to come back before/])
    expect((await sam.post(`${rivers.path}/door`)).statusCode).toBe(403)
    expect((await luc.json(talk.path)).statusCode).toBe(200)
    await owner`update membership set away_until = now() - interval '1 second' where person_id = ${sam.id} and space_id = ${rivers.id}`
    expect((await sam.json(talk.path)).statusCode).toBe(200)
    expect((await sam.post(`${rivers.path}/door`)).json()).toMatchObject({ joined: false })
    await ada.post(`${rivers.path}/settings/door`, { visibility: 'hidden' })
  })
})
