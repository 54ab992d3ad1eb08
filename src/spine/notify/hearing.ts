import { type Ctx, meOf } from '../request/ctx.ts'
import type { Choosable, Remind, Way } from './reasons.ts'

/** How someone wants to hear; hours are of their own clock, Monday is 1. */
export interface Hearing {
  choices: Record<Choosable, Way>
  /** When to be reminded of dates. */
  remind: Remind
  letters: boolean
  weekly: boolean
  weekday: number
  morning: number
  quietFrom: number | null
  quietTo: number | null
  /** A day, as YYYY-MM-DD: until then no letters come. */
  pausedUntil: string | null
  communities: { slug: string; name: string; weekly: boolean }[]
}

/** How it begins, before anything is chosen; `told_by()` knows the same. */
export const beginning: Hearing['choices'] = {
  'wrote-to-you': 'mail',
  named: 'mail',
  answers: 'mail',
  asks: 'mail',
  dates: 'mail',
  soon: 'mail',
  follows: 'page',
  announced: 'page',
  hosting: 'mail',
  'thanked-you': 'mail',
  thanks: 'none',
  tended: 'page',
}

/** What the asking person chose, with the communities that write to them once a week. */
export async function hearingOf({ sql }: Pick<Ctx, 'sql'>): Promise<Hearing> {
  const [[row], communities] = await Promise.all([
    sql<(Omit<Hearing, 'communities' | 'choices'> & { choices: Partial<Hearing['choices']> })[]>`
      select choices, remind, letters, weekly, weekday, morning, quiet_from, quiet_to, case when paused_until > current_date then paused_until::text end paused_until
      from hearing where person_id = (select me())`,
    sql<Hearing['communities']>`
      select s.slug::text, s.name, not coalesce(w.stopped, false) weekly
      from space s join membership m on m.space_id = s.id and m.person_id = (select me()) and m.ended_at is null
      left join weekly w on w.space_id = s.id and w.person_id = m.person_id
      where s.closed_at is null and s.kind <> 'conversation' and (s.parent_id is null or not s.parent_id = any((select reads())::bigint[])) order by lower(s.name)`,
  ])
  const plain = {
    remind: 'day' as const,
    letters: true,
    weekly: true,
    weekday: 1,
    morning: 7,
    quietFrom: 21,
    quietTo: 7,
    pausedUntil: null,
  }
  return { ...plain, ...row, choices: { ...beginning, ...row?.choices }, communities: [...communities] }
}

/**
 * Keeps what someone chose; letters that wait are thought of anew.
 * @param weeklies the communities whose letter they want, of those that were offered, by slug
 */
export async function keepHearing(
  ctx: Ctx,
  to: Omit<Hearing, 'communities'>,
  weeklies: readonly string[],
  offered: readonly string[],
): Promise<void> {
  const { sql } = ctx
  const me = meOf(ctx).id
  const chosen = Object.fromEntries(
    Object.entries(to.choices).filter(([name, way]) => beginning[name as Choosable] !== way),
  )
  await sql`
    insert into hearing as h (person_id, choices, remind, letters, weekly, weekday, morning, quiet_from, quiet_to, paused_until)
    values (${me}, ${sql.json(chosen)}, ${to.remind}, ${to.letters}, ${to.weekly}, ${to.weekday}, ${to.morning}, ${to.quietFrom}, ${to.quietTo}, ${to.pausedUntil})
    on conflict (person_id) do update set choices = excluded.choices, remind = excluded.remind, letters = excluded.letters, weekly = excluded.weekly, weekday = excluded.weekday,
      morning = excluded.morning, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, paused_until = excluded.paused_until`
  await sql`
    insert into weekly (person_id, space_id, stopped)
    select ${me}, s.id, not s.slug::text = any(${weeklies as string[]}) from space s join membership m on m.space_id = s.id and m.person_id = ${me} and m.ended_at is null
    where s.slug::text = any(${offered as string[]})
    on conflict (person_id, space_id) do update set stopped = excluded.stopped`
  await sql`select plan_letters()`
}
