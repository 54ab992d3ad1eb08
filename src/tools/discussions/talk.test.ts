import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Community, type Discussion, type Person, testSite } from '../../../test/site.ts'
import { hashOf } from '../../spine/people/credential.ts'
import type { Cursor } from './cursor.ts'
import { LIST_PAGE, type ListRow, latestDiscussions, listOf } from './list.ts'

/** Talk in order: the list by what it is and in which order, what stands first, what is closed, what one hears. */

const world = await testSite()
const outsider = await world.person('Noor Bakri')
let host: Person
let member: Person
let guest: Person
let community: Community

beforeEach(async () => {
  host = await world.person('Ada Umeh')
  member = await world.person('Luc Marchetti')
  guest = await world.person('Gust Peters')
  community = await world.community(host)
  await world.join(community, member)
  await world.join(community, guest, 'guest')
})
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

interface Card {
  id: number
  title: string
  pinned: boolean
  closed: boolean
  level: string
  unread: number
}
interface Page {
  discussions: Card[]
  movedUp: number
  next: string | null
}

const read = async (person: Person, { path }: Discussion) => (await person.json(path)).json()
const reply = (person: Person, { path }: Discussion, text = 'Here too.') => person.post(`${path}/messages`, { text })
const list = async (person: Person, query = ''): Promise<Page> =>
  (await person.json(`${community.path}/discussions${query}`)).json()
const titles = (page: Page) => page.discussions.map(({ title }) => title)
const audits = async () =>
  (await world.owner`select verb from audit where space_id = ${community.id} order by id`).map(({ verb }) => verb)

/** All pages of a list, one after the other. */
async function allOf(person: Person, query: string): Promise<number[]> {
  const ids: number[] = []
  let next: string | null = `${community.path}/discussions${query}`
  while (next) {
    const page: Page = (await person.json(next)).json()
    ids.push(...page.discussions.map(({ id }) => id))
    next = page.next
  }
  return ids
}

/** Discussions with dice: many with the same date and the same count, so that only the id tells them apart. */
async function chance(n: number, seed: number): Promise<void> {
  await world.owner`select setseed(${seed})`
  await world.owner`
    with r as materialized (select n, random() a, random() b, random() c, random() d from generate_series(1, ${n}::int) n),
      i as (insert into item (space_id, kind, author_id, title, lang, tags, created_at)
        select ${community.id}, 'discussion', case when a < .3 then ${member.id}::bigint else ${host.id}::bigint end, 'Discussion ' || n, 'en',
          case when b < .3 then '{water}'::text[] when b < .5 then '{water,eels}' when b < .6 then '{eels}' else '{}' end, date_trunc('day', now()) - make_interval(days => (c * 40)::int)
        from r returning id, title),
      x as (select i.id, r.* from i join r on r.n = substr(i.title, 12)::int),
      d as (insert into discussion (item_id, space_id, intent) select id, ${community.id}, (array['talk', 'question', 'help', 'story'])[1 + floor(d * 400)::int % 4] from x),
      m as (insert into message (space_id, item_id, number, modseq, author_id, lang, source, html) select ${community.id}, id, 1, 1, ${host.id}, 'en', 'x', '<p>x</p>' from x),
      w as (insert into follow (person_id, item_id, level) select ${member.id}, id, (array['follow', 'quiet', 'muted'])[1 + floor(b * 3)::int] from x where a > .6),
      g as (insert into reading (person_id, item_id, number) select ${member.id}, id, 1 + (a * 3)::int from x where c > .4)
    insert into tail (item_id, space_id, kind, last_number, modseq, count, last_at, last_by)
      select id, ${community.id}, 'discussion', 1 + (d * 4)::int, 1, 1 + (d * 4)::int, now() - make_interval(hours => (a * 12)::int), ${host.id} from x`
  await world.owner`insert into closure (item_id, space_id, person_id, reason)
    select id, space_id, ${host.id}, 'Done.' from item where space_id = ${community.id} and id % 10 = 0 on conflict do nothing`
}

