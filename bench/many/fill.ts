import { world } from '../../seeds/world.ts'
import type { Pool } from '../../src/platform/database/connect.ts'
import { titleKey } from '../../src/platform/markdown/document/document.ts'
import { idSlug } from '../../src/spine/slug.ts'
import { chooser, type Dice, dice, zipf } from '../growth/dice.ts'
import type { LibrarySize } from './size.ts'
import { longBefore, longText, rendered, textOf } from './texts.ts'
import { treeOf } from './tree.ts'

export interface Place {
  id: number
  slug: string
}

/** What is looked at in a library that was filled. */
export interface Library {
  /** To which most lead; with most right under it; with comments and revisions; the longest; the deepest. */
  led: Known
  wide: Known
  usual: Known
  longest: Known
  deep: Known
  /** A tag that many carry, and one that few do. */
  tag: string
  rare: string
}

export interface Known {
  id: number
  title: string
  path: string
}

const BATCH = 1000
const DAY = 86_400_000
const TAGS = 60
const WANTED = 400

/**
 * Fills a community with pages in a tree six deep, in the words of the demonstration, straight into the tables and through
 * their triggers: with links by title, tags, kinds, states, revisions, comments, links to elsewhere and gaps.
 */
export async function fillLibrary(
  owner: Pool,
  place: Place,
  people: number[],
  size: LibrarySize,
  now = Date.now(),
): Promise<Library> {
  const roll = dice(37)
  const above = treeOf(size.pages, size.wide, roll)
  const titles = titlesOf(size.pages)
  const tag = chooser(zipf(TAGS, 0.9))
  const [{ first }] = await owner<[{ first: number }]>`select coalesce(max(id), 0)::int + 1 first from item`
  const pages = above.map((under, nth) => pageOf({ nth, under, titles, size, roll, tag, people, now, first }))
  for (let from = 0; from < pages.length; from += BATCH)
    await insertPages(owner, place, pages.slice(from, from + BATCH))
  await owner`select setval(pg_get_serial_sequence('copse.item', 'id'), (select max(id) from item))`
  await owner`
    insert into page_revision (item_id, number, space_id, author_id, began_at, at, title, lang, tags, text, version)
    select p.item_id, n, p.space_id, (${people}::bigint[])[1 + (p.item_id + n) % ${people.length}], p.changed_at - (p.number - n) * interval '3 days',
      p.changed_at - (p.number - n) * interval '3 days', i.title, i.lang, i.tags, case when n = p.number then p.text else left(p.text, length(p.text) - 40 * (p.number - n)) end, n
    from page p join item i on i.id = p.item_id cross join generate_series(1, p.number) n where p.space_id = ${place.id}`
  await comments(owner, place, people, first)
  await practice(owner, place, people, first, size)
  await beside(owner, place, people, size)
  const longest = await longestPage(owner, place, people, size, now)
  await owner.unsafe('analyze')
  const known = (nth: number): Known => ({
    id: first + nth,
    title: titles[nth]!,
    path: pathOf(place, first + nth, titles[nth]!),
  })
  return {
    led: known(1),
    wide: known(2),
    usual: known(50),
    deep: known(size.pages - 1),
    longest,
    tag: tagName(0),
    rare: tagName(TAGS - 1),
  }
}

const pathOf = ({ slug }: Place, id: number, title: string) => `/c/${slug}/pages/${idSlug(id, title)}`
const tagName = (rank: number) => `topic-${rank}`

function titlesOf(count: number): string[] {
  return Array.from({ length: count }, (_, nth) => {
    const { title } = world.pages[nth % world.pages.length]!
    return nth < world.pages.length ? title : `${title}, ${nth + 1}`
  })
}

interface Making {
  nth: number
  under: number | null
  titles: string[]
  size: LibrarySize
  roll: Dice
  tag: (roll: Dice) => number
  people: number[]
  now: number
  first: number
}

/** Some in a hundred are words of a glossary, stories, practices; the others plain. */
function templateOf(nth: number): string {
  const share = nth % 100
  return share < 3 ? 'glossary' : share < 8 ? 'story' : share < 14 ? 'practice' : 'plain'
}

