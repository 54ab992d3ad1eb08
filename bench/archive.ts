import { world } from '../seeds/world.ts'
import type { Pool } from '../src/platform/database/connect.ts'

/** A community that has talked for years: where its lists are measured. */
export const ARCHIVE = 'archive'

/** How many discussions it has. */
const DISCUSSIONS = 10_000

/**
 * Fills it beside the other community, with the same people, straight into the tables. Every discussion has one message;
 * one in ten carries a tag, one in a hundred was begun by the second person, who looks at it and has read half of it.
 */
export async function makeArchive(owner: Pool, people: number[]): Promise<void> {
  const titles = world.discussions.map(({ title }) => title)
  const [space] = await owner<[{ id: number }]>`
    insert into space (kind, slug, name, purpose, lang, hue, created_by, tools)
    values ('community', ${ARCHIVE}, 'Archive', 'Ten thousand discussions.', 'en', 130, ${people[0]!}, '{discussions}') returning id`
  await owner`
    insert into membership (space_id, person_id, standing, joined_at)
    select ${space.id}, id, case when id = ${people[0]!} then 'host' else 'member' end, now() - interval '9 years' from person`
  await owner`
    insert into item (space_id, kind, author_id, title, lang, tags, created_at)
    select ${space.id}, 'discussion', case when n % 100 = 0 then ${people[1]!}::bigint else (${people}::bigint[])[1 + n % ${people.length}] end,
      (${titles}::text[])[1 + n % ${titles.length}] || ' ' || n, 'en',
      case when n % 10 = 0 then array['eels'] else '{}'::text[] end, now() - (${DISCUSSIONS} - n) * interval '5 hours'
    from generate_series(1, ${DISCUSSIONS}) n`
  const items = owner`select id, author_id, created_at from item where space_id = ${space.id}`
  await owner`
    insert into discussion (item_id, space_id, intent)
    select id, ${space.id}, case when id % 5 = 0 then 'question' else 'talk' end from (${items}) i`
  await owner`
    insert into tail (item_id, space_id, kind, last_number, modseq, count, last_at, last_by, faces)
    select id, ${space.id}, 'discussion', 1, 1, 1, created_at, author_id, array[author_id] from (${items}) i`
  await owner`
    insert into message (space_id, item_id, number, modseq, author_id, lang, source, html, created_at)
    select ${space.id}, id, 1, 1, author_id, 'en', 'The water stood at the third bolt.', '<p>The water stood at the third bolt.</p>', created_at from (${items}) i`
  await owner`
    insert into reading (person_id, item_id, number) select ${people[1]!}, id, 1 from (${items}) i where id % 2 = 0`
}
