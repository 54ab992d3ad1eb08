import { notFound } from '../../platform/http/problems.ts'
import { type Request, type Space, spaceOf } from '../../spine/request/ctx.ts'
import { done } from '../../spine/request/route.ts'
import { type DoorRules, doorRules } from '../../spine/spaces/door.ts'
import { suggestedDay } from './first-date.ts'
import { type ToGreet, toGreetFirst } from './greeting.ts'
import { type Asked, askedBefore } from './second-host.ts'
import { type Hosted, othersHosted } from './set-up.ts'
import { type Words, wordsIn } from './starters.ts'
import { begunIn, type Step, type StepName, stepsOf } from './steps.ts'

/** The tools that may be chosen in the first hour, what people ask for most often first. */
const SUGGESTED = ['pages', 'files', 'links', 'gaps', 'journeys'] as const
export type Suggested = (typeof SUGGESTED)[number]

/** The whole path as the asking host sees it, with what its open step needs. */
export interface Path {
  steps: Step[]
  /** Whose form is open; null when the rest was put off or nothing is left. */
  current: StepName | null
  putAway: boolean
  tools: Suggested[]
  hosted: Hosted[]
  rules: DoorRules
  words: Words
  day: { day: string; time: string }
  toGreet: ToGreet[]
  /** Who was to be asked before the host had to confirm that it is they. */
  asked: Asked | null
}

/** @param wish the step to open; else the next one that is open @throws 404 for who does not host this community */
export async function pathOf(ctx: Request, wish?: StepName): Promise<Path> {
  const space = spaceOf(ctx)
  const begun = await begunIn(ctx.sql, space.slug)
  if (!begun) throw notFound()
  const steps = stepsOf(begun, ctx.site.begins.community)
  const next = steps.find(({ state }) => state === 'open')?.name ?? null
  return {
    steps,
    current: wish ?? next,
    putAway: begun.marks.path !== undefined,
    tools: SUGGESTED.filter((tool) => ctx.site.switches.includes(tool) && !space.tools.includes(tool)),
    hosted: await othersHosted(ctx),
    rules: await doorRules(ctx),
    words: wordsIn(space.lang),
    day: suggestedDay(ctx),
    toGreet: await toGreetFirst(ctx),
    asked: await askedBefore(ctx),
  }
}

/** The path's address in a community, with a step open. */
export function pathAddress(slug: string, step?: StepName): string {
  return `/c/${slug}/beginning${step ? `?step=${step}` : ''}`
}

/** The community of the address. @throws 404 for a circle, and for one that is closed */
export async function communityOf(ctx: Request): Promise<Space> {
  const space = spaceOf(ctx)
  if (!(await begunIn(ctx.sql, space.slug))) throw notFound()
  return space
}

/** What a step answers that is done: on to the next. */
export function onward(ctx: Request) {
  const url = pathAddress(spaceOf(ctx).slug)
  return done(url, { url })
}
