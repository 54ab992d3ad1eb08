import { Type as T } from '@sinclair/typebox'
import { oneLine } from '../../platform/plain-text.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Id, Made, Url, VersionNumber } from '../../spine/request/schemas.ts'
import { idIn } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { comingDates } from '../calendar/index.ts'
import { type Journey, journeyFor, mustTend } from './journeys.ts'
import { titlesFor } from './led.ts'
import { presentStep } from './present.ts'
import { StepSchema } from './schemas.ts'
import { StepFields, stepIn, typedOf } from './step-form.ts'
import { StepPageSchema, stepPageOf } from './step-page.ts'
import { stepRows } from './step-rows.ts'
import {
  addStep,
  changeStep,
  moveStep,
  renameStage,
  type Step,
  type StepKind,
  setStepRemoved,
  stepFor,
  stepKinds,
  stepUrl,
} from './steps.ts'
import { arrangePage } from './views/arrange.ts'
import { stepPage } from './views/step.ts'
import { stepFormPage } from './views/step-form.ts'

const Kind = T.Union(stepKinds.map((one) => T.Literal(one)))
const idsOf = (params: unknown) => {
  const { id, step = '' } = params as { id: string; step?: string }
  return { id: idIn(id), stepId: idIn(step) }
}

/** How far ahead a date may be to be offered for a step, and how many are. */
const AHEAD = { days: 366, most: 120 }

/** The steps of a journey: seeing them, and adding one. */
export const stepRoutes = (of: '/c/:space/journeys/:id') => [
  get(`${of}/steps`, {
    access: 'writer',
    summary: 'The steps of a journey, to be arranged by who guides it, who began it, hosts',
    query: T.Object({ removed: T.Optional(Id), added: T.Optional(Id) }),
    response: T.Object({ steps: T.Array(StepSchema) }),
    everything: true,
    async handle(ctx, { params, query }) {
      const it = await tended(ctx, params)
      const steps = (await stepRows(ctx.sql, it.id)).map((row) => presentStep(ctx, it.url, row))
      const [gone] = query.removed ? await stepRows(ctx.sql, it.id, query.removed) : []
      const removed = gone?.removed ? presentStep(ctx, it.url, gone) : undefined
      return page({ steps }, () => arrangePage(ctx, { it, steps, removed, added: query.added }))
    },
  }),

  get(`${of}/steps/new`, {
    access: 'writer',
    summary: 'The form for a step of some kind',
    query: T.Object({ kind: T.Optional(Kind), stage: T.Optional(T.String({ maxLength: 100 })) }),
    response: T.Object({ kind: Kind }),
    async handle(ctx, { params, query }) {
      const it = await tended(ctx, params)
      const { kind = 'read', stage = '' } = query
      const form = await formOf(ctx, it, kind)
      return page({ kind }, () => stepFormPage(ctx, { ...form, typed: { stage, must: 'must' } }))
    },
  }),

  post(`${of}/steps`, {
    access: 'writer',
    summary: 'Add a step: a date (also a new one), a page, link, file or address, a task, a question, a discussion',
    body: StepFields,
    response: Made,
    everything: true,
    async handle(ctx, { params, body }) {
      const it = await tended(ctx, params)
      const id = await addStep(ctx, it, await stepIn(ctx, it, body))
      return done(`${it.url}/steps?added=${id}`, { id, url: stepUrl(it, id) }, 201)
    },
    async form(ctx, { params, typed, errors }) {
      const it = await tended(ctx, params)
      return stepFormPage(ctx, { ...(await formOf(ctx, it, kindIn(typed.kind))), typed: {} }, { typed, errors })
    },
  }),

  get(`${of}/steps/:step`, {
    access: 'reader',
    summary: 'A step: its words, where it leads, what you wrote and what the group shared',
    response: StepPageSchema,
    everything: true,
    async handle(ctx, { params }) {
      const { id, stepId } = idsOf(params)
      const shown = await stepPageOf(ctx, id, stepId)
      return page(shown, () => stepPage(ctx, shown))
    },
  }),
]