/** The same, asked plainly of all rows at once. */
async function plainly(where: string, order: string): Promise<number[]> {
  const rows = await world.owner.unsafe<{ id: number }[]>(`
    select i.id, coalesce(w.level, 'quiet') level from item i join tail t on t.item_id = i.id join discussion d on d.item_id = i.id
    left join reading r on r.item_id = i.id and r.person_id = ${member.id} left join follow w on w.item_id = i.id and w.person_id = ${member.id}
    left join closure c on c.item_id = i.id
    where i.space_id = ${community.id} and (${where}) order by ${order} desc, i.id desc`)
  return rows.map(({ id }) => id)
}

const filters: Record<string, string> = {
  '': 'true',
  'show=new': `t.last_number > coalesce(r.number, 0) and coalesce(w.level, 'quiet') <> 'muted'`,
  'show=unanswered': `d.intent in ('question', 'help') and t.last_number = 1 and c.item_id is null`,
  'show=mine': '<me>',
  'show=followed': `w.level = 'follow'`,
  'show=closed': 'c.item_id is not null',
  'tag=water': `'water' = any(i.tags)`,
  'intent=story': `d.intent = 'story'`,
  'tag=eels&intent=talk&show=new': `'eels' = any(i.tags) and d.intent = 'talk' and t.last_number > coalesce(r.number, 0) and coalesce(w.level, 'quiet') <> 'muted'`,
}
const orders = { last: 't.last_at', begun: 'i.created_at', replies: 't.count' }

describe('paging', () => {
  it('is exact in every order under every filter: each once, none left out', async () => {
    await chance(140, 0.42)
    for (const [filter, where] of Object.entries(filters)) {
      for (const [sort, order] of Object.entries(orders)) {
        const asked = `?${filter}&sort=${sort}`
        const expected = await plainly(where.replace('<me>', `i.author_id = ${member.id}`), order)
        expect(expected.length, asked).toBeGreaterThan(0)
        expect(await allOf(member, asked), asked).toEqual(expected)
      }
    }
  })

  it('refuses a cursor of another order, and one that is none', async () => {
    await chance(40, 0.1)
    const { next } = await list(member, '?sort=replies')
    expect((await member.json(next!)).statusCode).toBe(200)
    for (const address of [next!.replace('replies', 'begun'), `${community.path}/discussions?before=x`])
      expect((await member.json(address)).statusCode).toBe(400)
  })

  it('counts what moved up only among what is shown', async () => {
    await chance(140, 0.7)
    const first = await list(member, '?tag=water')
    const tagged = await world.discussion(community, host, 'New and wet', { tags: 'water' })
    await world.discussion(community, host, 'New and dry')
    expect((await member.json(first.next!)).json().movedUp).toBe(1)
    await reply(host, tagged)
    expect((await member.json(first.next!)).json().movedUp).toBe(1)
  })

  it('takes a form’s empty fields for nothing asked', async () => {
    await world.discussion(community, host)
    expect(titles(await list(member, '?intent=&tag=&sort=last&show='))).toEqual(['Brown water after rain'])
  })

  it('costs the same for two as for forty, whatever is asked', async () => {
    const asked = ['', '?show=new', '?show=followed&tag=water', '?intent=story&sort=begun']
    const pages = [...asked.map((query) => `/discussions${query}`), '/tags', '/following']
    const count = async () => {
      const counts = []
      for (const page of pages) counts.push((await world.statementsOf(() => member.get(community.path + page))).length)
      for (const page of ['/saved', '/drafts']) counts.push((await world.statementsOf(() => member.get(page))).length)
      return counts
    }
    const fill = async (n: number, seed: number) => {
      await chance(n, seed)
      await world.owner`insert into saved (person_id, item_id) select ${member.id}, id from item where space_id = ${community.id} on conflict do nothing`
      await world.owner`insert into draft (person_id, place, fields) select ${member.id}, 'item:' || id, '{"text":"x"}' from item where space_id = ${community.id} on conflict do nothing`
    }
    await fill(2, 0.3)
    await count() // statements are prepared once
    const few = await count()
    await fill(40, 0.5)
    expect(await count()).toEqual(few)
    expect(Math.max(...few)).toBeLessThanOrEqual(4)
  })
})