function pageOf({ nth, under, titles, size, roll, tag, people, now, first }: Making) {
  const wanted = `Not written ${roll.upTo(WANTED)}`
  const others = roll.onceIn(10) ? [wanted, roll.one(titles), roll.one(titles)] : [0, 1, 2].map(() => roll.one(titles))
  if (nth > 1 && nth % Math.floor(size.pages / size.leading) === 0) others[0] = titles[1]!
  const text = textOf(nth, [...new Set(others)])
  const template = templateOf(nth)
  const tags = [...new Set(Array.from({ length: roll.upTo(5) }, () => tagName(tag(roll))))]
  const changedAt = new Date(now - roll.upTo(700 * DAY)).toISOString()
  return {
    id: first + nth,
    parent: under === null ? null : first + under,
    place: nth,
    title: titles[nth]!,
    key: titleKey(titles[nth]!),
    template,
    tags,
    meaning: template === 'glossary' ? `What ${titles[nth]} means to us.` : '',
    state: template === 'practice' ? ['draft', 'in-use', 'agreed', 'retired'][nth % 4] : null,
    review:
      template === 'practice' && nth % 8 === 0 ? new Date(now - (nth % 400) * DAY).toISOString().slice(0, 10) : null,
    number: nth % 10 === 0 ? 5 : 1,
    author: people[nth % people.length]!,
    at: changedAt,
    ...text,
  }
}

async function insertPages(owner: Pool, { id }: Place, pages: ReturnType<typeof pageOf>[]): Promise<void> {
  const rows = owner.json(pages as never)
  const columns = owner`as p (id bigint, parent bigint, place int, title text, key text, template text, tags text[], meaning text, state text, review date,
    number int, author bigint, at timestamptz, text text, html text, lang text, headings jsonb, links jsonb)`
  await owner`
    insert into item (id, space_id, kind, author_id, title, lang, tags, created_at) overriding system value
    select id, ${id}, 'page', author, title, lang, tags, at - interval '20 days' from jsonb_to_recordset(${rows}) ${columns}`
  await owner`
    insert into tail (item_id, space_id, kind, last_number, modseq, count, last_at, last_by, faces)
    select id, ${id}, 'page', 0, 1, 0, at, author, '{}' from jsonb_to_recordset(${rows}) ${columns}`
  await owner`
    insert into page (item_id, space_id, parent_id, place, template, text, html, headings, meaning, state, review_on, number, version, changed_at, changed_by)
    select id, ${id}, parent, place, template, text, html, headings, meaning, state, review, number, number, at, author from jsonb_to_recordset(${rows}) ${columns}`
  await owner`insert into page_name (space_id, key, item_id) select ${id}, key, id from jsonb_to_recordset(${rows}) ${columns}`
  await owner`
    insert into page_link (item_id, space_id, key, title)
    select p.id, ${id}, l.key, l.title from jsonb_to_recordset(${rows}) ${columns}
    cross join jsonb_to_recordset(p.links) l (key text, title text) on conflict do nothing`
}

/** Every fiftieth page has twenty. */
async function comments(owner: Pool, { id }: Place, people: number[], first: number): Promise<void> {
  await owner`
    insert into message (space_id, item_id, number, modseq, author_id, lang, source, html, created_at)
    select ${id}, i.id, n, n, (${people}::bigint[])[1 + (i.id + n) % ${people.length}], 'en', 'We do it in the same way.', '<p>We do it in the same way.</p>', i.created_at + n * interval '1 hour'
    from item i cross join generate_series(1, 20) n where i.space_id = ${id} and i.kind = 'page' and (i.id - ${first}::bigint) % 50 = 0`
  await owner`
    update tail set last_number = 20, count = 20, modseq = 20, said_modseq = 20 where space_id = ${id} and kind = 'page' and (item_id - ${first}::bigint) % 50 = 0`
}

