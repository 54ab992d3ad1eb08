import type { Sql } from '../../platform/database/connect.ts'
import { isSilent } from '../../spine/outside/kept.ts'
import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import type { LinkKind } from './links.ts'
import { type Health, health } from './row.ts'

/** A link in a list. */
export interface Listed extends Health {
  id: number
  title: string
  lang: string
  tags: string[]
  address: string
  what: LinkKind
  licence: string
  html: string
  createdAt: Date
  count: number
  by: PersonRow
}

export const LISTED = 40

/** Which links are wanted, and in which order. */
export interface Which {
  spaceId: number
  tag?: string | undefined
  lang?: string | undefined
  kind?: LinkKind | undefined
  words?: string | undefined
  silent?: boolean | undefined
  order: 'newest' | 'title'
  after?: { title: string; id: number } | undefined
}

/** Links of a space: one more than a page of them holds. One query. */
export function listed(sql: Sql, which: Which): Promise<Listed[]> {
  const { spaceId, tag, lang, kind, words, silent, order, after } = which
  const rest = !after
    ? sql``
    : order === 'newest'
      ? sql`and i.id < ${after.id}`
      : sql`and (lower(i.title), i.id) > (lower(${after.title}), ${after.id})`
  return sql<Listed[]>`
    select i.id, i.title, i.lang, i.tags, l.address, l.kind what, l.licence, left(l.html, 2000) html, i.created_at, t.count, ${health(sql)},
      ${personColumn(sql, 'x')} by
    from item i join link l on l.item_id = i.id join tail t on t.item_id = i.id join person x on x.id = i.author_id
    left join outside o on o.space_id = l.space_id and o.address = l.address
    where i.space_id = ${spaceId} and i.kind = 'link' and i.removed_at is null
      ${tag ? sql`and i.tags @> array[${tag}]` : sql``} ${lang ? sql`and i.lang = ${lang}` : sql``} ${kind ? sql`and l.kind = ${kind}` : sql``}
      ${silent ? sql`and ${isSilent(sql)}` : sql``} ${words ? sql`and ${matches(sql, words)}` : sql``} ${rest}
    order by ${order === 'newest' ? sql`i.id desc` : sql`lower(i.title), i.id`} limit ${LISTED + 1}`
}

/** Each word somewhere in title, note, address or tags, without accents or capitals. */
function matches(sql: Sql, words: string) {
  const all = words.split(/\s+/).filter(Boolean).slice(0, 8)
  return sql`(select bool_and(position(public.unaccent(lower(w)) in public.unaccent(lower(concat_ws(' ', i.title, l.note, l.address, array_to_string(i.tags, ' '))))) > 0)
    from unnest(${all}::text[]) w)`
}

/** What there is to narrow a list by, each with how many. One query. */
export function choicesIn(
  sql: Sql,
  spaceId: number,
): Promise<{ what: 'tag' | 'lang' | 'kind' | 'silent'; name: string; count: number }[]> {
  const here = sql`from item i join link l on l.item_id = i.id where i.space_id = ${spaceId} and i.kind = 'link' and i.removed_at is null`
  return sql`
    (select 'tag' what, tag name, count(*)::int from (select unnest(i.tags) tag ${here}) x group by tag order by count(*) desc, tag limit 24)
    union all (select 'lang', i.lang, count(*)::int ${here} group by i.lang order by 3 desc limit 12)
    union all (select 'kind', l.kind, count(*)::int ${here} group by l.kind)
    union all (select 'silent', '', count(*)::int from item i join link l on l.item_id = i.id join outside o on o.space_id = l.space_id and o.address = l.address
      where i.space_id = ${spaceId} and i.removed_at is null and ${isSilent(sql)})`
}