describe('a list of several communities', () => {
  it('pages through all of them together, each by what the reader chose and when they came there', async () => {
    await chance(45, 0.3)
    const seeds = await world.community(member, 'Seed Savers')
    for (let n = 1; n <= 20; n++) await world.discussion(seeds, member, `Seed ${n}`)
    const hidden = await world.community(outsider, 'Night Walkers')
    await world.discussion(hidden, outsider, 'Owls')
    const sql = await world.site.database.app.reserve()
    try {
      await sql`begin`
      await sql`select enter(${hashOf(member.cookie.slice('copse='.length))}, null, true)`
      for (const sort of ['last', 'begun', 'replies'] as const) {
        const rows: ListRow[] = []
        for (let before: Cursor | undefined, more = true; more; ) {
          const some = await listOf(sql, { sort, before })
          rows.push(...some.slice(0, LIST_PAGE))
          more = some.length > LIST_PAGE
          const last = rows.at(-1)!
          const key = { last: last.lastAt.toISOString(), begun: last.createdAt.toISOString(), replies: last.count }[
            sort
          ]
          before = { sort, key, id: last.id, asOf: key as string }
        }
        const expected = await world.owner.unsafe<{ id: number }[]>(
          `select i.id from item i join tail t on t.item_id = i.id where i.space_id in (${community.id}, ${seeds.id}) order by ${orders[sort]} desc, i.id desc`,
        )
        expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
        expect(new Set(rows.map(({ slug }) => slug))).toEqual(new Set([community.slug, seeds.slug]))
      }
      const each = await latestDiscussions(sql, 3, true)
      const from = (slug: string) => each.filter(({ space }) => space.slug === slug).length
      expect([from(community.slug), from(seeds.slug), each.length]).toEqual([3, 3, 6])
      expect(each.every(({ url, space }) => url.startsWith(`/c/${space.slug}/`))).toBe(true)
    } finally {
      await sql`rollback`
      sql.release()
    }
  })
})

describe('pinning', () => {
  const pin = (person: Person, { path }: Discussion, on = true) => person.post(`${path}/pin`, { on })

  it('lets hosts put five first, once each, and take them back', async () => {
    const made = []
    for (let n = 1; n <= 6; n++) made.push(await world.discussion(community, host, `Number ${n}`))
    expect((await pin(member, made[0]!)).statusCode).toBe(403)
    expect((await pin(guest, made[0]!)).statusCode).toBe(403)
    expect((await pin(outsider, made[0]!)).statusCode).toBe(404)
    for (const one of made.slice(0, 5)) expect((await pin(host, one)).statusCode).toBe(200)
    expect((await pin(host, made[0]!)).statusCode).toBe(200)
    const sixth = await pin(host, made[5]!)
    expect([sixth.statusCode, sixth.json().errors.on]).toEqual([422, expect.stringContaining('At most 5')])
    const page = await list(member)
    expect(page.discussions.map(({ pinned }) => pinned)).toEqual([true, true, true, true, true, false])
    expect(new Set(titles(page)).size).toBe(6)
    expect((await read(member, made[0]!)).pinned).toMatchObject({ by: 'Ada Umeh' })
    await pin(host, made[0]!, false)
    await pin(host, made[0]!, false)
    expect(titles(await list(member)).at(-1)).toBe('Number 1')
    expect(await audits()).toEqual([...Array(5).fill('item.pinned'), 'item.unpinned'])
  })

  it('counts the five also for hosts at the same moment', async () => {
    const made = []
    for (let n = 1; n <= 8; n++) made.push(await world.discussion(community, host, `Number ${n}`))
    const answers = await Promise.all(made.map((one) => pin(host, one)))
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(5)
  })

  it('does not show twice on the second page', async () => {
    await chance(70, 0.9)
    const last = (await allOf(member, '')).at(-1)!
    await pin(host, { id: last, path: `${community.path}/discussions/${last}` })
    const ids = await allOf(member, '')
    expect([ids[0], ids.length, new Set(ids).size]).toEqual([last, 70, 70])
    expect((await allOf(member, '?sort=begun')).length).toBe(70)
  })
})

