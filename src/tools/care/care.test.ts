import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const bashir = await world.person('Bashir Nouri')
const luc = await world.person('Luc Marchetti')
const sana = await world.person('Sana Petit')
const noor = await world.person('Noor Bakri')
const rivers = await world.community(ada, 'River Keepers')
await world.join(rivers, bashir, 'host')
await world.join(rivers, luc)
await world.join(rivers, sana)
const talk = await world.discussion(rivers, luc)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function said(by: Person, text: string): Promise<{ id: number; path: string }> {
  const made = await by.post(`${talk.path}/messages`, { text })
  expect(made.statusCode).toBe(201)
  return { id: made.json().id, path: made.json().url }
}

const reportOf = (by: Person, message: number, more = {}) =>
  by.post(`${rivers.path}/reports`, { message, kind: 'hurts', ...more })
const told = async (who: Person) =>
  (await who.json('/notifications')).json().notifications.map((one: { reason: string }) => one.reason)
const looksAfter = async (who: Person) =>
  (await who.json('/')).json().toLookAfter.filter((one: { kind: string }) => one.kind === 'reported')
const waits = async (who: Person) => (await who.json(`${rivers.path}/reports`)).json().reports

describe('reporting', () => {
  it('is for hosts and whoever reported, never for whom it is about; several of one thing are one', async () => {
    const harsh = await said(luc, 'You never understand anything.')
    const form = await sana.get(`${rivers.path}/reports/new?message=${harsh.id}`)
    expect(form.statusCode).toBe(200)
    expect(form.body).toContain('Ada Umeh and Bashir Nouri')
    expect((await sana.get(talk.path)).body).toContain(`/reports/new?message=${harsh.id}`)
    expect((await luc.get(talk.path)).body).not.toContain(`/reports/new?message=${harsh.id}`)
    const made = await sana.submit(`${rivers.path}/reports`, {
      message: harsh.id,
      kind: 'hurts',
      words: 'It is aimed at me.',
    })
    expect([made.statusCode, made.headers.location]).toMatchObject([303, /^\/me\/reports/])
    expect((await bashir.post(`${rivers.path}/reports`, { message: harsh.id, kind: 'untrue' })).statusCode).toBe(201)
    const [row, ...rest] = await waits(ada)
    expect(rest).toEqual([])
    expect(row).toMatchObject({
      what: 'message',
      html: '<p>You never understand anything.</p>',
      reports: [{ kind: 'hurts', words: 'It is aimed at me.', name: 'Sana Petit' }, { kind: 'untrue' }],
      before: { number: 1 },
      warnings: 0,
    })
    for (const other of [luc, sana]) expect((await other.json(`${rivers.path}/reports`)).statusCode).toBe(403)
    expect((await noor.json(`${rivers.path}/reports`)).statusCode).toBe(404)
    expect(await told(ada)).toContain('reported')
    expect(await told(luc)).not.toContain('reported')
    expect((await luc.json('/me/reports')).json().reports).toEqual([])
    expect((await sana.json('/me/reports')).json().reports).toMatchObject([
      { outcome: null, words: 'It is aimed at me.' },
    ])
    expect(await looksAfter(ada)).toHaveLength(1)
    expect(await looksAfter(luc)).toEqual([])

    // Two hosts at once: the first has it, the second is told by whom.
    const settling = `${rivers.path}/reports/${row.id}/settling`
    const refused = await ada.submit(settling, { step: 'kept' })
    expect([refused.statusCode, refused.body]).toMatchObject([422, /This is needed/])
    expect((await ada.submit(settling, { step: 'removed', answer: 'We have spoken.' })).statusCode).toBe(303)
    const late = await bashir.submit(settling, { step: 'kept', answer: 'It is fine.' })
    expect([late.statusCode, late.body]).toMatchObject([422, /Ada Umeh was quicker/])
    expect((await luc.json(harsh.path)).json().removed).toBe(true)
    expect(await waits(ada)).toEqual([])
    expect((await ada.json(`${rivers.path}/reports`)).json().settled).toMatchObject([
      { outcome: 'removed', settledBy: 'Ada Umeh', answer: 'We have spoken.', html: null },
    ])
    expect(await told(sana)).toContain('report-settled')
    expect(await told(ada)).not.toContain('report-settled')
    expect((await sana.get('/me/reports')).body).toContain('Looked at by Ada Umeh: words removed.')
    expect(await looksAfter(ada)).toEqual([])
    // Undone from there.
    expect((await bashir.get(`${rivers.path}/reports`)).body).toContain(`${harsh.path}/restoration`)
    await bashir.post(`${harsh.path}/restoration`)
    expect((await luc.json(harsh.path)).json().removed).toBe(false)
  })

  it('needs a thing that is there, of someone else, and words for “something else”', async () => {
    const mine = await said(sana, 'Mine.')
    expect((await reportOf(sana, mine.id)).statusCode).toBe(422)
    expect((await reportOf(sana, 999_999)).statusCode).toBe(404)
    expect((await reportOf(noor, mine.id)).statusCode).toBe(404)
    expect((await reportOf(luc, mine.id, { kind: 'other' })).json().errors).toHaveProperty('words')
    expect((await luc.submit(`${rivers.path}/reports`, { message: mine.id, kind: 'other' })).body).toMatch(
      /This is needed/,
    )
    expect((await luc.post(`${rivers.path}/reports`, { person: sana.handle, kind: 'spam' })).statusCode).toBe(201)
    expect((await sana.post(`${rivers.path}/reports`, { item: talk.id, kind: 'danger' })).statusCode).toBe(201)
    const all = await waits(ada)
    expect(all.map((one: { what: string }) => one.what)).toEqual(['person', 'item'])
    for (const one of all)
      expect(
        (await ada.post(`${rivers.path}/reports/${one.id}/settling`, { step: 'done', answer: 'Spoken.' })).statusCode,
      ).toBe(200)
  })

  it('about a host goes to the others; about the only one around it; and waits where there is nobody', async () => {
    const word = await said(ada, 'Because I say so.')
    const before = (await told(ada)).length
    expect((await reportOf(luc, word.id)).statusCode).toBe(201)
    expect(await waits(ada)).toEqual([])
    expect((await told(ada)).length).toBe(before)
    expect(await looksAfter(ada)).toEqual([])
    const [row] = await waits(bashir)
    expect(row).toMatchObject({ reports: [{ name: 'Luc Marchetti' }] })
    const settling = `${rivers.path}/reports/${row.id}/settling`
    expect((await ada.post(settling, { step: 'kept', answer: 'x' })).statusCode).toBe(404)
    expect((await bashir.post(settling, { step: 'closed', answer: 'Enough for now.' })).statusCode).toBe(200)
    expect((await luc.json(talk.path)).json().closure).toMatchObject({ reason: 'Enough for now.' })
    await bashir.post(`${talk.path}/reopening`)

    const { url } = (await luc.post(`${rivers.path}/circles`, { name: 'Care circle' })).json()
    const circle = { id: (await luc.json(url)).json().space.id, slug: url.slice(3), path: url, host: luc }
    await world.join(circle, sana)
    expect((await sana.get(`${url}/reports/new?person=${luc.handle}`)).body).toMatch(
      /Ada Umeh and Bashir Nouri.*not what was said here/s,
    )
    expect(
      (await sana.post(`${url}/reports`, { person: luc.handle, kind: 'hurts', words: 'He shouts.' })).statusCode,
    ).toBe(201)
    expect((await luc.json(`${url}/reports`)).json().reports).toEqual([])
    expect(await waits(ada)).toMatchObject([{ what: 'person', url: null, reports: [{ words: 'He shouts.' }] }])
    await ada.post(`${rivers.path}/reports/${(await waits(ada))[0].id}/settling`, { step: 'done', answer: 'Spoken.' })

    const alone = await world.community(noor, 'Seed Savers')
    await world.join(alone, sana)
    expect((await sana.get(`${alone.path}/reports/new?person=${noor.handle}`)).body).toContain(
      'nobody can read your report yet',
    )
    await sana.post(`${alone.path}/reports`, { person: noor.handle, kind: 'hurts' })
    expect((await noor.json(`${alone.path}/reports`)).json().reports).toEqual([])
    await world.join(alone, luc, 'host')
    expect((await luc.json(`${alone.path}/reports`)).json().reports).toHaveLength(1)
  })

  it('stays where it was made, wherever its author takes the words', async () => {
    const own = await world.discussion(rivers, luc, 'All about Sana')
    const [{ id: message }] = (await sana.json(own.path)).json().messages
    expect((await sana.post(`${rivers.path}/reports`, { item: own.id, kind: 'hurts', words: 'Me?' })).statusCode).toBe(
      201,
    )
    expect((await reportOf(sana, message, { words: 'All of it.' })).statusCode).toBe(201)
    const before = (await waits(ada)).length
    const burrow = await world.community(luc, 'The burrow of Luc')
    await world.join(burrow, noor, 'host')
    const moved = await luc.post(`${own.path}/moving`, { to: burrow.slug })
    expect(moved.statusCode).toBeLessThan(300)
    expect((await ada.json(own.path)).statusCode).toBe(404)
    for (const who of [luc, noor]) expect((await who.json(`${burrow.path}/reports`)).json().reports).toEqual([])
    const rows = await waits(ada)
    expect(rows).toHaveLength(before)
    const mine = rows.filter((row: { reports: { words: string }[] }) => /Me\?|All of it/.test(row.reports[0]!.words))
    expect(mine).toMatchObject([
      { url: null, html: null },
      { url: null, html: null },
    ])
    for (const { id } of mine) {
      const settling = `${rivers.path}/reports/${id}/settling`
      expect((await ada.post(settling, { step: 'removed' })).statusCode, 'in other hands').toBe(404)
      expect((await ada.post(settling, { step: 'done', answer: 'We spoke with him.' })).statusCode).toBe(200)
    }
    expect((await sana.json('/me/reports')).json().reports.slice(0, 2)).toMatchObject([
      { outcome: 'done', url: null },
      { outcome: 'done', url: null },
    ])
  })

  it('about a host is read by nobody whom that host made one', async () => {
    const founder = await world.person('Rhea Stone')
    const friend = await world.person('Finn Stone')
    const later = await world.person('Mara Lund')
    const place = await world.community(founder, 'Stone Circle')
    for (const one of [friend, later, sana]) await world.join(place, one)
    await founder.post(`${place.path}/members/${friend.handle}`, { standing: 'host' })
    expect((await sana.get(`${place.path}/reports/new?person=${founder.handle}`)).body).toContain(
      'nobody can read your report yet',
    )
    expect((await sana.get(`${place.path}/reports/new?person=${friend.handle}`)).body).toMatch(
      /Rhea Stone, who hosts.*whoever hosts it later/s,
    )
    await sana.post(`${place.path}/reports`, { person: founder.handle, kind: 'hurts', words: 'She shouts.' })
    const open = async (who: Person) => (await who.json(`${place.path}/reports`)).json().reports
    expect([await open(founder), await open(friend)]).toEqual([[], []])
    expect([await told(friend), await looksAfter(friend)]).toEqual([expect.not.arrayContaining(['reported']), []])
    // Also beside a host who may read it.
    await friend.post(`${place.path}/members/${later.handle}`, { standing: 'host' })
    expect(await open(friend)).toEqual([])
    const [row] = await open(later)
    expect(row).toMatchObject({ reports: [{ words: 'She shouts.' }] })
    const settle = (who: Person) =>
      who.post(`${place.path}/reports/${row.id}/settling`, { step: 'kept', answer: 'She is loud.' })
    expect([(await settle(friend)).statusCode, (await settle(later)).statusCode]).toEqual([404, 200])
    // Handing over does not choose either.
    await founder.post(`${place.path}/members/${later.handle}`, { standing: 'member' })
    await founder.post(`${place.path}/hosting`, { handle: later.handle })
    await sana.post(`${place.path}/reports`, { person: founder.handle, kind: 'hurts', words: 'Still.' })
    expect([await open(friend), await open(later)]).toEqual([[], []])
  })

  it('is made some times a day', async () => {
    const noisy = await world.person('Nils Anders')
    await world.join(rivers, noisy)
    await world.owner`insert into report (space_id, person_id, reporter_id, kind, at, settled_at, outcome)
      select ${rivers.id}, ${ada.id}, ${noisy.id}, 'spam', now() - interval '1 hour', now(), 'done'
      from generate_series(1, 29)`
    const more = await said(luc, 'One of many.')
    const again = await said(luc, 'Two of many.')
    expect((await reportOf(noisy, more.id)).statusCode).toBe(201)
    expect((await reportOf(noisy, more.id, { words: 'More of it.' })).statusCode, 'the same, in other words').toBe(201)
    const refused = await noisy.submit(`${rivers.path}/reports`, { message: again.id, kind: 'spam', words: 'Kept.' })
    expect([refused.statusCode, refused.body]).toMatchObject([422, /very much today[\s\S]*Kept\./])
    await world.owner`delete from report where reporter_id = ${noisy.id}`
  })

  it('asks the database as often for many as for one', async () => {
    const count = async () =>
      (
        await world.statementsOf(async () => {
          await ada.get(`${rivers.path}/reports`)
        })
      ).length
    const first = await said(luc, 'One.')
    await reportOf(sana, first.id)
    const one = await count()
    for (let i = 0; i < 5; i++) await reportOf(sana, (await said(luc, `More ${i}.`)).id)
    expect((await waits(ada)).length).toBe(6)
    expect(await count()).toBe(one)
  })
})

