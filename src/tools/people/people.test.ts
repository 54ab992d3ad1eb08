import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
let host: Person
let member: Person
let community: Community

beforeEach(async () => {
  host = await world.person('Ada Umeh')
  member = await world.person('Luc Marchetti')
  community = await world.community(host)
  await world.join(community, member)
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const audits = async () =>
  (await world.owner`select verb, actor_id, person_id from audit where space_id = ${community.id} order by id`).map(
    ({ verb, actorId, personId }) => [verb, actorId, personId],
  )
const of = (person: Person) => `${community.path}/members/${person.handle}`
const standing = async (person: Person) => (await person.json(community.path)).json().space?.standing

describe('the people of a community', () => {
  it('are listed by name with standing and badge, a hundred at a time', async () => {
    await world.owner`
      with made as (insert into person (handle, name) select 'p' || ${community.id}::text || 'x' || n, 'Person ' || lpad(n::text, 3, '0') from generate_series(1, 120) n returning id)
      insert into membership (space_id, person_id, standing) select ${community.id}, id, 'member' from made`
    const first = (await member.json(`${community.path}/members`)).json()
    const second = (await member.json(first.next)).json()
    const names = [...first.members, ...second.members].map(({ name }: { name: string }) => name)
    expect(first.members).toHaveLength(100)
    expect(second.next).toBeNull()
    expect(names).toHaveLength(122)
    expect(new Set(names).size).toBe(122)
    expect(first.members[0]).toMatchObject({ name: 'Ada Umeh', standing: 'host', badge: null })
    const page = await member.get(`${community.path}/members`)
    expect(page.body).toContain(`href="/people/${member.handle}"`)
  })

  it('have a card for those who share a community, showing only what is shared', async () => {
    const noor = await world.person('Noor Bakri')
    const seeds = await world.community(noor, 'Seed Savers')
    await world.join(seeds, member)
    const seen = (await host.json(`/people/${member.handle}`)).json()
    expect(seen.communities.map(({ name }: { name: string }) => name)).toEqual(['River Keepers'])
    const missing = await noor.json('/people/never-was')
    expect((await noor.json(`/people/${host.handle}`)).body).toBe(missing.body)
  })
})

describe('the last host', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['leave', () => host.post(`${community.path}/leaving`)],
    ['become a member', () => host.post(of(host), { standing: 'member' })],
    ['be ended', () => host.post(`${of(host)}/ending`)],
  ])('cannot %s, and is told why', async (_what, act) => {
    const answer = (await act()) as Awaited<ReturnType<Person['post']>>
    expect(answer.statusCode).toBe(422)
    expect(Object.values(answer.json().errors)).toEqual(['A community needs a host. Make someone else a host first.'])
    expect(await standing(host)).toBe('host')
  })

  it('sees the sentence on the page', async () => {
    for (const [address, fields] of [
      [`${community.path}/leaving`, {}],
      [of(host), { standing: 'member' }],
      [`${of(host)}/ending`, {}],
    ] as const) {
      const page = await host.submit(address, fields)
      expect(page.statusCode).toBe(422)
      expect(page.body).toContain('A community needs a host.')
    }
  })

  it('may go once there is another', async () => {
    await host.post(of(member), { standing: 'host' })
    expect((await host.post(`${community.path}/leaving`)).statusCode).toBe(200)
    expect((await host.json(community.path)).statusCode).toBe(404)
    expect(await standing(member)).toBe('host')
  })

  it('stays when both of two hosts leave at once', async () => {
    await world.join(community, member, 'host')
    const answers = await Promise.all([host, member].map((one) => one.post(`${community.path}/leaving`)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422])
  })
})

