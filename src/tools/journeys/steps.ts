import { invalid, notFound } from '../../platform/http/problems.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { plainTitle } from '../../spine/items/items.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { auditOthers, type Journey, mustTend } from './journeys.ts'
import { secondComes } from './second.ts'

/** meet: a date · read: a page, link, file or address · do: a task · reflect: a question to write about · talk: a discussion. */
export const stepKinds = ['meet', 'read', 'do', 'reflect', 'talk'] as const
export type StepKind = (typeof stepKinds)[number]

/** So many steps a journey may have. */
export const MOST_STEPS = 60

/** What a step says and where it leads. */
export interface StepInput {
  kind: StepKind
  /** The heading it stands under. */
  stage: string
  title: string
  words: string
  minutes: number | null
  day: string | null
  afterDays: number | null
  must: boolean
  /** The item it leads to, and of a series which date. */
  itemId: number | null
  original: string | null
  address: string
  bring: boolean
}

export interface Step extends StepInput {
  id: number
  journeyId: number
  spaceId: number
  place: number
  version: number
  removed: boolean
}

export const stepUrl = (it: Pick<Journey, 'url'>, id: number) => `${it.url}/steps/${id}`

/** A step of a journey; one that was taken out only where that is asked. @throws 404 */
export async function stepFor(ctx: Ctx, it: Journey, id: number, removed = false): Promise<Step> {
  const [row] = await ctx.sql<Step[]>`
    select s.id, s.journey_id, s.space_id, s.place, s.version, s.removed_at is not null removed, s.kind, s.stage, s.title, s.words, s.minutes, s.day::text,
      s.after_days, s.must, s.item_id, s.original, s.address, s.bring
    from journey_step s where s.id = ${id} and s.journey_id = ${it.id} and (${removed} or s.removed_at is null)`
  if (!row) throw notFound()
  return row
}

/** Adds a step: last of its stage; of a new stage, last of all. @returns its id @throws Invalid; 403 */
export async function addStep(ctx: Ctx, it: Journey, input: StepInput): Promise<number> {
  mustTend(ctx, it)
  // Whoever adds at the same moment waits here: two never get one place.
  await nextModseq(ctx, it)
  const steps = await inOrder(ctx, it)
  if (steps.length >= MOST_STEPS) throw invalid('title', 'enough-steps', { most: MOST_STEPS })
  const after = endOf(steps, input.stage)
  await ctx.sql`update journey_step set place = place + 1 where journey_id = ${it.id} and place > ${after}`
  const [row] = await ctx.sql<[{ id: number }]>`
    insert into journey_step ${ctx.sql({ journey_id: it.id, space_id: it.spaceId, place: after + 1, ...columnsOf(input) })} returning id`
  await auditOthers(ctx, it, 'journey.changed')
  return row.id
}

/** Says a step otherwise. @param version the one that was read @throws Invalid; 403 */
export async function changeStep(ctx: Ctx, it: Journey, step: Step, version: number, input: StepInput): Promise<void> {
  mustTend(ctx, it)
  await nextModseq(ctx, it)
  const changed = await ctx.sql`
    update journey_step set ${ctx.sql(columnsOf(input))}, version = version + 1 where id = ${step.id} and version = ${version} returning id`
  secondComes(changed, 'title')
  if (input.stage !== step.stage) await settle(ctx, it, step.id)
  await auditOthers(ctx, it, 'journey.changed')
}

/**
 * Moves a step by one: at the edge of its stage it goes over to the one beside it, and stays where it is in the order.
 * @throws 403
 */
export async function moveStep(ctx: Ctx, it: Journey, step: Step, up: boolean): Promise<void> {
  mustTend(ctx, it)
  await nextModseq(ctx, it)
  const steps = await inOrder(ctx, it)
  const at = steps.findIndex(({ id }) => id === step.id)
  const [one, other] = [steps[at], steps[at + (up ? -1 : 1)]]
  if (!one || !other) return
  if (one.stage !== other.stage) {
    await ctx.sql`update journey_step set stage = ${other.stage} where id = ${one.id}`
    return
  }
  await ctx.sql`
    update journey_step set place = case id when ${one.id} then ${other.place}::int else ${one.place}::int end where id in (${one.id}, ${other.id})`
}

/** Takes a step out, or puts it back where it was; what people did and wrote stays with it. @throws 403; Invalid */
export async function setStepRemoved(ctx: Ctx, it: Journey, step: Step, on: boolean): Promise<void> {
  mustTend(ctx, it)
  await nextModseq(ctx, it)
  if (!on && (await inOrder(ctx, it)).length >= MOST_STEPS) throw invalid('_', 'enough-steps', { most: MOST_STEPS })
  await ctx.sql`update journey_step set removed_at = ${on ? ctx.now : null} where id = ${step.id}`
  if (!on) await settle(ctx, it, step.id)
  await auditOthers(ctx, it, 'journey.changed')
}

/** Calls a stage otherwise, for all its steps. @throws 403; Invalid where another is called so */
export async function renameStage(ctx: Ctx, it: Journey, was: string, becomes: string): Promise<void> {
  mustTend(ctx, it)
  await nextModseq(ctx, it)
  await ctx.sql`update journey_step set stage = ${becomes} where journey_id = ${it.id} and stage = ${was}`
  await together(ctx, it)
  await auditOthers(ctx, it, 'journey.changed')
}

interface Placed {
  id: number
  place: number
  stage: string
}

function inOrder(ctx: Ctx, it: Journey): Promise<Placed[]> {
  return ctx.sql<Placed[]>`
    select id, place, stage from journey_step where journey_id = ${it.id} and removed_at is null order by place, id`
}

function endOf(steps: Placed[], stage: string): number {
  return (steps.findLast((one) => one.stage === stage) ?? steps.at(-1))?.place ?? 0
}

/** Where a step would part a stage, it goes to the end of its own; of a new stage, behind the one that it would part. */
async function settle(ctx: Ctx, it: Journey, id: number): Promise<void> {
  const steps = await inOrder(ctx, it)
  const stages = steps.map(({ stage }) => stage).filter((stage, i, all) => stage !== all[i - 1])
  if (stages.length === new Set(stages).size) return
  const own = steps.find((one) => one.id === id)!
  const others = steps.filter((one) => one.id !== id)
  const before = others.findLast(({ place }) => place <= own.place) ?? others[0]!
  const after = endOf(others, others.some(({ stage }) => stage === own.stage) ? own.stage : before.stage)
  await ctx.sql`
    update journey_step set place = case when id = ${id} then ${after + 1}::int else place + 1 end
    where journey_id = ${it.id} and (place > ${after} or id = ${id})`
}

/** Puts the steps of each stage beside each other, where the first of them is. */
async function together(ctx: Ctx, it: Journey): Promise<void> {
  await ctx.sql`
    update journey_step s set place = o.n from (
      select x.id, row_number() over (order by first, place, id) n from (
        select id, place, min(place) over (partition by stage) first from journey_step where journey_id = ${it.id} and removed_at is null) x) o
    where o.id = s.id and s.place <> o.n`
}

function columnsOf({ afterDays, itemId, title, ...input }: StepInput) {
  const { kind, stage, words, minutes, day, must, original, address, bring } = input
  return {
    ...{ kind, stage, words, minutes, day, must, original, address, bring },
    title: plainTitle(title),
    html: renderMarkdown(words),
    after_days: afterDays,
    item_id: itemId,
    led: itemId !== null,
  }
}
