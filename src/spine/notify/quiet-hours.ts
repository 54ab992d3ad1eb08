import type { Sql } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/http/problems.ts'
import type { Ctx } from '../request/ctx.ts'

/** Hours in which nobody is told of what is said under an item: from one hour to another (0 to 23) of the clock of a zone. */
interface QuietHours {
  from: number
  to: number
  /** All of Saturday and Sunday, too. */
  weekends: boolean
  zone: string
}

/** What an item (`i`) has of quiet hours, for a query that shows it. */
export interface Quiet {
  quietHours: QuietHours | null
  /** When the quiet is over that there is now. */
  quietUntil: Date | null
  /** When the next one begins. */
  quietBegins: Date | null
  /** When that one is over. */
  quietNext: Date | null
}

/** Quiet hours as somebody chose them; what is left out stays as it was. */
export interface ChosenQuiet {
  quiet?: boolean | undefined
  quietFrom?: number | undefined
  quietTo?: number | undefined
  quietWeekends?: boolean | undefined
  /** Said by the form: boxes that are not ticked send nothing. */
  form?: boolean | undefined
}

/** Where the hours begin and end that are offered. */
export const usualQuiet = { from: 21, to: 7 }

export function quietColumns(sql: Sql) {
  return sql`(select jsonb_build_object('from', q.from_hour, 'to', q.to_hour, 'weekends', q.weekends, 'zone', q.zone) from quiet_hours q where q.item_id = i.id) quiet_hours,
      (select quiet_end(q, now()) from quiet_hours q where q.item_id = i.id) quiet_until,
      (select quiet_begin(q, now()) from quiet_hours q where q.item_id = i.id) quiet_begins,
      (select quiet_end(q, quiet_begin(q, now())) from quiet_hours q where q.item_id = i.id) quiet_next`
}

/**
 * What was chosen, of what there is now. The clock stays the one by which the hours were first set: whoever changes them
 * elsewhere sees which one it is.
 * @throws Invalid where they end when they begin
 */
export function quietHoursFrom(
  { timeZone }: Pick<Ctx, 'timeZone'>,
  chosen: ChosenQuiet,
  now: QuietHours | null = null,
): QuietHours | null {
  const ticked = (box: boolean | undefined, before: boolean) => box ?? (chosen.form ? false : before)
  if (!ticked(chosen.quiet, now !== null || chosen.quietFrom !== undefined)) return null
  const from = chosen.quietFrom ?? now?.from ?? usualQuiet.from
  const to = chosen.quietTo ?? now?.to ?? usualQuiet.to
  if (from === to) throw invalid('quietTo', 'same-hour')
  return { from, to, weekends: ticked(chosen.quietWeekends, now?.weekends ?? false), zone: now?.zone ?? timeZone }
}

/** Keeps the quiet hours of an item. What is held back there is thought of anew by the database. */
export async function keepQuietHours(
  { sql }: Pick<Ctx, 'sql'>,
  { id, spaceId }: { id: number; spaceId: number },
  hours: QuietHours | null,
): Promise<void> {
  if (!hours) {
    await sql`delete from quiet_hours where item_id = ${id}`
    return
  }
  const { from, to, weekends, zone } = hours
  await sql`
    insert into quiet_hours as q (item_id, space_id, from_hour, to_hour, weekends, zone) values (${id}, ${spaceId}, ${from}, ${to}, ${weekends}, ${zone})
    on conflict (item_id) do update set from_hour = excluded.from_hour, to_hour = excluded.to_hour, weekends = excluded.weekends, zone = excluded.zone
      where (q.from_hour, q.to_hour, q.weekends, q.zone) is distinct from (excluded.from_hour, excluded.to_hour, excluded.weekends, excluded.zone)`
}
