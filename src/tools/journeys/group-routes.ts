import { Type as T } from '@sinclair/typebox'
import type { Request } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { countsOf, groupOf } from './group.ts'
import { addPerson, join, leave, show, takeOff } from './joining.ts'
import { journeyFor } from './journeys.ts'
import { peopleToAdd } from './people.ts'
import { presentGoer, presentStep } from './present.ts'
import { GoerSchema, StepSchema } from './schemas.ts'
import { stepRows } from './step-rows.ts'
import { groupPage } from './views/group.ts'

/** Who goes a journey: joining, leaving, and where they are. */
export const groupRoutes = (of: '/c/:space/journeys/:id') => [
  post(`${of}/joining`, {
    access: 'writer',
    summary: 'Join a journey, or wait for a place; with answers, also say yes to its dates',
    body: T.Object({ answers: T.Optional(T.Boolean()) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await journeyFor(ctx, idOf(params))
      await join(ctx, it, body.answers ?? false)
      return done(it.url, { url: it.url })
    },
  }),

  post(`${of}/leaving`, {
    access: 'writer',
    summary: 'Leave a journey: your place is free, and the yes that joining said to its dates is taken back',
    response: Url,
    async handle(ctx, { params }) {
      const it = await journeyFor(ctx, idOf(params))
      await leave(ctx, it)
      return done(it.url, { url: it.url })
    },
  }),

  post(`${of}/showing`, {
    access: 'writer',
    summary: 'Whether the group sees where you are (on); guides always do',
    body: T.Object({ on: T.Boolean() }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await journeyFor(ctx, idOf(params))
      await show(ctx, it, body.on)
      return done(`${it.url}/group`, { url: it.url })
    },
  }),

  get(`${of}/group`, {
    access: 'reader',
    summary: 'Who goes a journey, how many have done each step, and where those are who let it be seen',
    response: T.Object({ group: T.Array(GoerSchema), steps: T.Array(StepSchema) }),
    everything: true,
    async handle(ctx, { params }) {
      const shown = await shownGroup(ctx, idOf(params))
      return page({ group: shown.group, steps: shown.steps }, () => groupPage(ctx, shown))
    },
  }),

  post(`${of}/people`, {
    access: 'writer',
    summary: 'Take somebody in, by handle or name, as who guides it: they are told, and can leave',
    body: T.Object({ person: T.String({ minLength: 1, maxLength: 100 }) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await journeyFor(ctx, idOf(params))
      await addPerson(ctx, it, body.person)
      return done(`${it.url}/group`, { url: it.url })
    },
    form: async (ctx, { params, typed, errors }) => groupAgain(ctx, idOf(params), { typed, errors }),
  }),

  post(`${of}/people/removal`, {
    access: 'writer',
    summary: 'Take somebody off a journey, by handle, as who guides it: as if they had left, and they are told',
    body: T.Object({ goer: T.String({ minLength: 1, maxLength: 100 }) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await journeyFor(ctx, idOf(params))
      await takeOff(ctx, it, body.goer)
      return done(`${it.url}/group`, { url: it.url })
    },
    form: async (ctx, { params, typed, errors }) => groupAgain(ctx, idOf(params), { typed, errors }),
  }),
]

async function shownGroup(ctx: Request, id: number) {
  const it = await journeyFor(ctx, id)
  const { sql } = ctx
  const [rows, goers, counts, people] = await Promise.all([
    stepRows(sql, it.id),
    groupOf(sql, it.id),
    countsOf(sql, it.id),
    it.tends ? peopleToAdd(ctx, it.id) : [],
  ])
  const n = new Map(counts.map((one) => [one.stepId, one.n]))
  const group = goers.map(presentGoer)
  const mine = group.find(({ person }) => person.id === ctx.me?.id)
  const guides = await sql<{ personId: number }[]>`select person_id from journey_guide where journey_id = ${it.id}`
  const guided = guides.some(({ personId }) => personId === ctx.me?.id)
  const sees = it.goes || it.tends || guided
  const steps = rows.map((row) => presentStep(ctx, it.url, row, sees ? (n.get(row.id) ?? 0) : undefined))
  return { it, group, steps, people, mine, guided, sees }
}
export type ShownGroup = Awaited<ReturnType<typeof shownGroup>>

async function groupAgain(ctx: Request, id: number, again: Again) {
  return groupPage(ctx, await shownGroup(ctx, id), again)
}