/** Changing one, and arranging them. */
export const stepChangingRoutes = (of: '/c/:space/journeys/:id') => [
  get(`${of}/steps/:step/edit`, {
    access: 'writer',
    summary: 'A step, to be said otherwise',
    response: T.Object({ title: T.String(), kind: Kind, words: T.String(), version: T.Integer() }),
    everything: true,
    async handle(ctx, { params }) {
      const it = await tended(ctx, params)
      const step = await stepFor(ctx, it, idsOf(params).stepId)
      const { title, kind, words, version } = step
      const view = await editing(ctx, it, step)
      return page({ title, kind, words, version }, () => view)
    },
  }),

  post(`${of}/steps/:step/edit`, {
    access: 'writer',
    summary: 'Say a step otherwise, or where it leads',
    body: T.Composite([StepFields, T.Object({ version: VersionNumber })]),
    response: Url,
    everything: true,
    async handle(ctx, { params, body }) {
      const it = await tended(ctx, params)
      const step = await stepFor(ctx, it, idsOf(params).stepId)
      await changeStep(ctx, it, step, body.version, await stepIn(ctx, it, body))
      return done(`${it.url}/steps#s-${step.id}`, { url: stepUrl(it, step.id) })
    },
    async form(ctx, { params, typed, errors }) {
      const it = await tended(ctx, params)
      return editing(ctx, it, await stepFor(ctx, it, idsOf(params).stepId), { typed, errors })
    },
  }),

  post(`${of}/steps/:step/moving`, {
    access: 'writer',
    summary: 'Move a step up or down by one',
    body: T.Object({ to: T.Union([T.Literal('up'), T.Literal('down')]) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await tended(ctx, params)
      const step = await stepFor(ctx, it, idsOf(params).stepId)
      await moveStep(ctx, it, step, body.to === 'up')
      return done(`${it.url}/steps#s-${step.id}`, { url: stepUrl(it, step.id) })
    },
  }),

  post(`${of}/steps/:step/removal`, {
    access: 'writer',
    summary: 'Take a step out (on), or put it back where it was',
    body: T.Object({ on: T.Boolean() }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await tended(ctx, params)
      const step = await stepFor(ctx, it, idsOf(params).stepId, true)
      await setStepRemoved(ctx, it, step, body.on)
      return done(`${it.url}/steps${body.on ? `?removed=${step.id}` : `#s-${step.id}`}`, { url: stepUrl(it, step.id) })
    },
  }),

  post(`${of}/stages`, {
    access: 'writer',
    summary: 'Call a stage otherwise, for all its steps',
    body: T.Object({ was: T.String({ maxLength: 100 }), becomes: T.String({ maxLength: 100 }) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await tended(ctx, params)
      await renameStage(ctx, it, body.was, oneLine(body.becomes))
      return done(`${it.url}/steps`, { url: it.url })
    },
  }),
]

async function tended(ctx: Request, params: unknown): Promise<Journey> {
  const it = await journeyFor(ctx, idsOf(params).id)
  mustTend(ctx, it)
  return it
}

/** What the form of a step offers: stages that there are, dates, and what things here are called. */
async function formOf(ctx: Request, it: Journey, kind: StepKind) {
  const stages = await ctx.sql<{ stage: string }[]>`
    select stage from journey_step where journey_id = ${it.id} and removed_at is null and stage <> '' group by stage order by min(place)`
  const dates = kind === 'meet' ? await comingDates(ctx.sql, ctx.now, AHEAD) : []
  const { slug } = spaceOf(ctx)
  return {
    it,
    kind,
    stages: stages.map(({ stage }) => stage),
    dates: dates.filter((one) => one.space.slug === slug && one.outside === null && !one.cancelled),
    titles: await titlesFor(ctx, kind),
  }
}

async function editing(ctx: Request, it: Journey, step: Step, again: Again = {}) {
  const [row] = await stepRows(ctx.sql, it.id, step.id)
  const { led, address } = presentStep(ctx, it.url, row!)
  const kind = again.typed ? kindIn(again.typed.kind) : step.kind
  return stepFormPage(
    ctx,
    { ...(await formOf(ctx, it, kind)), step, led, typed: typedOf(step, led?.url ?? address ?? '') },
    again,
  )
}

function kindIn(typed: unknown): StepKind {
  return stepKinds.find((kind) => kind === typed) ?? 'read'
}