describe('closing', () => {
  const close = (person: Person, { path }: Discussion, reason = 'It has found its answer.') =>
    person.post(`${path}/closure`, { reason })

  it('is for hosts and whoever began it, with a reason, and everyone reads it', async () => {
    const it = await world.discussion(community, member)
    await reply(guest, it)
    expect((await close(guest, it)).statusCode).toBe(403)
    expect((await close(outsider, it)).statusCode).toBe(404)
    for (const reason of ['', '  ']) expect((await close(member, it, reason)).statusCode).toBe(422)
    const form = await member.submit(`${it.path}/closure`, { reason: ' ' })
    expect([form.statusCode, form.body.includes('name="reason"')]).toEqual([422, true])
    expect((await close(member, it)).statusCode).toBe(200)
    expect((await close(host, it, 'Another.')).statusCode).toBe(200)
    expect((await read(guest, it)).closure).toMatchObject({ by: 'Luc Marchetti', reason: 'It has found its answer.' })
    const page = (await guest.get(it.path)).body
    expect(page).toContain('It has found its answer.')
    expect(page).not.toContain('<copse-composer')
    expect((await list(guest)).discussions[0]).toMatchObject({ closed: true })
    expect(titles(await list(guest, '?show=closed'))).toHaveLength(1)
    expect(await audits()).toEqual([])
  })

  it('ends replies and nothing else, and keeps what was begun', async () => {
    const it = await world.discussion(community, member)
    await reply(guest, it)
    await guest.post(`/drafts/item:${it.id}`, { text: 'I had begun' })
    await close(host, it)
    const refused = await reply(guest, it, 'One more word.')
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'item-closed'])
    const page = await guest.submit(`${it.path}/messages`, { text: 'One more word.' })
    expect([page.statusCode, page.body.includes('>One more word.</textarea>')]).toEqual([403, true])
    expect((await guest.json(`/drafts/item:${it.id}`)).json().draft.fields.text).toBe('I had begun')
    expect((await guest.get(it.path)).body).toContain('I had begun')
    expect((await read(guest, it)).messageCount).toBe(2)
    expect((await member.post(`${it.path}/messages/2/reactions`, { on: 'thanks' })).statusCode).toBe(200)
    expect((await guest.post(`${it.path}/messages/2/edit`, { text: 'Here as well.', version: 1 })).statusCode).toBe(200)
    expect(await audits()).toEqual(['item.closed'])
  })

  it('is undone by hosts and by whoever closed it', async () => {
    const it = await world.discussion(community, member)
    const open = (person: Person) => person.post(`${it.path}/reopening`)
    await close(host, it)
    for (const [person, status] of [
      [guest, 403],
      [member, 403],
      [outsider, 404],
      [host, 200],
    ] as const)
      expect((await open(person)).statusCode).toBe(status)
    await close(member, it)
    expect((await open(member)).statusCode).toBe(200)
    expect((await reply(guest, it)).statusCode).toBe(201)
    expect((await read(guest, it)).closure).toBeNull()
  })

  it('at the moment of a reply lets one of the two be first', async () => {
    for (let n = 0; n < 5; n++) {
      const it = await world.discussion(community, member)
      const [said, closed] = await Promise.all([reply(guest, it), close(member, it)])
      expect(closed.statusCode).toBe(200)
      expect([201, 403]).toContain(said.statusCode)
      expect((await read(guest, it)).messageCount).toBe(said.statusCode === 201 ? 2 : 1)
      expect((await reply(guest, it)).statusCode).toBe(403)
    }
  })

  it('is not asked for by who looks after what nobody has answered', async () => {
    const it = await world.discussion(community, member, 'Why?', { intent: 'question' })
    expect(titles(await list(host, '?show=unanswered'))).toEqual(['Why?'])
    await close(member, it)
    expect(titles(await list(host, '?show=unanswered'))).toEqual([])
  })
})

