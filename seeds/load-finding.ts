import { backstage } from '../src/spine/request/backstage.ts'
import { type Ctx, spaceOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import { askForDate, keepReplies, questionFor, takeOptions } from '../src/tools/calendar/index.ts'
import { type Loading, loadMessage } from './load.ts'
import type { SeedFinding } from './types.ts'
import { world } from './world.ts'

const ZONE = 'Europe/Paris'

/** Says when people are awake, who keep other hours than most. */
export async function loadAwake(site: Site, { people }: Loading): Promise<void> {
  for (const [handle, [wakes, sleeps]] of Object.entries(world.awake))
    await backstage(site, people.get(handle)!, null, async ({ sql }) => {
      await sql`update profile set wakes = ${wakes}, sleeps = ${sleeps} where person_id = ${people.get(handle)!}`
    })
}

/** Asks which date suits, answers in everyone's own name, and decides where it was decided. */
export async function loadFinding(site: Site, seed: SeedFinding, loading: Loading): Promise<void> {
  const { people, moved } = loading
  const as = <T>(handle: string, at: string, work: (ctx: Ctx) => Promise<T>) =>
    backstage(site, people.get(handle)!, seed.space, (ctx) => work({ ...ctx, now: moved(at) }))
  const { id } = await as(seed.by, seed.at, (ctx) =>
    askForDate(ctx, questionOf(seed, loading), { authorId: people.get(seed.by)!, at: moved(seed.at) }),
  )
  const options = await as(seed.by, seed.at, async ({ sql }) => {
    const rows = await sql<{ id: number }[]>`select id from date_option where item_id = ${id} order by from_at`
    return rows.map((row) => row.id)
  })
  for (const [who, replies] of Object.entries(seed.answers))
    await as(who, seed.at, async (ctx) => {
      const said = replies.map((reply, option): [number, typeof reply] => [options[option]!, reply])
      await keepReplies(ctx, await questionFor(ctx, id), new Map(said))
    })
  await as(seed.by, seed.at, async (ctx) => {
    for (const message of seed.comments ?? [])
      await loadMessage(ctx, { id, spaceId: spaceOf(ctx).id, kind: 'date-question' }, seed, message, loading)
  })
  const { taken } = seed
  if (taken)
    await as(taken.by, taken.at, async (ctx) => takeOptions(ctx, await questionFor(ctx, id), [options[taken.option]!]))
}

function questionOf(
  { title, lang, about, minutes, options, series, wanted = [], answersUntil, ...where }: SeedFinding,
  { people, moved }: Loading,
) {
  const day = (at: string) => moved(`${at}T12:00:00Z`).toISOString().slice(0, 10)
  const { place = '', link = '' } = where
  return {
    ...{ title, lang, about, minutes, place, link, zone: ZONE, way: '', access: '', dialIn: '', format: '' },
    answersUntil: answersUntil ? day(answersUntil) : null,
    options: options.map((one) => day(one.slice(0, 10)) + one.slice(10)),
    wanted: wanted.map((handle) => people.get(handle)!),
    series: series ?? null,
  }
}
