import { backstage } from '../src/spine/request/backstage.ts'
import { type Ctx, spaceOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import { eventFor, eventIn, keepAnswer, keepNeeds, makeEvent } from '../src/tools/calendar/index.ts'
import { type Loading, loadMessage } from './load.ts'
import type { SeedDate } from './types.ts'
import { world } from './world.ts'

const ZONE = 'Europe/Paris'

/** Puts a date into the calendar as somebody suggested it, and says who comes, each in their own name. */
export async function loadDate(site: Site, seed: SeedDate, loading: Loading): Promise<void> {
  const { people, moved } = loading
  const as = <T>(handle: string, work: (ctx: Ctx) => Promise<T>) =>
    backstage(site, people.get(handle)!, seed.space, (ctx) => work({ ...ctx, now: moved(seed.at) }))
  const by = { authorId: people.get(seed.by)!, at: moved(seed.at) }
  const host = people.get(world.spaces.find(({ slug }) => slug === seed.space)!.createdBy)!
  await backstage(site, host, seed.space, async (ctx) => {
    await ctx.sql`update space set tools = tools || '{calendar}' where id = ${spaceOf(ctx).id} and not 'calendar' = any(tools)`
  })
  const { id } = await as(seed.by, (ctx) => makeEvent(ctx, inputOf(seed, loading), by))
  await as(seed.by, async ({ sql }) => {
    for (const host of seed.hosts ?? [])
      await sql`insert into event_part (event_id, space_id, part, person_id) select item_id, space_id, 'host', ${people.get(host)!} from event where item_id = ${id}`
  })
  for (const { who, reply, way, day, needs } of seed.answers ?? [])
    await as(who, async (ctx) => {
      const event = await eventFor(ctx, id)
      const original = day && `${dayMoved(day, loading)}T${seed.time}:00`
      await keepAnswer(ctx, event, { reply, way, original })
      if (needs) await keepNeeds(ctx, event, needs)
    })
  await as(seed.by, async (ctx) => {
    for (const message of seed.comments ?? [])
      await loadMessage(ctx, { id, spaceId: spaceOf(ctx).id, kind: 'event' }, seed, message, loading)
  })
}

function inputOf(seed: SeedDate, loading: Loading) {
  const { title, text, time, untilTime, untilDay, repeat, agenda, tags, lang } = seed
  const { place, way, access, link, dialIn, prepare, places } = seed
  const typed = {
    ...{ title, text, time, untilTime, place, way, access, link, dialIn, prepare, places, lang },
    day: dayMoved(seed.day, loading),
    ...(untilDay && { untilDay: dayMoved(untilDay, loading) }),
    ...(repeat && { repeat: repeat.every, interval: repeat.interval }),
    ...(repeat?.until && { until: dayMoved(repeat.until, loading) }),
    ...(agenda && { agenda: agenda.join('\n') }),
    ...(tags && { tags: tags.join(', ') }),
  }
  const said = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined)) as object
  return eventIn(said as Parameters<typeof eventIn>[0], { zone: ZONE, lang })
}

function dayMoved(day: string, { moved }: Loading): string {
  return moved(`${day}T12:00:00Z`).toISOString().slice(0, 10)
}
