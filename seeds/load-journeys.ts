import { backstage } from '../src/spine/request/backstage.ts'
import { type Ctx, spaceOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import {
  addStep,
  bring,
  join,
  journeyFor,
  keepGuides,
  makeJourney,
  reflect,
  setOpen,
  show,
  stepFor,
  stepIn,
  tick,
} from '../src/tools/journeys/index.ts'
import type { SeedGoer, SeedJourney, SeedStep } from './journeys/types.ts'
import type { Loading } from './load.ts'
import { world } from './world.ts'

/** Begins journeys and goes them, each step in the name of who took it. */
export async function loadJourneys(site: Site, journeys: readonly SeedJourney[], loading: Loading): Promise<void> {
  for (const seed of journeys) await loadJourney(site, seed, loading)
}

async function loadJourney(site: Site, seed: SeedJourney, loading: Loading): Promise<void> {
  const { people, moved } = loading
  const as = <T>(handle: string, at: string, work: (ctx: Ctx) => Promise<T>) =>
    backstage(site, people.get(handle)!, seed.space, (ctx) => work({ ...ctx, now: moved(at) }))
  const host = world.spaces.find(({ slug }) => slug === seed.space)!.createdBy
  await as(host, seed.at, async ({ sql, space }) => {
    await sql`update space set tools = tools || '{journeys}' where id = ${space!.id} and not 'journeys' = any(tools)`
  })
  const steps = new Map<string, number>()
  const id = await as(seed.by, seed.at, async (ctx) => {
    const made = await makeJourney(ctx, inputOf(seed, loading), { authorId: people.get(seed.by)!, at: moved(seed.at) })
    const it = await journeyFor(ctx, made.id)
    if (seed.guides) await keepGuides(ctx, it, [seed.by, ...seed.guides].join(', '))
    for (const step of seed.steps)
      steps.set(step.title, await addStep(ctx, it, await stepIn(ctx, it, await typedOf(ctx, step, loading))))
    return made.id
  })
  if (seed.opened) await as(seed.by, seed.opened, async (ctx) => setOpen(ctx, await journeyFor(ctx, id), true))
  for (const one of seed.people ?? []) await goAlong(as, { id, steps, lang: seed.lang }, one, loading)
}

interface Way {
  id: number
  /** By title. */
  steps: ReadonlyMap<string, number>
  lang: string
}

/** Joins, and does on the way what the story tells. */
async function goAlong(
  as: <T>(handle: string, at: string, work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  { id, steps, lang }: Way,
  { who, hides, did = [], wrote = [], brought = [] }: SeedGoer,
  { people, moved }: Loading,
): Promise<void> {
  await as(who, world.now, async (ctx) => {
    await join(ctx, await journeyFor(ctx, id), true)
    if (hides) await show(ctx, await journeyFor(ctx, id), false)
  })
  const at = async (ctx: Ctx, title: string) => {
    const it = await journeyFor(ctx, id)
    return { it, step: await stepFor(ctx, it, steps.get(title)!) }
  }
  for (const one of did)
    await as(who, one.at, async (ctx) => {
      const { it, step } = await at(ctx, one.step)
      await tick(ctx, it, step, true)
    })
  for (const one of brought)
    await as(who, one.at, async (ctx) => {
      const { it, step } = await at(ctx, one.step)
      const by = { authorId: people.get(who)!, at: moved(one.at) }
      await bring(ctx, it, step, { text: one.text, lang, attachments: [] }, by)
    })
  for (const one of wrote)
    await as(who, one.at, async (ctx) => {
      const { it, step } = await at(ctx, one.step)
      await reflect(ctx, it, step, { text: one.text, shared: one.shared ?? false, lang: one.lang ?? lang, version: 0 })
    })
}

function inputOf(seed: SeedJourney, { moved }: Loading) {
  const day = (said: string | undefined) => (said ? dayMoved(said, moved) : null)
  const { title, lang, text = '', forWhom, able, takes, places = null } = seed
  const days = { beginsOn: day(seed.beginsOn), endsOn: day(seed.endsOn), joinUntil: day(seed.joinUntil) }
  return { title, lang, about: text, forWhom, able, takes, places, ...days }
}

/** A step as its form would say it. */
async function typedOf(ctx: Ctx, { date, day, ...step }: SeedStep, { moved }: Loading) {
  const typed = { ...step, ...(day && { day: dayMoved(day, moved) }) }
  if (!date) return typed
  const [event] = await ctx.sql<[{ id: number }]>`
    select id from item where space_id = ${spaceOf(ctx).id} and kind = 'event' and title = ${date.title}`
  const [first, time] = date.original?.split('T') ?? []
  return { ...typed, date: first ? `${event.id}@${dayMoved(first, moved)}T${time}` : String(event.id) }
}

const dayMoved = (day: string, moved: Loading['moved']) => moved(`${day}T12:00:00Z`).toISOString().slice(0, 10)
