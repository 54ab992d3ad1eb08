import type { Pool } from '../../src/platform/database/connect.ts'
import { KNOWN, TALKER, USUAL } from './size.ts'

/**
 * What triggers and everyday use would have kept, set at once: counts of people and tags, clocks, what the measured
 * people have read, who did what. Then the numbers from which new ids go on, and the planner's knowledge.
 * @param kept the triggers were on: what they keep is there
 */
export async function derive(owner: Pool, kept: boolean): Promise<void> {
  if (!kept) {
    await owner`
      insert into profile_field (person_id, name, value)
      select person_id, 'clock', to_jsonb(time_zone) from profile`
    await owner`
      update space s set people = m.people, badges = m.badges from (
        select space_id, sum(n)::int people, coalesce(jsonb_object_agg(badge, n) filter (where badge is not null), '{}') badges
        from (select space_id, badge, count(*) n from membership where ended_at is null group by 1, 2) b group by 1) m
      where m.space_id = s.id`
    await owner`
      insert into tag (space_id, name, count)
      select space_id, name, count(*) from item, unnest(tags) name where removed_at is null group by 1, 2`
  }
  // They look in often: most of what is said in their spaces they have read, all of it or all but the last words.
  await owner`
    insert into reading (person_id, item_id, number, at)
    select m.person_id, t.item_id, greatest(1, t.last_number - t.item_id % 4), t.last_at
    from membership m join tail t on t.space_id = m.space_id and t.kind = 'discussion'
    where m.person_id <= ${KNOWN} and (t.item_id + m.person_id) % 5 > 0 on conflict do nothing`
  await owner`
    insert into saved (person_id, item_id, number)
    select m.person_id, t.item_id, 0 from membership m join tail t on t.space_id = m.space_id and t.kind = 'discussion'
    where m.person_id in (${USUAL}, ${TALKER}) and t.item_id % 40 = 0`
  await owner`
    insert into follow_tag (person_id, space_id, tag, level)
    select m.person_id, m.space_id, t.name, 'follow' from membership m join tag t on t.space_id = m.space_id
    where m.person_id <= ${KNOWN} and t.count > 3 and length(t.name) = 4`
  await owner`
    insert into activity (space_id, verb, actor_id, item_id, message_id, at)
    select space_id, 'message.posted', author_id, item_id, id, created_at from message order by id`
  // Whoever was named was told, and those who look in of a part of what was said; all but the newest they have seen.
  await owner`
    insert into notification (person_id, space_id, item_id, message_id, reason, about, actor_id, at, read_at)
    select n.person_id, n.space_id, n.item_id, n.message_id, 'named', 'm:' || n.message_id, m.author_id, n.at,
      case when n.message_id % 50 > 0 then n.at + interval '1 hour' end
    from mention n join message m on m.id = n.message_id`
  await owner`
    insert into notification (person_id, space_id, item_id, message_id, reason, about, actor_id, at, read_at)
    select r.person_id, m.space_id, m.item_id, m.id, 'follows', 'm:' || m.id, m.author_id, m.created_at,
      case when m.id % 300 > 0 then m.created_at + interval '1 hour' end
    from reading r join message m on m.item_id = r.item_id and m.id % 10 = 0 and m.author_id <> r.person_id
    where r.person_id <= ${KNOWN} on conflict do nothing`
  for (const table of ['person', 'space', 'item', 'message', 'notification'])
    await owner.unsafe(`select setval(pg_get_serial_sequence('copse.${table}', 'id'), (select max(id) from ${table}))`)
  // What search keeps, since it is part of this program.
  const [search] = await owner`select from pg_proc where proname = 'index_everything' and prokind = 'p'`
  if (search) await owner`call index_everything()`
  await owner.unsafe('vacuum analyze')
}
