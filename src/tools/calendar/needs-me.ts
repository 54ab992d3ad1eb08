import type { WaitingSource } from '../../spine/waiting.ts'
import { urlOf } from './events.ts'
import { dateUrl } from './present.ts'

/** Within so many hours an answer is needed of whoever has a part in a date. */
const HOURS = 48

/** Dates that are near, in which one was given a part, and to which one has not said whether one comes. */
export const needsMe: WaitingSource = async ({ sql, now }, most) => {
  const rows = await sql<
    {
      id: number
      original: string
      title: string
      lang: string
      repeats: boolean
      at: Date
      by: string
      slug: string
      space: string
    }[]
  >`
    select e.item_id id, o.original, coalesce(o.title, i.title) title, i.lang, e.rule is not null or e.added <> '{}' repeats, o.from_at at, p.name by, s.slug::text, s.name space
    from occurrence o join event e on e.item_id = o.event_id and e.cancelled_at is null join item i on i.id = e.item_id and i.removed_at is null
    join person p on p.id = i.author_id join space s on s.id = o.space_id and s.closed_at is null and 'calendar' = any(s.tools)
    where o.space_id = any((select reads())::bigint[]) and not o.cancelled and o.from_at > ${now} and o.from_at < ${new Date(now.getTime() + HOURS * 3_600_000)}
      and exists (select from event_part x where x.event_id = o.event_id and x.person_id = (select me()) and coalesce(x.original, o.original) = o.original
        and (x.part <> 'host' or i.author_id <> x.person_id))
      and not exists (select from answer a where a.event_id = o.event_id and a.person_id = (select me()) and coalesce(a.original, o.original) = o.original)
    order by o.from_at limit ${most}`
  return rows.map(({ id, slug, space, original, repeats, ...row }) => {
    const url = urlOf(slug, id, row.title)
    return {
      kind: 'date-part',
      icon: 'calendar-days',
      ...row,
      url: `${repeats ? dateUrl(url, original) : url}#answer`,
      space: { slug, name: space },
    }
  })
}