describe('how much one hears', () => {
  it('is the discussion’s own choice, else its tags’, else the community’s', async () => {
    const it = await world.discussion(community, host, 'Wet', { tags: 'water, mud' })
    const [inList, onPage] = [
      async () => (await list(member)).discussions[0]!.level,
      async () => (await read(member, it)).level,
    ]
    const now = async () => {
      expect(await onPage()).toBe(await inList())
      return onPage()
    }
    expect(await now()).toBe('quiet')
    await member.post(`${community.path}/following`, { level: 'follow' })
    expect(await now()).toBe('follow')
    await member.post(`${community.path}/tags/mud/follow`, { level: 'muted' })
    expect(await now()).toBe('muted')
    await member.post(`${community.path}/tags/water/follow`, { level: 'follow' })
    expect(await now()).toBe('follow')
    await member.post(`${it.path}/follow`, { level: 'quiet' })
    expect(await now()).toBe('quiet')
    const { level, tags, discussions } = (await member.json(`${community.path}/following`)).json()
    expect([level, tags.map((one: { name: string }) => one.name), discussions]).toEqual([
      'follow',
      ['mud', 'water'],
      [],
    ])
    await member.post(`${community.path}/following`, { level: '' })
    await member.post(`${community.path}/tags/mud/follow`, { level: '' })
    expect((await member.json(`${community.path}/following`)).json()).toMatchObject({
      level: null,
      tags: [{ name: 'water' }],
    })
    expect((await list(guest)).discussions[0]!.level).toBe('quiet')
    expect((await outsider.post(`${community.path}/following`, { level: 'muted' })).statusCode).toBe(404)
    expect((await member.post(`${community.path}/tags/none-such/follow`, { level: 'muted' })).statusCode).toBe(404)
  })

  it('muted, nothing is new and nothing is on a home', async () => {
    const it = await world.discussion(community, host, 'Loud')
    const homes = async () => [
      (await member.json(community.path)).json().latest.length,
      (await member.json('/')).json().communities[0].latest.length,
    ]
    expect(titles(await list(member, '?show=new'))).toEqual(['Loud'])
    expect(await homes()).toEqual([1, 1])
    await member.post(`${it.path}/follow`, { level: 'muted' })
    expect(titles(await list(member, '?show=new'))).toEqual([])
    expect((await list(member)).discussions[0]).toMatchObject({ title: 'Loud', unread: 0, level: 'muted' })
    expect(await homes()).toEqual([0, 0])
  })

  it('is not changed by writing, once chosen', async () => {
    const it = await world.discussion(community, host)
    await member.post(`${it.path}/follow`, { level: 'muted' })
    await reply(member, it)
    expect((await read(member, it)).level).toBe('muted')
    await reply(guest, it)
    expect((await read(guest, it)).level).toBe('follow')
    expect(titles(await list(guest, '?show=followed'))).toHaveLength(1)
  })
})