describe('what hosts do for people', () => {
  it('changes standing and badge, and is written down', async () => {
    await host.post(of(member), { standing: 'host', badge: 'funder' })
    expect(await standing(member)).toBe('host')
    expect(await audits()).toEqual([
      ['standing.host', host.id, member.id],
      ['badge.changed', host.id, member.id],
    ])
    await host.post(of(member), { standing: 'host', badge: 'funder' })
    expect(await audits()).toHaveLength(2)
  })

  it('is told above every composer: who of the readers answers to a funder', async () => {
    const readers = async () => (await member.get(`${community.path}/discussions/new`)).body
    expect(await readers()).toContain('2 people can read this<')
    await host.post(of(member), { standing: 'member', badge: 'funder' })
    expect(await readers()).toContain('2 people can read this, 1 from a funder')
    await host.post(`${of(member)}/ending`)
    expect((await host.get(`${community.path}/discussions/new`)).body).toContain('1 person can read this<')
  })

  it('hands over hosting in one step', async () => {
    expect((await host.post(`${community.path}/hosting`, { handle: member.handle })).statusCode).toBe(200)
    expect([await standing(host), await standing(member)]).toEqual(['member', 'host'])
    expect(await audits()).toEqual([['hosting.handed-over', host.id, member.id]])
  })

  it('is handed over, and shared, only by who has confirmed lately; a program may do neither', async () => {
    const { token } = (await host.post('/me/tokens', { name: 'x', write: true })).json()
    const bearer = { authorization: `Bearer ${token}`, cookie: '' }
    await world.owner`update session set confirmed_at = now() - interval '11 minutes' where person_id = ${host.id}`
    const hosting = [`${community.path}/hosting`, { handle: member.handle }] as const
    for (const [url, body] of [hosting, [of(member), { standing: 'host' }] as const]) {
      expect((await host.post(url, body)).json().code).toBe('confirm-first')
      const page = await host.submit(url, body, { referer: `http://localhost${of(member)}` })
      expect(page.headers.location).toBe(`/me/confirm?to=${encodeURIComponent(of(member))}&again=true`)
      expect((await world.nobody.post(url, body, bearer)).json().code).toBe('by-hand-only')
    }
    expect(await standing(member)).toBe('member')
    // What is not grave goes on as ever.
    expect((await host.post(of(member), { standing: 'member', badge: 'funder' })).statusCode).toBe(200)
  })

  it('hands over to another person of the community only', async () => {
    const outsider = await world.person('Noor Bakri')
    expect((await host.post(`${community.path}/hosting`, { handle: host.handle })).statusCode).toBe(422)
    expect((await host.post(`${community.path}/hosting`, { handle: outsider.handle })).statusCode).toBe(404)
    expect(await standing(host)).toBe('host')
  })

  it('ends a membership: the words stay, the person sees nothing any more', async () => {
    const { path } = await world.discussion(community, member)
    await host.post(`${of(member)}/ending`)
    for (const address of [path, community.path, `${community.path}/members`])
      expect((await member.json(address)).statusCode).toBe(404)
    expect((await member.post(`${path}/messages`, { text: 'Still here?' })).statusCode).toBe(404)
    expect((await host.json(path)).json().messages[0].author.name).toBe('Luc Marchetti')
    expect((await member.json('/')).json().communities).toEqual([])
    expect(await audits()).toEqual([['person.ended', host.id, member.id]])
    expect((await host.json(of(member))).statusCode).toBe(404)
  })
})

describe('leaving', () => {
  it('ends belonging, keeps what was written, and works in a closed community too', async () => {
    const { path } = await world.discussion(community, member)
    await world.owner`update space set closed_at = now() where id = ${community.id}`
    expect((await member.get(`${community.path}/leaving`)).body).toContain('River Keepers')
    expect((await member.submit(`${community.path}/leaving`)).headers.location).toBe('/')
    expect((await member.json(path)).statusCode).toBe(404)
    expect((await host.json(path)).json().author.id).toBe(member.id)
  })
})

