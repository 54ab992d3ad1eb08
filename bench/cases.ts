import { ARCHIVE } from './archive.ts'
import type { Community } from './community.ts'
import { BUSY } from './dates.ts'
import { COUNT } from './order.ts'

/** One page that is measured, and the bare query that fetches the same rows for the baseline. */
export interface Case {
  name: string
  path: string
  accept: string
  sql: string
  parameters: (string | number)[]
  /** What is posted, one after another; in place of `COUNT` a number that grows from 1. */
  body?: string
}

const HTML = 'text/html'
const JSON_ = 'application/json'

const messages = `select m.number, p.name, m.created_at::text at, m.html from message m join person p on p.id = m.author_id
  where m.item_id = $1 and m.number between $2 and $3 order by m.number`

const discussions = `select i.id number, p.name, t.last_at::text at, i.title html from tail t join item i on i.id = t.item_id join person p on p.id = i.author_id
  where t.space_id = (select id from space where slug = $1) and t.kind = 'discussion' and not t.removed order by t.last_at desc, t.item_id desc limit 31`

const unread = `select i.id number, p.name, t.last_at::text at, i.title html from tail t join item i on i.id = t.item_id join person p on p.id = i.author_id
  left join reading r on r.item_id = t.item_id and r.person_id = $2
  where t.space_id = (select id from space where slug = $1) and t.kind = 'discussion' and not t.removed and t.last_number > coalesce(r.number, 0)
  order by t.last_at desc, t.item_id desc limit 31`

const busiest = discussions.replace('order by t.last_at desc', 'order by t.count desc')

const latest = `select i.id number, p.name, t.last_at::text at, i.title || m.html html from tail t join item i on i.id = t.item_id join person p on p.id = i.author_id
  join message m on m.item_id = t.item_id and m.number = t.last_number
  where t.space_id = (select id from space where slug = $1) and t.kind = 'discussion' and not t.removed order by t.last_at desc, t.item_id desc limit 5`

const tagged = discussions.replace('and not t.removed', `and not t.removed and i.tags @> '{eels}'`)
const begunByMe = discussions.replace('and not t.removed', 'and not t.removed and i.author_id = $2')

/** Which of the large communities are looked at by the cases whose name has this word: filling them takes minutes. */
export function neededFor(only: string | undefined): { archive: boolean; dates: boolean } {
  const none = { id: 0, path: '', title: '', text: '' }
  const paths = casesOf({ cookie: '', slug: '', usual: none, long: none, page: none })
    .filter(({ name }) => !only || name.includes(only))
    .map(({ path }) => path)
  const within = (slug: string) => paths.some((path) => path.startsWith(`/c/${slug}/`))
  return { archive: within(ARCHIVE), dates: within(BUSY) }
}

/** The lists of a community of ten thousand discussions: they should cost what those of three hundred cost. */
function inTheArchive(): Case[] {
  const path = `/c/${ARCHIVE}/discussions`
  const all = { name: 'list of 10,000, HTML', accept: HTML, path, sql: discussions, parameters: [ARCHIVE] }
  return [
    all,
    { ...all, name: 'list of 10,000, new to me', path: `${path}?show=new`, sql: unread, parameters: [ARCHIVE, 2] },
    {
      ...all,
      name: 'list of 10,000, begun by me',
      path: `${path}?show=mine`,
      sql: begunByMe,
      parameters: [ARCHIVE, 2],
    },
    { ...all, name: 'list of 10,000, of a tag', path: `${path}?tag=eels`, sql: tagged },
    { ...all, name: 'list of 10,000, most replies', path: `${path}?sort=replies`, sql: busiest },
  ]
}

const document = `select g.version number, p.name, g.changed_at::text at, g.html from page g join person p on p.id = g.changed_by where g.item_id = $1`

const titles = `select i.id number, p.name, g.changed_at::text at, i.title html from page g join item i on i.id = g.item_id join person p on p.id = g.changed_by
  where g.space_id = (select id from space where slug = $1) order by g.parent_id nulls first, g.place, g.item_id limit 301`

const month = `select i.id number, i.lang name, o.from_at::text at, i.title html from occurrence o join item i on i.id = o.event_id
  where o.space_id = (select id from space where slug = $1) and o.from_at >= date_trunc('month', now()) and o.from_at < date_trunc('month', now()) + interval '1 month'
  order by o.from_at`

/** The same text into a bare table, with what it said before. */
const save = `with kept as (insert into bench_past select item_id, text from bench_page where item_id = $1)
  update bench_page set text = clock_timestamp()::text || $2, at = clock_timestamp() where item_id = $1 returning item_id number, '' as name, at::text, '' html`

export function casesOf({ slug, usual, long, page }: Community): Case[] {
  const discussion = { path: usual.path, sql: messages, parameters: [usual.id, 1, 50] }
  const list = { path: `/c/${slug}/discussions`, sql: discussions, parameters: [slug] }
  return [
    { name: 'discussion of 50, HTML', accept: HTML, ...discussion },
    { name: 'discussion of 50, JSON', accept: JSON_, ...discussion },
    {
      name: 'page 100 of 5,000, HTML',
      accept: HTML,
      path: `${long.path}?page=100`,
      sql: messages,
      parameters: [long.id, 4951, 5000],
    }, // prettier-ignore
    { name: 'list of discussions, HTML', accept: HTML, ...list },
    { name: 'list of discussions, JSON', accept: JSON_, ...list },
    {
      name: 'list of what is new to me, HTML',
      accept: HTML,
      path: `${list.path}?show=new`,
      sql: unread,
      parameters: [slug, 2],
    },
    {
      name: 'list by most replies, HTML',
      accept: HTML,
      path: `${list.path}?sort=replies`,
      sql: busiest,
      parameters: [slug],
    },
    ...inTheArchive(),
    { name: 'page of the library, HTML', accept: HTML, path: page.path, sql: document, parameters: [page.id] },
    { name: 'page of the library, JSON', accept: JSON_, path: page.path, sql: document, parameters: [page.id] },
    {
      name: 'index of 300 pages of the library, HTML',
      accept: HTML,
      path: `/c/${slug}/pages`,
      sql: titles,
      parameters: [slug],
    },
    {
      name: 'saving a page of the library',
      accept: JSON_,
      path: `${page.path}/edit`,
      sql: save,
      parameters: [page.id, page.text],
      body: new URLSearchParams({ title: page.title, text: `${COUNT} ${page.text}`, version: COUNT })
        .toString()
        .replaceAll(encodeURIComponent(COUNT), COUNT),
    },
    {
      name: 'month of 2,000 dates, HTML',
      accept: HTML,
      path: `/c/${BUSY}/calendar`,
      sql: month,
      parameters: [BUSY],
    },
    {
      name: 'month of 2,000 dates, JSON',
      accept: JSON_,
      path: `/c/${BUSY}/calendar`,
      sql: month,
      parameters: [BUSY],
    },
    {
      name: 'week of that month, HTML',
      accept: HTML,
      path: `/c/${BUSY}/calendar?view=week`,
      sql: month.replaceAll("'month'", "'week'").replace('1 month', '1 week'),
      parameters: [BUSY],
    },
    {
      name: 'list of 40 dates of that month, HTML',
      accept: HTML,
      path: `/c/${BUSY}/calendar?view=agenda`,
      sql: month.replaceAll("'month'", "'day'").replace('1 month', '30 days') + ' limit 41',
      parameters: [BUSY],
    },
    { name: 'home of the community, HTML', accept: HTML, path: `/c/${slug}`, sql: latest, parameters: [slug] },
  ]
}