describe('tags', () => {
  const tag = async (name: string) => (await member.json(`${community.path}/tags/${name}`)).json()
  const change = (person: Person, name: string, to: object) => person.post(`${community.path}/tags/${name}`, to)
  const counts = async () =>
    Object.fromEntries(
      (await member.json(`${community.path}/tags`))
        .json()
        .tags.map(({ name, count }: { name: string; count: number }) => [name, count]),
    )

  it('are counted with every change, removal and return', async () => {
    const it = await world.discussion(community, host, 'One', { tags: 'water, eels' })
    await world.discussion(community, host, 'Two', { tags: 'water' })
    expect(await counts()).toEqual({ water: 2, eels: 1 })
    await host.post(`${it.path}/edit`, { title: 'One', tags: 'eels, mud', version: 1 })
    expect(await counts()).toEqual({ water: 1, eels: 1, mud: 1 })
    await host.post(`${it.path}/removal`)
    expect(await counts()).toEqual({ water: 1 })
    await host.post(`${it.path}/restoration`)
    expect(await counts()).toEqual({ water: 1, eels: 1, mud: 1 })
  })

  it('are described and renamed by hosts; old links and old words lead to the new name', async () => {
    const it = await world.discussion(community, host, 'One', { tags: 'watter' })
    await member.post(`${community.path}/tags/watter/follow`, { level: 'follow' })
    expect((await change(member, 'watter', { name: 'water' })).statusCode).toBe(403)
    expect((await change(outsider, 'watter', { name: 'water' })).statusCode).toBe(404)
    const done = await change(host, 'watter', { name: 'Water', description: 'What runs.' })
    expect([done.statusCode, done.json().url]).toEqual([200, `${community.path}/tags/water`])
    expect(await tag('water')).toMatchObject({ name: 'water', description: 'What runs.', count: 1, level: 'follow' })
    expect((await read(member, it)).tags).toEqual(['water'])
    expect((await member.get(`${community.path}/discussions?tag=watter`)).headers.location).toBe(
      `${community.path}/discussions?tag=water`,
    )
    expect((await member.get(`${community.path}/tags/watter`)).headers.location).toBe(`${community.path}/tags/water`)
    const again = await world.discussion(community, member, 'Two', { tags: 'watter, water, mud' })
    expect((await read(member, again)).tags).toEqual(['water', 'mud'])
    expect(await counts()).toEqual({ water: 2, mud: 1 })
    expect(await audits()).toEqual(['tag.renamed'])
  })

  it('become one only when that was said', async () => {
    await world.discussion(community, host, 'One', { tags: 'eel' })
    const both = await world.discussion(community, host, 'Both', { tags: 'eel, mud, eels' })
    await member.post(`${community.path}/tags/eel/follow`, { level: 'muted' })
    await change(host, 'eel', { name: 'eel', description: 'The long ones.' })
    const asked = await host.submit(`${community.path}/tags/eel`, { name: 'eels' })
    expect(asked.statusCode).toBe(422)
    expect(asked.body).toContain('name="merge"')
    expect(await counts()).toEqual({ eel: 2, eels: 1, mud: 1 })
    expect((await change(host, 'eel', { name: 'eels', merge: true })).statusCode).toBe(200)
    expect(await counts()).toEqual({ eels: 2, mud: 1 })
    expect((await read(member, both)).tags).toEqual(['eels', 'mud'])
    expect(await tag('eels')).toMatchObject({ description: 'The long ones.', level: 'muted', count: 2 })
    await change(host, 'eels', { name: 'eel' })
    expect(await counts()).toEqual({ eel: 2, mud: 1 })
    expect((await member.get(`${community.path}/tags/eels`)).headers.location).toBe(`${community.path}/tags/eel`)
    expect(await audits()).toEqual(['tag.described', 'tag.merged', 'tag.renamed'])
  })
})

