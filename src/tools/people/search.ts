import type { PendingQuery, Row } from 'postgres'
import type { Sql } from '../../platform/database/connect.ts'
import type { Told } from '../../spine/people/fields.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'

/** What the directory can be narrowed by. */
export interface Wanted {
  q?: string
  standing?: 'host' | 'member' | 'guest'
  badge?: string
  language?: string
  place?: string
}

export interface Found {
  id: number
  handle: string
  name: string
  picture: string | null
  lang: string
  standing: 'host' | 'member' | 'guest'
  badge: string | null
  until: Date | null
  joinedAt: Date
  told: Partial<Told> | null
}

/** The directory's address with what it was narrowed by. */
export function address(slug: string, query: Record<string, string | undefined>): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  const text = new URLSearchParams(pairs).toString()
  return `/c/${slug}/members${text ? `?${text}` : ''}`
}

/** How many people one page of the directory shows. */
export const DIRECTORY_PAGE = 100

/** Which fields are searched, besides name and handle. */
const SEARCHED = ['organisation', 'place', 'does', 'askAbout', 'learning']

/**
 * The people of the space by name, after the one with this name and id: those in whose name or shown fields every word is
 * found from its beginning. Hidden fields are neither found nor returned, one's own neither.
 */
export function peopleOf(ctx: Ctx, wanted: Wanted, after?: { name: string; id: number }): Promise<Found[]> {
  const { sql } = ctx
  const words = wordsIn(wanted.q)
  const told = words.length || wanted.language || wanted.place
  // What people tell is looked up for those on the page alone, unless it says who they are.
  return sql<Found[]>`
    with ${told ? sql`told as materialized (${toldByPerson(ctx)}),` : sql``}
    found as materialized (
      select p.id, p.handle::text, p.name, p.picture, p.lang, m.standing, m.badge, m.until, m.joined_at
      from membership m join person p on p.id = m.person_id ${told ? sql`left join told f on f.person_id = p.id` : sql``}
      where m.space_id = ${spaceOf(ctx).id} and m.ended_at is null and (m.until is null or m.until > now())
        ${wanted.standing ? sql`and m.standing = ${wanted.standing}` : sql``}
        ${wanted.badge ? sql`and m.badge = ${wanted.badge}` : sql``}
        ${wanted.language ? sql`and f.told -> 'languages' ? ${wanted.language}` : sql``}
        ${wanted.place ? sql`and ${folded(sql, sql`f.told ->> 'place'`)} = ${folded(sql, sql`${wanted.place}`)}` : sql``}
        ${words.length ? sql`and ${found(sql, words)}` : sql``}
        ${after ? sql`and (p.name, p.id) > (${after.name}, ${after.id})` : sql``}
      order by p.name, p.id limit ${DIRECTORY_PAGE + 1})
    select found.*, shown.told
    from found left join shown_by(${spaceOf(ctx).id}, array(select id from found)) shown on shown.person_id = found.id
    order by found.name, found.id`
}

function toldByPerson(ctx: Ctx): Fragment {
  return ctx.sql`
    select person_id, jsonb_object_agg(name, value) told, string_agg(value #>> '{}', ' ') filter (where name = any(${SEARCHED})) words
    from shown_fields(${spaceOf(ctx).id}) group by person_id`
}

/** What can be chosen in the filters: languages and places that people of the space show, the commonest first. */
export async function choicesOf(ctx: Ctx): Promise<{ languages: string[]; places: string[] }> {
  const [row] = await ctx.sql<[{ languages: string[] | null; places: string[] | null }]>`
    with told as materialized (
      select name, value from shown_fields(${spaceOf(ctx).id}, '{languages,place}'))
    select
      (select array_agg(tag) from (select jsonb_array_elements_text(value) tag from told where name = 'languages' group by 1 order by count(*) desc, 1 limit 60) l) languages,
      (select array_agg(place) from (select min(value #>> '{}') place from told where name = 'place' group by ${folded(ctx.sql, ctx.sql`value #>> '{}'`)} order by count(*) desc, 1 limit 60) p) places`
  return { languages: row.languages ?? [], places: row.places ?? [] }
}

/** The words looked for; a handle may be written with its @. */
function wordsIn(q = ''): string[] {
  return (q.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, 10)
}

type Fragment = PendingQuery<Row[]>

function folded(sql: Sql, text: Fragment): Fragment {
  return sql`lower(unaccent(${text}))`
}

/** Every word begins a word of the text; signs between words count as spaces. */
function found(sql: Sql, words: string[]): Fragment {
  const text = sql`concat_ws(' ', '', p.name, p.handle::text, f.words)`
  const signs = '\n\t.,;:!?()[]/@#"\'’«»_-'
  return sql`translate(${folded(sql, text)}, ${signs}, ${' '.repeat(signs.length)}) like all (
    select '% ' || ${folded(sql, sql`w`)} || '%' from unnest(${words}::text[]) w)`
}
