import type { WeeklySource } from '../../spine/letters/weekly.ts'
import { urlOf } from './journeys.ts'
import { doneByMe } from './row.ts'

/** The next step of each journey that the reader goes: to go on with, when they like. */
export const weekly: WeeklySource = async ({ sql, locale }) => {
  const rows = await sql<{ id: number; title: string; lang: string; slug: string; stepId: number; step: string }[]>`
    select i.id, i.title, i.lang, p.slug::text, n.id step_id, n.title step
    from journey_member m join journey j on j.item_id = m.journey_id and j.opened_at is not null and j.ended_at is null and coalesce(j.ends_on >= current_date, true)
    join item i on i.id = j.item_id and i.removed_at is null join space p on p.id = j.space_id and 'journeys' = any(p.tools)
    join lateral (
      select s.id, s.title from journey_step s where s.journey_id = j.item_id and s.removed_at is null and s.must and not ${doneByMe(sql)}
      order by s.place, s.id limit 1) n on true
    where m.person_id = (select me()) and not m.waiting and j.space_id = any((select reads())::bigint[]) order by m.at limit 10`
  return {
    heading: locale.t('journeys.weekly'),
    entries: rows.map(({ id, title, lang, slug, stepId, step }) => ({
      title: step,
      url: `${urlOf(slug, id, title)}/steps/${stepId}`,
      line: locale.t('journeys.weekly.of', { title }),
      lang,
    })),
  }
}