describe('what is saved', () => {
  const saved = async (person: Person) => (await person.json('/saved')).json().saved

  it('is one’s own, with a note, from all communities', async () => {
    const it = await world.discussion(community, host)
    await reply(guest, it, 'Ten jars by **Friday**.')
    await member.post(`${it.path}/messages/2/saving`, { on: true, note: 'For the school' })
    await member.post(`${it.path}/saving`, { on: true })
    const mine = await saved(member)
    expect(mine).toMatchObject([
      { url: it.path, number: 0, note: '', author: { id: host.id } },
      { url: `${it.path}/messages/2`, number: 2, note: 'For the school', author: { id: guest.id } },
    ])
    expect((await read(member, it)).saved.sort()).toEqual([0, 2])
    expect((await read(host, it)).saved).toEqual([])
    expect(await saved(host)).toEqual([])
    expect((await member.get('/saved')).body).toContain('Ten jars by Friday.')
    await member.post(`${it.path}/messages/2/saving`, { on: true })
    expect((await saved(member))[1].note).toBe('For the school')
    const back = await member.submit(`${it.path}/messages/2/saving`, { on: false, back: '/saved' })
    expect(back.headers.location).toBe('/saved')
    expect(
      (await member.submit(`${it.path}/saving`, { on: true, back: 'https://evil.example' })).headers.location,
    ).toBe(it.path)
    expect(await saved(member)).toHaveLength(1)
    expect((await member.post(`${it.path}/messages/9/saving`, { on: true })).statusCode).toBe(404)
    expect((await outsider.post(`${it.path}/saving`, { on: true })).statusCode).toBe(404)
  })

  it('is not shown when it may no longer be read, or was removed', async () => {
    const it = await world.discussion(community, host)
    await reply(host, it, 'Gone soon.')
    await member.post(`${it.path}/messages/2/saving`, { on: true })
    await member.post(`${it.path}/saving`, { on: true })
    await host.post(`${it.path}/messages/2/removal`)
    expect(await saved(member)).toHaveLength(1)
    await host.post(`${community.path}/members/${member.handle}/ending`)
    expect(await saved(member)).toEqual([])
    expect((await member.get('/saved')).body).not.toContain('Brown water')
  })

  it('is paged, each thing once', async () => {
    await chance(70, 0.2)
    await world.owner`insert into saved (person_id, item_id, at) select ${member.id}, id, now() from item where space_id = ${community.id}`
    const ids: string[] = []
    let next: string | null = '/saved'
    while (next) {
      const page: { saved: { url: string }[]; next: string | null } = (await member.json(next)).json()
      ids.push(...page.saved.map(({ url }) => url))
      next = page.next
    }
    expect([ids.length, new Set(ids).size]).toEqual([70, 70])
    expect((await member.json('/saved?before=x')).statusCode).toBe(400)
  })
})

describe('drafts', () => {
  const drafts = async (person: Person) => (await person.json('/drafts')).json().drafts

  it('are listed with the way back, and given up one by one', async () => {
    const it = await world.discussion(community, member)
    await member.post(`/drafts/item:${it.id}`, { text: 'I think' })
    await member.post(`/drafts/new:${community.id}`, { text: 'Once', title: 'A new thing' })
    const [message] = await world.owner<[{ id: number }]>`select id from message where item_id = ${it.id}`
    await member.post(`/drafts/edit:${message.id}`, { text: 'Better' })
    const mine = await drafts(member)
    const at = (kind: string) => mine.find((one: { kind: string }) => one.kind === kind)
    expect(at('reply')).toMatchObject({
      url: `${it.path}#reply`,
      title: 'Brown water after rain',
      community: 'River Keepers',
    })
    expect(at('new')).toMatchObject({ url: `${community.path}/discussions/new`, title: 'A new thing' })
    expect(at('edit')).toMatchObject({ url: `${it.path}/messages/1/edit` })
    expect((await member.get(`/drafts/item:${it.id}`)).headers.location).toBe(`${it.path}#reply`)
    expect((await member.get('/drafts/item:999999')).headers.location).toBe('/drafts')
    expect(await drafts(host)).toEqual([])
    await member.submit(`/drafts/item:${it.id}/ending`)
    expect(await drafts(member)).toHaveLength(2)
  })

  it('keep their words when what they were for is gone', async () => {
    const it = await world.discussion(community, host, 'Soon gone')
    await member.post(`/drafts/item:${it.id}`, { text: 'Long thought' })
    await host.post(`${it.path}/removal`)
    expect(await drafts(member)).toMatchObject([{ url: null, title: '', community: null, text: 'Long thought' }])
    const page = (await member.get('/drafts')).body
    expect(page).toContain('Long thought')
    expect(page).not.toContain('Soon gone')
  })
})

