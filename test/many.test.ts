import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { casesIn } from '../bench/many/cases.ts'
import { fillLibrary } from '../bench/many/fill.ts'
import { measured } from '../bench/many/measure.ts'
import { few } from '../bench/many/size.ts'
import { root, TEST_SECRET } from './setup.ts'
import { testSite } from './site.ts'

const world = await testSite()
const host = await world.person('Ada Umeh')
const member = await world.person('Luc Marchetti')
const outsider = await world.person('Noor Bakri')
const community = await world.community(host)
await world.join(community, member)
await world.owner`update space set tools = tools || '{pages,links,gaps}' where id = ${community.id}`
const library = await fillLibrary(world.owner, community, [host.id, member.id], few)

/** Steps of plans go through no more rows than these: what a page shows, and not what there is. */
const MOST_ROWS = 400
/** The map looks at fifteen hundred ties. */
const MOST_TIES = 1500
/** No answer is longer, but for the whole text of the longest page. */
const LONGEST_ANSWER = 150_000

/** They read all there is, or all of a page's past, because it is what they are for. */
const whole = ['archive', 'search', 'suggestions while typing', 'titles', 'longest, edit']

const cases = casesIn(community, library).filter(({ name }) => !whole.includes(name))

it.each(cases)('$name reads as much as it shows', async ({ path }) => {
  const page = await measured(world.server, world.site.database.app, community.slug, member, path, {
    // In a small library reading a table whole is cheapest; whether there is another way is what counts.
    plan: 'set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off',
  })
  expect(page.status).toBe(200)
  const wide = page.statements.filter(
    ({ text, rows, whole }) => rows > (text.includes('from topic') ? MOST_TIES : MOST_ROWS) || whole.length,
  )
  expect(wide.map(({ text, rows }) => `${Math.round(rows)} rows: ${text}`)).toEqual([])
  expect(page.bytes).toBeLessThan(LONGEST_ANSWER)
  expect((await outsider.get(path)).statusCode).toBe(404)
  expect(world.mistakes).toEqual([])
})

it('shows a level of the index after another, each page once', async () => {
  const seen: number[] = []
  for (let next: string | null = `${community.path}/pages?under=${library.wide.id}`; next; ) {
    const list: { pages: { id: number; under: number }[]; next: string | null } = (await member.json(next)).json()
    seen.push(...list.pages.filter(({ under }) => under === library.wide.id).map(({ id }) => id))
    next = list.next
  }
  const there = await world.owner<
    { id: number }[]
  >`select item_id id from page where parent_id = ${library.wide.id} order by place, item_id`
  expect(there.length).toBeGreaterThan(100)
  // The page itself names the first of them, and leads to all.
  const { below } = (await member.json(library.wide.path)).json()
  expect(below.map(({ id }: { id: number }) => id)).toEqual(seen.slice(0, 100))
  expect((await member.get(library.wide.path)).body).toContain(
    `href="${community.path}/pages?under=${library.wide.id}"`,
  )
  expect(seen).toEqual(there.map(({ id }) => id))
})