describe('a warning', () => {
  it('is between one person and the hosts, who answer each other', async () => {
    const harsh = await said(luc, 'Nonsense.')
    await reportOf(sana, harsh.id)
    const row = (await waits(ada)).at(-1)
    const form = await ada.get(`${rivers.path}/notes/new?person=${luc.handle}&kind=warning&report=${row.id}`)
    expect([form.statusCode, form.body]).toMatchObject([200, /Write to Luc Marchetti as a host/])
    const made = await ada.post(`${rivers.path}/notes`, {
      person: luc.handle,
      kind: 'warning',
      agreement: 'We speak of work, not of persons',
      words: 'Please answer what was said.',
      report: row.id,
    })
    expect(made.statusCode).toBe(201)
    const { id } = made.json()
    expect((await sana.json('/me/reports')).json().reports[0]).toMatchObject({
      outcome: 'noted',
      settledBy: 'Ada Umeh',
    })
    expect(await told(luc)).toContain('warned')
    // What is written to one person settles nothing about another.
    const other = await said(luc, 'More nonsense.')
    await reportOf(sana, other.id)
    const waiting = (await waits(ada)).at(-1)
    const note = { person: sana.handle, kind: 'warning', agreement: 'x', words: 'x', report: waiting.id }
    expect((await ada.post(`${rivers.path}/notes`, note)).statusCode).toBe(404)
    expect((await waits(ada)).at(-1).id).toBe(waiting.id)
    expect((await luc.json('/')).json().waiting).toMatchObject([{ kind: 'hosts-wrote', url: `/me/notes/${id}` }])
    expect((await luc.json(`/me/notes/${id}`)).json()).toMatchObject({
      agreement: 'We speak of work, not of persons',
      about: { url: harsh.path },
      replies: [],
    })
    for (const other of [sana, noor]) expect((await other.json(`/me/notes/${id}`)).statusCode).toBe(404)
    expect((await ada.json(`/me/notes/${id}`)).statusCode, 'hosts have their own side').toBe(404)
    expect((await sana.json(`${rivers.path}/notes/${id}`)).statusCode).toBe(403)
    expect((await luc.submit(`/me/notes/${id}/replies`, { words: 'I was tired. Sorry.' })).statusCode).toBe(303)
    expect((await luc.json('/')).json().waiting).toEqual([])
    expect(await told(bashir)).toContain('note-answered')
    expect((await bashir.get(`${rivers.path}/notes/${id}`)).body).toContain('I was tired. Sorry.')
    expect((await bashir.post(`${rivers.path}/notes/${id}/replies`, { words: 'Thank you.' })).statusCode).toBe(200)
    expect((await luc.get(`/me/notes/${id}`)).body).toContain('Thank you.')
    expect((await luc.submit(`/me/notes/${id}/replies`, { words: ' ' })).statusCode).toBe(422)
    expect((await noor.post(`/me/notes/${id}/replies`, { words: 'Mine?' })).statusCode).toBe(404)
    await luc.post(`/me/notes/${id}/reading`)
    expect((await luc.get(`/me/notes/${id}`)).body).not.toContain('I have read it')
    expect((await ada.json(`${rivers.path}/notes`)).json().notes).toMatchObject([{ id, replyCount: 2 }])
    expect((await luc.json(`${rivers.path}/notes`)).statusCode).toBe(403)
  })

  it('is written to who is there, or was lately sent away; answered until thirty days after', async () => {
    const sam = await world.person('Sam Reeve')
    await world.join(rivers, sam)
    const note = { person: sam.handle, kind: 'warning', agreement: 'Be kind', words: 'Please.' }
    const write = async () => (await ada.post(`${rivers.path}/notes`, note)).statusCode
    const { id } = (await ada.post(`${rivers.path}/notes`, note)).json()
    const answers = async () => [
      (await sam.post(`/me/notes/${id}/replies`, { words: 'Why?' })).statusCode,
      (await ada.post(`${rivers.path}/notes/${id}/replies`, { words: 'Because.' })).statusCode,
    ]
    const ended = (days: number, by: Person) => world.owner`
      update membership set ended_at = now() - ${days} * interval '1 day', ended_by = ${by.id} where space_id = ${rivers.id} and person_id = ${sam.id}`
    await ended(1, ada)
    expect([await write(), await answers()]).toEqual([201, [200, 200]])
    await ended(1, sam)
    expect([await write(), await answers()], 'who left is left in peace').toEqual([404, [200, 200]])
    await ended(31, ada)
    expect(await write()).toBe(404)
    await world.owner`update host_note set at = now() - interval '31 days' where person_id = ${sam.id}`
    expect(await answers()).toEqual([422, 422])
    expect((await sam.get(`/me/notes/${id}`)).body).toMatch(/can be answered no more/)
    expect((await sam.get(`/me/notes/${id}`)).body).not.toContain(`/me/notes/${id}/replies`)
    await world.owner`update membership set ended_at = null, ended_by = null where space_id = ${rivers.id} and person_id = ${sam.id}`
    const five = []
    for (let i = 0; i < 6; i++) five.push(await write())
    expect(five).toEqual([201, 201, 201, 201, 201, 422])
  })

  it('of a circle is answered to its hosts alone, and says nothing of the hosts around it', async () => {
    const place = await world.community(ada, 'Hill Farmers')
    for (const one of [luc, sana]) await world.join(place, one)
    const { url } = (await luc.post(`${place.path}/circles`, { name: 'Quiet circle' })).json()
    const circle = { id: (await luc.json(url)).json().space.id, slug: url.slice(3), path: url, host: luc }
    await world.join(circle, sana)
    const note = { person: sana.handle, kind: 'warning', agreement: 'Be kind', words: 'Please.' }
    const { id } = (await luc.post(`${url}/notes`, note)).json()
    expect((await sana.get(`/me/notes/${id}`)).body).toContain('Luc Marchetti looks after the place')
    // Its only host is suspended from the community around it.
    await ada.post(`${place.path}/notes`, {
      person: luc.handle,
      kind: 'suspension',
      agreement: 'Be kind',
      words: 'Rest.',
      until: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
    })
    const page = await sana.get(`/me/notes/${id}`)
    expect(page.body).toContain('Nobody looks after the place just now')
    expect(page.body).not.toContain('Ada Umeh')
    await sana.post(`/me/notes/${id}/replies`, { words: 'Which words?' })
    const told = (await ada.json('/notifications')).json().notifications
    expect(told.filter((one: { space: { name: string } }) => one.space.name === 'Quiet circle')).toEqual([])
    expect(JSON.stringify(told)).not.toContain('Quiet circle')
    expect((await ada.json(`${place.path}/notes`)).json().notes.map((one: { id: number }) => one.id)).not.toContain(id)
  })

  it('is said in no list and letter: only where it is from', async () => {
    await world.owner`delete from host_note where person_id = ${luc.id}`
    const note = { person: luc.handle, kind: 'warning', agreement: 'No insults, Luc', words: 'Please.' }
    await ada.post(`${rivers.path}/notes`, note)
    const { waiting } = (await luc.json('/')).json()
    expect(waiting).toMatchObject([{ kind: 'hosts-wrote', title: 'River Keepers' }])
    expect(JSON.stringify(waiting)).not.toContain('No insults')
  })

  it('needs a host, another person, an agreement and words; nobody answers without end', async () => {
    const note = { person: sana.handle, kind: 'warning', agreement: 'Be kind', words: 'Please.' }
    expect((await luc.post(`${rivers.path}/notes`, note)).statusCode).toBe(403)
    expect((await ada.post(`${rivers.path}/notes`, { ...note, person: ada.handle })).statusCode).toBe(404)
    expect((await ada.post(`${rivers.path}/notes`, { ...note, person: noor.handle })).statusCode).toBe(404)
    expect((await ada.post(`${rivers.path}/notes`, { ...note, agreement: ' ' })).json().errors).toHaveProperty(
      'agreement',
    )
    expect((await ada.submit(`${rivers.path}/notes`, { ...note, words: '' })).statusCode).toBe(422)
    const { id } = (await ada.post(`${rivers.path}/notes`, note)).json()
    const answers = []
    for (let i = 0; i < 11; i++)
      answers.push((await sana.post(`/me/notes/${id}/replies`, { words: `No ${i}` })).statusCode)
    expect(answers).toEqual([...Array(10).fill(200), 422])
  })
})