describe('similar discussions', () => {
  const similar = async (person: Person, q: string) =>
    (await person.json(`${community.path}/discussions/similar?q=${encodeURIComponent(q)}`)).json().discussions

  it('have words in common: stems, accents, the word that is being typed', async () => {
    const made = ['Counting eels at the weir', 'Des étiquettes qui survivent à la cave', 'Who has the key to the pump?']
    for (const title of made) await world.discussion(community, host, title)
    const found = async (q: string) => titles({ discussions: await similar(member, q), movedUp: 0, next: null })
    expect(await found('How do you count an eel?')).toEqual([made[0]])
    expect(await found('etiquette')).toEqual([made[1]])
    expect(await found('where is the pum')).toEqual([made[2]])
    expect(await found('to the at who')).toEqual([])
    for (const odd of ['', ':*', "'", 'a & b | !', '((', '\\', 'x:* & <->', '🐟'.repeat(60)])
      expect(Array.isArray(await similar(member, odd)), odd).toBe(true)
    const browser = await member.get(`${community.path}/discussions/similar?q=eel`)
    expect(browser.headers.location).toBe(`${community.path}/discussions`)
  })

  it('are of this community alone', async () => {
    await world.discussion(community, host, 'Counting eels')
    const seeds = await world.community(outsider, 'Seed Savers')
    const elsewhere = await outsider.json(`${seeds.path}/discussions/similar?q=counting+eels`)
    expect(elsewhere.json().discussions).toEqual([])
    expect((await outsider.json(`${community.path}/discussions/similar?q=eels`)).statusCode).toBe(404)
  })
})

describe('an announcement', () => {
  it('stands above the list until it has been opened', async () => {
    const it = await world.discussion(community, host, 'We meet on Thursday', { intent: 'announcement' })
    await member.post(`${community.path}/following`, { level: 'muted' })
    const announced = async (person: Person) =>
      (await person.json(`${community.path}/discussions`)).json().announcement?.title
    expect([await announced(member), await announced(guest), await announced(host)]).toEqual([
      'We meet on Thursday',
      'We meet on Thursday',
      undefined,
    ])
    expect((await member.get(`${community.path}/discussions`)).body).toContain('class="panel announcement"')
    await member.post(`${it.path}/reading`, { number: 1 })
    await guest.post(`${it.path}/follow`, { level: 'muted' })
    expect([await announced(member), await announced(guest)]).toEqual([undefined, undefined])
    const late = await world.discussion(community, host, 'Long ago', { intent: 'announcement' })
    await world.owner`update item set created_at = now() - interval '15 days' where id = ${late.id}`
    expect(await announced(member)).toBeUndefined()
  })
})

describe('a story', () => {
  it('is chosen by how it begins and reads like one', async () => {
    const it = await world.discussion(community, member, 'Sandbags at 3 a.m.', {
      intent: 'story',
      text: 'It was raining.',
    })
    await reply(guest, it, 'The last word.')
    const page = (await member.get(`${community.path}/discussions?intent=story`)).body
    expect(page).toContain('It was raining.')
    expect(page).not.toContain('The last word.')
    expect((await guest.get(it.path)).body).toContain('A story by Luc Marchetti')
    expect((await member.get(`${community.path}/discussions/new?intent=story`)).body).toMatch(/value="story" checked/)
  })
})

describe('how long it takes', () => {
  const words = async (it: Discussion) => (await read(member, it)).words

  it('counts each word once, without what is quoted, through edits and removals', async () => {
    const it = await world.discussion(community, member, 'Long', { text: 'one two three' })
    expect(await words(it)).toBe(3)
    await reply(guest, it, '> one two three\n\nfour five')
    expect(await words(it)).toBe(5)
    await member.post(`${it.path}/messages/1/edit`, { text: 'one', version: 1 })
    expect(await words(it)).toBe(3)
    await guest.post(`${it.path}/messages/2/removal`)
    expect(await words(it)).toBe(1)
    await guest.post(`${it.path}/messages/2/restoration`)
    expect(await words(it)).toBe(3)
    await reply(guest, it, '川の水が茶色です')
    expect(await words(it)).toBe(8)
  })

  it('is told in minutes, and in hours where it is long', async () => {
    const it = await world.discussion(community, member, 'Long', { text: 'word '.repeat(1800) })
    expect((await read(member, it)).minutes).toBe(9)
    expect((await guest.get(it.path)).body).toContain('1 message, about 9 minutes to read')
    await world.owner`update tail set words = 24000 where item_id = ${it.id}`
    expect((await member.get(`${community.path}/discussions`)).body).toContain('about 2 hours to read')
  })
})
