import { rowsColumn, type Sql } from '../../platform/database/connect.ts'
import type { Waiting, WaitingSource } from '../../spine/waiting.ts'
import { urlOf } from './events.ts'
import { toLookAt, type WordsRow, wordsRows } from './meeting/waiting.ts'
import { dateUrl } from './present.ts'

/** Within so many hours an answer is needed of whoever has a part in a date. */
const HOURS = 48

interface PartRow {
  id: number
  original: string
  title: string
  lang: string
  repeats: boolean
  at: string
  by: string
  slug: string
  space: string
}

/** What the calendar waits for: an answer of whoever has a part in what is near, and a look at words that were written down. One query. */
export const needsMe: WaitingSource = async ({ site, sql, now }, most) => {
  const [row] = await sql<[{ parts: PartRow[]; words: WordsRow[] }]>`
    select ${rowsColumn(sql, partRows(sql, now, most))} parts, ${rowsColumn(sql, wordsRows(sql, most))} words`
  return [...row.parts.map(toAnswer), ...row.words.map((one) => toLookAt(site, one))]
}

/** Dates that are near, in which one was given a part, and to which one has not said whether one comes. */
function partRows(sql: Sql, now: Date, most: number) {
  return sql`
    select e.item_id id, o.original, coalesce(o.title, i.title) title, i.lang, e.rule is not null or e.added <> '{}' repeats, o.from_at at, p.name "by", s.slug::text slug, s.name space
    from occurrence o join event e on e.item_id = o.event_id and e.cancelled_at is null join item i on i.id = e.item_id and i.removed_at is null
    join person p on p.id = i.author_id join space s on s.id = o.space_id and s.closed_at is null and 'calendar' = any(s.tools)
    where o.space_id = any((select reads())::bigint[]) and not o.cancelled and o.from_at > ${now} and o.from_at < ${new Date(now.getTime() + HOURS * 3_600_000)}
      and exists (select from event_part x where x.event_id = o.event_id and x.person_id = (select me()) and coalesce(x.original, o.original) = o.original
        and (x.part <> 'host' or i.author_id <> x.person_id))
      and not exists (select from answer a where a.event_id = o.event_id and a.person_id = (select me()) and coalesce(a.original, o.original) = o.original)
    order by o.from_at limit ${most}`
}

function toAnswer({ id, slug, space, original, repeats, title, lang, at, by }: PartRow): Waiting {
  const url = urlOf(slug, id, title)
  return {
    kind: 'date-part',
    icon: 'calendar-days',
    title,
    lang,
    by,
    at: new Date(at),
    url: `${repeats ? dateUrl(url, original) : url}#answer`,
    space: { slug, name: space },
  }
}
