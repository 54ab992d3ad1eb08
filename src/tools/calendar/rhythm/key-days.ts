import { invalid, notFound, notYours } from '../../../platform/http/problems.ts'
import { audit } from '../../../spine/activity/record.ts'
import { type Ctx, meOf, spaceOf } from '../../../spine/request/ctx.ts'
import { mustStart } from '../../../spine/request/must.ts'

/** So many a community keeps: more, and none is kept any more. */
const MOST = 100

/** A day that a community keeps each year: `11-23`. */
export interface KeyDay {
  id: number
  title: string
  day: string
  /** The year in which it began. */
  since: number | null
  /** Whether the asking person may change it: who added it, and hosts. */
  tends: boolean
  /** Whether they added it. */
  mine: boolean
}

/** What a form says of one. */
interface KeyDayTyped {
  title: string
  month: number
  date: number
  since?: number | '' | undefined
}

/** The key days of the space of the address, in the order of the year. */
export async function keyDaysIn(ctx: Ctx): Promise<KeyDay[]> {
  const space = spaceOf(ctx)
  const rows = await ctx.sql<(Omit<KeyDay, 'tends' | 'mine'> & { personId: number })[]>`
    select id, title, day::text, since, person_id from key_day where space_id = ${space.id} order by day, id`
  return rows.map(({ personId, ...row }) => {
    const mine = personId === ctx.me?.id
    return { ...row, mine, tends: !space.closed && (mine || space.standing === 'host') }
  })
}

/** One of them. @throws 404; 403 for who may not change it */
export async function keyDayFor(ctx: Ctx, id: number): Promise<KeyDay> {
  const one = (await keyDaysIn(ctx)).find((day) => day.id === id)
  if (!one) throw notFound()
  if (!one.tends) throw notYours()
  return one
}

/** Keeps a day. @throws Invalid; 403 for guests */
export async function addKeyDay(ctx: Ctx, typed: KeyDayTyped): Promise<number> {
  mustStart(ctx)
  const { id: spaceId } = spaceOf(ctx)
  const [there] = await ctx.sql<[{ count: number }]>`
    select count(*)::int from key_day where space_id = ${spaceId}`
  if (there.count >= MOST) throw invalid('title', 'key-days-many', { most: MOST })
  const row = { space_id: spaceId, person_id: meOf(ctx).id, ...columnsOf(typed) }
  const [made] = await ctx.sql<[{ id: number }]>`insert into key_day ${ctx.sql(row)} returning id`
  return made.id
}

/** Says it otherwise. What a host changes of others is told in the log. @throws Invalid; 403; 404 */
export async function changeKeyDay(ctx: Ctx, id: number, typed: KeyDayTyped): Promise<void> {
  const { mine } = await keyDayFor(ctx, id)
  await ctx.sql`update key_day set ${ctx.sql(columnsOf(typed))} where id = ${id}`
  if (!mine) await audit(ctx, 'calendar.key-day-changed', spaceOf(ctx).id)
}

/** Keeps it no longer. @throws 403; 404 */
export async function removeKeyDay(ctx: Ctx, id: number): Promise<void> {
  const { mine } = await keyDayFor(ctx, id)
  await ctx.sql`delete from key_day where id = ${id}`
  if (!mine) await audit(ctx, 'calendar.key-day-removed', spaceOf(ctx).id)
}

function columnsOf({ title, month, date, since }: KeyDayTyped) {
  const words = title.replace(/\s+/g, ' ').trim()
  if (!words) throw invalid('title', 'needed')
  return { title: words, day: yearDay(month, date), since: since || null }
}

/** The day of every year that somebody chose: `02-29`. @throws Invalid where no year has it */
export function yearDay(month: number, date: number): string {
  // A year that has the 29th of February.
  if (new Date(Date.UTC(2024, month - 1, date)).getUTCMonth() !== month - 1) throw invalid('date', 'no-such-day')
  return `${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}