describe('inviting', () => {
  const invitations = `/invitations`
  const list = async (person: Person) => (await person.json(community.path + invitations)).json().invitations

  it('is for hosts, and for members where the community lets them', async () => {
    expect((await member.post(community.path + invitations)).statusCode).toBe(403)
    await host.post(`${community.path}/settings/door`, { visibility: 'hidden', membersInvite: true })
    expect((await member.post(community.path + invitations)).statusCode).toBe(201)
    const guest = await world.person('Gust')
    await world.join(community, guest, 'guest')
    expect((await guest.post(community.path + invitations)).statusCode).toBe(403)
  })

  it('shows members their own links and hosts all', async () => {
    await host.post(`${community.path}/settings/door`, { visibility: 'hidden', membersInvite: true })
    await host.post(community.path + invitations, { note: 'By the host' })
    await member.post(community.path + invitations, { note: 'By a member' })
    expect((await list(member)).map(({ note }: { note: string }) => note)).toEqual(['By a member'])
    const all = await list(host)
    expect(all.map(({ note }: { note: string }) => note)).toEqual(['By a member', 'By the host'])
    expect((await member.post(`${community.path}/invitations/${all[1].id}/revocation`)).statusCode).toBe(404)
    expect((await host.post(`${community.path}/invitations/${all[0].id}/revocation`)).statusCode).toBe(200)
    expect((await list(member))[0].usable).toBe(false)
  })

  it('gives the link again on the page, with its uses and its end', async () => {
    const { link } = (await host.post(community.path + invitations, { uses: 3, days: 7 })).json()
    const page = await host.get(community.path + invitations)
    expect(page.body).toContain(`${new URL(link).pathname}"`)
    expect((await list(host))[0]).toMatchObject({ usesMost: 3, uses: 0, usable: true })
  })

  it('takes pasted addresses as people have them, each once', async () => {
    const addresses = 'Maud <maud@example.org>, VIDA@example.org;\nvida@example.org  "Sam" <sam@example.org>'
    const made = await host.post(`${community.path}/invitations/addresses`, { addresses })
    expect(made.json().invited).toBe(3)
    const mails = await world.owner`
      select address from mail m join invitation i on i.id = m.subject_id where i.space_id = ${community.id} order by address`
    expect(mails.map(({ address }) => address)).toEqual(['maud@example.org', 'sam@example.org', 'vida@example.org'])
  })

  it('reports what became of each: invited, here already, invited before, twice, wrong', async () => {
    const at = `${community.path}/invitations/addresses`
    await host.post(at, { addresses: 'vida@example.org' })
    const addresses = `maud@example.org, sam@, ${member.email}\nvida@example.org; maud@example.org`
    const made = await host.post(at, { addresses })
    expect(made.json().invited).toBe(1)
    const { lines } = (await host.json(made.json().url)).json()
    expect(lines.map(({ line, outcome }: { line: string; outcome: string }) => [line, outcome])).toEqual([
      ['maud@example.org', 'invited'],
      ['sam@', 'wrong'],
      [member.email, 'belongs'],
      ['vida@example.org', 'waiting'],
      ['maud@example.org', 'twice'],
    ])
    expect((await host.get(made.json().url)).body).toContain('Not an address')
    expect((await member.json(made.json().url)).statusCode).toBe(403)
  })

  it('reads a list from a file with headings, quotes and semicolons', async () => {
    const bytes = Buffer.from('\ufeffname;email\r\n"Tessier, Maud";maud@example.org\r\nJoss;joss@example.org\r\n')
    const list = { field: 'list', name: 'people.csv', type: 'text/csv', bytes }
    const sent = await host.upload(`${community.path}/invitations/addresses`, { note: 'Come.' }, [list])
    expect(sent.statusCode).toBe(303)
    const { lines } = (await host.json(sent.headers.location as string)).json()
    expect(lines).toMatchObject([
      { email: 'maud@example.org', outcome: 'invited' },
      { email: 'joss@example.org', outcome: 'invited' },
    ])
  })

  it('takes no text without a single address in it, and keeps what was typed', async () => {
    const page = await host.submit(`${community.path}/invitations/addresses`, {
      addresses: 'nobody at all',
      _form: 'addresses',
    })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('nobody at all</textarea>')
    expect(await list(host)).toEqual([])
  })
})
