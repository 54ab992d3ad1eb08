import { world } from '../seeds/world.ts'
import type { Pool } from '../src/platform/database/connect.ts'

/** A community whose month is measured. */
export const BUSY = 'busy'

/** How many dates are in that month, and how many before and after it. */
const IN_MONTH = 2_000
const AROUND = 20_000

/** Fills its calendar beside the other communities, with the same people, straight into the tables: a month of dates, and years around it. */
export async function makeDates(owner: Pool, people: number[]): Promise<void> {
  const titles = world.dates.map(({ title }) => title)
  const [space] = await owner<[{ id: number }]>`
    insert into space (kind, slug, name, purpose, lang, hue, created_by, tools)
    values ('community', ${BUSY}, 'Busy', 'Two thousand dates a month.', 'en', 130, ${people[0]!}, '{calendar}') returning id`
  await owner`
    insert into membership (space_id, person_id, standing, joined_at)
    select ${space.id}, id, case when id = ${people[0]!} then 'host' else 'member' end, now() - interval '9 years' from person`
  await owner`
    insert into item (space_id, kind, author_id, title, lang)
    select ${space.id}, 'event', (${people}::bigint[])[1 + n % ${people.length}], (${titles}::text[])[1 + n % ${titles.length}] || ' ' || n, 'en'
    from generate_series(1, ${IN_MONTH + AROUND}) n`
  await owner`
    create temporary table laid on commit preserve rows as
    select id, author_id, to_char(at, 'YYYY-MM-DD"T"HH24:00:00') starts, to_char(at + interval '1 hour', 'YYYY-MM-DD"T"HH24:00:00') ends, at from (
      select id, author_id, date_trunc('month', now() at time zone 'UTC') + case when n <= ${IN_MONTH} then n % 28 * interval '1 day' + interval '1 day'
        else (n % 2000 - 1000) * interval '1 day' + sign(n % 2000 - 1000) * interval '40 days' end + n % 20 * interval '1 hour' as at
      from (select id, author_id, row_number() over (order by id) n from item where space_id = ${space.id}) i) i`
  await owner`insert into tail (item_id, space_id, kind, last_number, modseq, count, last_at, last_by, faces)
    select id, ${space.id}, 'event', 0, 1, 0, now(), author_id, '{}' from laid`
  await owner`insert into event (item_id, space_id, uid, starts, ends, zone) select id, ${space.id}, 'bench-' || id, starts, ends, 'UTC' from laid`
  await owner`insert into occurrence (event_id, space_id, original, starts, ends, from_at, until_at)
    select id, ${space.id}, starts, starts, ends, at at time zone 'UTC', (at + interval '1 hour') at time zone 'UTC' from laid`
  await owner`drop table laid`
}