it('names the place of a page by its title or address, where there are too many to choose from', async () => {
  const it = library.deep
  const form = await member.get(`${it.path}/moving`)
  expect(form.body).toContain('name="underTitle"')
  expect(form.body).not.toContain('<select id="under"')
  const above = async () =>
    (
      await world.owner<
        { title: string | null }[]
      >`select i.title from page p left join item i on i.id = p.parent_id where p.item_id = ${it.id}`
    )[0]!.title
  for (const [underTitle, title] of [
    [library.led.title, library.led.title],
    ['', null],
    [`http://localhost${library.wide.path}`, library.wide.title],
  ]) {
    const moved = await member.submit(`${it.path}/moving`, { under: '0', underTitle, after: '-1', afterTitle: '' })
    expect([moved.statusCode, /class="error[^>]*>.*?<\/svg>([^<]*)/.exec(moved.body)?.[1]]).toEqual([303, undefined])
    expect(await above()).toBe(title)
  }
  const refused = await member.submit(`${it.path}/moving`, { under: '0', underTitle: 'Nobody wrote this', after: '-1' })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toMatch(/name="underTitle"[^>]*aria-invalid="true"/)
  expect(refused.body).toContain('value="Nobody wrote this"')
  const itself = await member.submit(`${it.path}/moving`, { under: '0', underTitle: it.title, after: '-1' })
  expect([itself.statusCode, /underTitle-error/.test(itself.body)]).toEqual([422, true])
  const made = await member.submit(`${community.path}/pages`, {
    title: 'Under a named one',
    text: 'So.',
    underTitle: library.led.title,
  })
  expect(made.statusCode).toBe(303)
  const [row] =
    await world.owner`select parent_id from page p join item i on i.id = p.item_id where i.title = 'Under a named one'`
  expect(row!.parentId).toBe(library.led.id)
  expect((await outsider.submit(`${it.path}/moving`, { under: '0' })).statusCode).toBe(404)
})

it('completes titles of pages alone, where asked', async () => {
  await world.discussion(community, host, 'All that we said')
  const titles = async (more: string) =>
    (await member.json(`${community.path}/titles?q=all+that${more}`))
      .json()
      .titles.map((one: { title: string }) => one.title)
  expect(await titles('')).toEqual(['All that we said', library.longest.title])
  expect(await titles('&kind=page')).toEqual([library.longest.title])
})

it('knows what is wanted, as titles come and go, as one who reads all links knows it', async () => {
  const wrong = () => world.owner`
    select l.key from page_link l where l.unwritten <> not exists (
      select from page_name n join item i on i.id = n.item_id and i.removed_at is null where n.space_id = l.space_id and n.key = l.key)`
  const wanted = async () =>
    new Set(
      (await member.json(`${community.path}/pages/tending`)).json().wanted.map((one: { title: string }) => one.title),
    )
  const [most] = await wanted()
  expect(await wrong()).toEqual([])
  const made = (await member.post(`${community.path}/pages`, { title: most, text: 'Now it is.' })).json()
  expect((await wanted()).has(most)).toBe(false)
  await host.post(`${made.url}/removal`)
  expect((await wanted()).has(most)).toBe(true)
  await host.post(`${community.path}/pages/${made.id}/restoration`)
  expect((await wanted()).has(most)).toBe(false)
  await world.owner`delete from item where id = ${made.id}`
  expect((await wanted()).has(most)).toBe(true)
  expect(await wrong()).toEqual([])
})

it('counts topics as one who reads all tags counts them', async () => {
  const counted = () =>
    world.owner`select a, b, pages, links, gaps from topic where space_id = ${community.id} and total > 0 order by 1, 2`
  const anew = () => world.owner`
    select x a, y b, count(*) filter (where kind = 'page')::int pages, count(*) filter (where kind = 'link')::int links, count(*) filter (where kind = 'gap')::int gaps
    from item i cross join unnest(tags) x cross join unnest(tags) y where space_id = ${community.id} and removed_at is null and x <= y and kind in ('page', 'link', 'gap')
    group by x, y order by 1, 2`
  expect(await counted()).toEqual(await anew())
  const { version } = (await member.json(`${library.usual.path}/edit`)).json()
  await member.post(`${library.usual.path}/edit`, { title: library.usual.title, version, tags: 'one, two, three' })
  expect(await counted()).toEqual(await anew())
  await host.post(`${library.usual.path}/removal`)
  expect(await counted()).toEqual(await anew())
  await host.post(`${community.path}/pages/${library.usual.id}/restoration`)
  // Two tags become one.
  const merged = await host.post(`${community.path}/tags/${library.rare}`, {
    name: library.tag,
    description: '',
    merge: true,
  })
  expect(merged.statusCode).toBeLessThan(300)
  expect(await counted()).toEqual(await anew())
  expect((await counted()).length).toBeGreaterThan(100)
})

it('tells who wrote what in a page of a long past with little memory', async () => {
  const made = (await member.post(`${community.path}/pages`, { title: 'A long past', text: 'So.' })).json()
  // A hundred revisions of 700,000 characters, in each of which one more paragraph is as it is now: more than fits into memory.
  const text = (last: string) =>
    `(select string_agg(case when n <= 40 then n::text else n || ' of ' || least(n, ${last}) end || ' ' || repeat('river', 1200), E'\\n\\n' order by n) from generate_series(1, 100) n)`
  await world.owner.unsafe(`
    insert into page_revision (item_id, number, space_id, author_id, title, lang, text, version)
    select ${made.id}, r, ${community.id}, ${host.id}, 'A long past', 'en', ${text('r')}, r from generate_series(2, 100) r`)
  await world.owner.unsafe(
    `update page set number = 100, version = 100, text = ${text('100')} where item_id = ${made.id}`,
  )
  const { address } = world.site.database
  const told = execFileSync(
    process.execPath,
    // The program's own code takes most of it; the revisions are more than all of it. The maps by which tsx names lines are no part
    // of the program.
    [
      '--max-old-space-size=60',
      ...['--import', 'tsx', '--import', 'data:text/javascript,process.setSourceMapsEnabled(false)'],
      join(root, 'test/small-heap.ts'),
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        SMALL_HEAP: JSON.stringify({
          address,
          dataDir: world.site.config.dataDir,
          root,
          secret: TEST_SECRET,
          person: member.id,
          slug: community.slug,
          id: made.id,
        }),
      },
      encoding: 'utf8',
    },
  )
  const { looked, complete, revisions } = JSON.parse(told)
  expect(complete).toBe(false)
  expect(looked).toBeGreaterThan(5)
  expect(looked).toBeLessThan(12)
  // What is older belongs to the oldest that was looked at.
  const oldest = 100 - looked + 1
  expect(revisions).toEqual(Array.from({ length: 99 - oldest + 1 }, (_, n) => oldest + n))
}, 90_000)
