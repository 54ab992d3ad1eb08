import { tellReading } from '../../spine/items/reading.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { type ListWish, matching, placesOf } from './list.ts'

/** What was marked as read at once, the last time. */
export interface AllRead {
  count: number
  /** Where it was done; null: everywhere. */
  slug: string | null
  name: string | null
}

/** Undoing is offered for so long. */
const HOURS = 24

/**
 * Marks all as read that the list calls new, in one statement: not what one has muted, and nothing that was there before
 * one came. What it was before is kept until the next time, so that it can be undone.
 * @returns how many there were
 */
export async function markAllRead(ctx: Ctx, wish: Pick<ListWish, 'tag' | 'intent'> = {}): Promise<number> {
  const { sql } = ctx
  const me = meOf(ctx).id
  const [{ count }] = await sql<[{ count: number }]>`
    with place as materialized (${placesOf(sql)}),
    unread as materialized (select one.* from place cross join lateral (
      select t.item_id, t.last_number, (select r.number from reading r where r.item_id = t.item_id and r.person_id = ${me}) number ${matching(sql, { ...wish, show: 'new' })}) one),
    marked as (insert into reading (person_id, item_id, number)
      select ${me}, item_id, last_number from unread order by item_id
      on conflict (person_id, item_id) do update set number = greatest(reading.number, excluded.number), at = now()),
    kept as (insert into read_at_once as k (person_id, space_id, marks)
      select ${me}, ${ctx.space?.id ?? null}::bigint, jsonb_agg(jsonb_build_array(item_id, coalesce(number, 0), last_number)) from unread having count(*) > 0
      on conflict (person_id) do update set space_id = excluded.space_id, marks = excluded.marks, at = now())
    select count(*)::int count from unread`
  if (count) tellReading(ctx, 0, 0)
  return count
}

/** What was last marked as read at once, as long as it can be undone. */
export async function lastAllRead(ctx: Ctx): Promise<AllRead | undefined> {
  const [row] = await ctx.sql<AllRead[]>`
    select jsonb_array_length(k.marks) count, s.slug::text, s.name from read_at_once k left join space s on s.id = k.space_id
    where k.person_id = ${meOf(ctx).id} and k.at > now() - make_interval(hours => ${HOURS})`
  return row
}

/** Takes it back: what has not been read further since is as new as it was. */
export async function undoAllRead(ctx: Ctx): Promise<void> {
  const undone = await ctx.sql`
    with k as (delete from read_at_once where person_id = ${meOf(ctx).id} and at > now() - make_interval(hours => ${HOURS}) returning marks)
    update reading r set number = (m.mark ->> 1)::int, generation = r.generation + 1
      from k cross join lateral jsonb_array_elements(k.marks) m (mark)
      where r.person_id = ${meOf(ctx).id} and r.item_id = (m.mark ->> 0)::bigint and r.number = (m.mark ->> 2)::int
      returning r.item_id`
  if (undone.length) tellReading(ctx, 0, 0)
}