/** Suggestions, wishes, other languages, who looks after pages; links to elsewhere and gaps. */
async function practice(owner: Pool, { id }: Place, people: number[], first: number, size: LibrarySize): Promise<void> {
  const person = (of: string) => owner.unsafe(`(array[${people.join()}]::bigint[])[1 + (${of}) % ${people.length}]`)
  await owner`
    insert into page_suggestion (item_id, number, space_id, author_id, before_title, before, title, text)
    select p.item_id, 1, p.space_id, ${person('p.item_id')}, i.title, p.text, i.title, p.text || E'\n\nAnd a word more.'
    from page p join item i on i.id = p.item_id where p.space_id = ${id} and (p.item_id - ${first}::bigint) % 100 = 7`
  await owner`
    insert into page_wish (item_id, lang, space_id, person_id) select p.item_id, 'fr', p.space_id, ${person('p.item_id')}
    from page p where p.space_id = ${id} and p.item_id % 60 = 0`
  await owner`
    insert into page_steward (item_id, space_id, person_id) select p.item_id, p.space_id, ${person('p.item_id')}
    from page p where p.space_id = ${id} and p.template = 'practice'`
  await owner`
    update page p set original_id = p.item_id - 1, original_number = 1 where p.space_id = ${id} and (p.item_id - ${first}::bigint) % 50 = 1 and p.item_id > ${first + 1}`
  for (const [kind, count] of [
    ['link', size.links],
    ['gap', size.gaps],
  ] as const) {
    const items = owner`
      insert into item (space_id, kind, author_id, title, lang, tags)
      select ${id}, ${kind}, ${person('n')}, 'How others look after their rivers ' || n, 'en', array['topic-' || n % ${TAGS}] from generate_series(1, ${count}) n returning id`
    const tails = owner`tails as (insert into tail (item_id, space_id, kind, last_number, modseq, count, last_at, last_by, faces)
      select id, ${id}, ${kind}, 0, 1, 0, now(), ${people[0]!}, '{}' from made)`
    if (kind === 'link')
      await owner`with made as (${items}), ${tails} insert into link (item_id, space_id, address, note, html)
        select id, ${id}, 'https://rivers.example/' || id, 'Worth reading.', '<p>Worth reading.</p>' from made`
    else
      await owner`with made as (${items}), ${tails} insert into gap (item_id, space_id, why, html) select id, ${id}, 'It would help us.', '<p>It would help us.</p>' from made`
  }
}

/** Pages of somebody else, which nobody here may see. */
async function beside(owner: Pool, place: Place, people: number[], size: LibrarySize): Promise<void> {
  const [other] = await owner<[{ id: number }]>`
    insert into space (kind, slug, name, purpose, lang, hue, created_by, tools)
    values ('community', ${`${place.slug}-beside`}, 'Beside', 'Another library.', 'en', 130, ${people[0]!}, '{pages}') returning id`
  await owner`
    with made as (insert into item (space_id, kind, author_id, title, lang, tags)
      select ${other.id}, 'page', ${people[0]!}, 'A page of others ' || n, 'en', array['topic-' || n % ${TAGS}] from generate_series(1, ${size.beside}) n returning id, title),
    tails as (insert into tail (item_id, space_id, kind, last_number, modseq, count, last_at, last_by, faces)
      select id, ${other.id}, 'page', 0, 1, 0, now(), ${people[0]!}, '{}' from made),
    said as (insert into page (item_id, space_id, place, text, html, changed_by, template, meaning)
      select id, ${other.id}, id, 'Words of others.', '<p>Words of others.</p>', ${people[0]!}, case when id % 20 = 0 then 'glossary' else 'plain' end, 'Something else.' from made)
    select from made`
  await owner`
    insert into page_name (space_id, key, item_id) select space_id, lower(title), id from item where space_id = ${other.id}`
  await owner`
    insert into page_revision (item_id, number, space_id, author_id, title, lang, text, version)
    select item_id, 1, space_id, changed_by, 'A page of others', 'en', text, 1 from page where space_id = ${other.id}`
}

/** One page as long as there can be, with its past. */
async function longestPage(
  owner: Pool,
  place: Place,
  people: number[],
  size: LibrarySize,
  now: number,
): Promise<Known> {
  const title = 'All that we know'
  const text = longText(size.longest)
  const { html, headings } = rendered(text)
  const [{ id }] = await owner<[{ id: number }]>`
    insert into item (space_id, kind, author_id, title, lang) values (${place.id}, 'page', ${people[0]!}, ${title}, 'en') returning id`
  await owner`insert into tail (item_id, space_id, kind, last_number, modseq, count, last_at, last_by, faces)
    values (${id}, ${place.id}, 'page', 0, 1, 0, now(), ${people[0]!}, '{}')`
  await owner`
    insert into page (item_id, space_id, place, text, html, headings, number, version, changed_by)
    values (${id}, ${place.id}, 1000000, ${text}, ${html}, ${owner.json(headings as never)}, ${size.revisions}, ${size.revisions}, ${people[0]!})`
  await owner`insert into page_name (space_id, key, item_id) values (${place.id}, ${titleKey(title)}, ${id})`
  for (let number = 1; number <= size.revisions; number++) {
    const at = new Date(now - (size.revisions - number) * DAY).toISOString()
    await owner`
      insert into page_revision (item_id, number, space_id, author_id, began_at, at, title, lang, text, version)
      values (${id}, ${number}, ${place.id}, ${people[number % people.length]!}, ${at}, ${at}, ${title}, 'en', ${longBefore(text, size.revisions - number)}, ${number})`
  }
  return { id, title, path: pathOf(place, id, title) }
}
