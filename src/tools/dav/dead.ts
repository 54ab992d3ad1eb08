import type { PropertyName } from '../../platform/dav/propfind.ts'
import { Refusal } from '../../platform/dav/refusal.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import type { Change } from './asked.ts'

/** A property that only programs understand. */
export interface Dead extends PropertyName {
  xml: string
  lang: string | null
}

/** In bytes: so much of what programs noted goes into one answer. */
const MOST_TOLD = 16 * 1024 * 1024

/** What programs noted beside these items. One query. @throws Refusal 507 where that is more than anybody reads */
export async function deadOf(ctx: Ctx, ids: number[]): Promise<Map<number, Dead[]>> {
  const rows = ids.length
    ? await ctx.sql<(Dead & { itemId: number; told: number })[]>`
        select item_id, uri, name, xml, lang, told from (
          select d.*, sum(octet_length(d.xml)) over (order by d.item_id, d.uri, d.name rows unbounded preceding)::int8 told
          from dav_property d where d.item_id = any(${ids})) d
        where told - octet_length(xml) <= ${MOST_TOLD} order by item_id, uri, name`
    : []
  if ((rows.at(-1)?.told ?? 0) > MOST_TOLD) throw new Refusal(507)
  const all = new Map<number, Dead[]>()
  for (const { itemId, told: _, ...dead } of rows) all.set(itemId, [...(all.get(itemId) ?? []), dead])
  return all
}

/** So many, and so many bytes each: more than any program notes. */
const MOST_DEAD = 100
const LARGEST_DEAD = 65_536
/** In bytes: all that is noted beside one item. It counts for nothing that the space may take. */
const MOST_BESIDE = 4 * LARGEST_DEAD
const LONGEST_NAME = 2_000

/** Whether a property can be noted at all. */
export function fits(change: Change): boolean {
  const named = Buffer.byteLength(change.uri) + Buffer.byteLength(change.name)
  return named <= LONGEST_NAME && (change.xml === null || Buffer.byteLength(change.xml) <= LARGEST_DEAD)
}

/** Notes and forgets properties of an item, in order: of one named twice, the last counts. @throws Refusal 507 for too much */
export async function changeDead(ctx: Ctx, itemId: number, changes: Change[]): Promise<void> {
  const { sql } = ctx
  const last = [...new Map(changes.map((one) => [JSON.stringify([one.uri, one.name]), one])).values()]
  const gone = last.filter(({ xml }) => xml === null)
  const kept = last.filter((one): one is Change & { xml: string; lang: string | null } => one.xml !== null)
  if (gone.length)
    await sql`delete from dav_property d using unnest(${gone.map(({ uri }) => uri)}::text[], ${gone.map(({ name }) => name)}::text[]) x (uri, name)
      where d.item_id = ${itemId} and d.uri = x.uri and d.name = x.name`
  if (kept.length)
    await sql`
      insert into dav_property (item_id, space_id, uri, name, xml, lang)
      select ${itemId}, ${spaceOf(ctx).id}, x.uri, x.name, x.xml, x.lang
      from unnest(${kept.map(({ uri }) => uri)}::text[], ${kept.map(({ name }) => name)}::text[],
        ${kept.map(({ xml }) => xml)}::text[], ${kept.map(({ lang }) => lang?.slice(0, 100) ?? null)}::text[]) x (uri, name, xml, lang)
      on conflict (item_id, uri, name) do update set xml = excluded.xml, lang = excluded.lang`
  const [row] = await sql<[{ n: number; bytes: number }]>`
    select count(*)::int n, coalesce(sum(octet_length(xml)), 0)::int8 bytes from dav_property where item_id = ${itemId}`
  if (row.n > MOST_DEAD || row.bytes > MOST_BESIDE) throw new Refusal(507)
}

/** A copy takes along what was noted beside what it was made of, and so does all in it. @param into another item, its space the ctx's */
export async function copyDead(ctx: Ctx, from: number, into: number): Promise<void> {
  await ctx.sql`
    with recursive pair as (
      select ${from}::bigint was, ${into}::bigint is_now
      union all
      select o.item_id, n.item_id from pair p join entry o on o.folder_id = p.was and not o.removed
      join entry n on n.folder_id = p.is_now and n.key = o.key and not n.removed)
    insert into dav_property (item_id, space_id, uri, name, xml, lang)
    select p.is_now, ${spaceOf(ctx).id}, d.uri, d.name, d.xml, d.lang from pair p join dav_property d on d.item_id = p.was
    on conflict (item_id, uri, name) do update set xml = excluded.xml, lang = excluded.lang`
}
