import { backstage } from '../src/spine/request/backstage.ts'
import type { Ctx } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import { addKeyDay, addQuietTime, callOff, eventFor, keepBirthday } from '../src/tools/calendar/index.ts'
import type { Loading } from './load.ts'
import type { SeedRhythm } from './types.ts'

/** Puts key days, quiet times and birthdays into a community's year, each by whom it is from. */
export async function loadRhythm(site: Site, seed: SeedRhythm, loading: Loading): Promise<void> {
  const as = <T>(handle: string, work: (ctx: Ctx) => Promise<T>) =>
    backstage(site, loading.people.get(handle)!, seed.space, work)
  for (const { by, title, day, since } of seed.keyDays) {
    const [month = 0, date = 0] = yearDayOf(day, loading).split('-').map(Number)
    await as(by, (ctx) => addKeyDay(ctx, { title, month, date, since }))
  }
  for (const { by, why, from, until, yearly } of seed.quietTimes) {
    const [starts, ends] = [dayMoved(from, loading), dayMoved(until, loading)]
    await as(by, (ctx) => addQuietTime(ctx, { why, starts, ends, yearly }))
    await as(by, (ctx) => rest(ctx, starts, ends))
  }
  for (const { who, day } of seed.birthdays)
    await as(who, (ctx) => keepBirthday(ctx, yearDayOf(day, loading), [seed.space]))
}

/** What repeats and would have been in a quiet time that is over was called off. */
async function rest(ctx: Ctx, starts: string, ends: string): Promise<void> {
  const dates = await ctx.sql<{ eventId: number; original: string }[]>`
    select o.event_id, o.original from occurrence o join event e on e.item_id = o.event_id and e.rule is not null
    where o.space_id = ${ctx.space!.id} and left(o.starts, 10) between ${starts} and ${ends} and o.until_at < ${ctx.now}`
  for (const { eventId, original } of dates) await callOff(ctx, await eventFor(ctx, eventId), original, true)
}

/** A day of the story moves with it; a day of the world stays where it is. */
function yearDayOf(day: string, loading: Loading): string {
  return day.length === 5 ? day : dayMoved(day, loading).slice(5)
}

function dayMoved(day: string, { moved }: Loading): string {
  return moved(`${day}T12:00:00Z`).toISOString().slice(0, 10)
}
