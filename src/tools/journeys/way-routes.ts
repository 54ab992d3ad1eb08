import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Id, Made } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import { dayAfter, goAgain, shiftedDates } from './again.ts'
import { countsOf, groupOf } from './group.ts'
import { type Journey, journeyFor, todayOf } from './journeys.ts'
import { OwnWaySchema, ownWay, sharedWords } from './own-way.ts'
import { presentStep } from './present.ts'
import { type Person, person } from './row.ts'
import { StepSchema } from './schemas.ts'
import { stepRows } from './step-rows.ts'
import { againPage } from './views/again.ts'
import { lookingBackPage } from './views/looking-back.ts'
import { ownWayPage } from './views/own-way.ts'

const Begins = T.String({ format: 'date', pattern: '^2' })

/** Looking back on a journey, alone and together, and going it again. */
export const wayRoutes = (of: '/c/:space/journeys/:id') => [
  get(`${of}/my-way`, {
    access: 'reader',
    summary: 'What you did and wrote on a journey, to keep and to print: nobody else sees this page',
    response: OwnWaySchema,
    everything: true,
    async handle(ctx, { params }) {
      const it = await journeyFor(ctx, idOf(params))
      const [rows, words, ticks] = await ownWay(ctx.sql, it.id)
      const steps = rows.map((row) => {
        const { id, title, stage, done: did, meeting, led } = presentStep(ctx, it.url, row)
        const said = words.find(({ stepId }) => stepId === id)
        const at = ticks.find(({ stepId }) => stepId === id)?.at
        return {
          ...{ id, title, stage, done: did, lang: it.lang, meeting, led },
          doneAt: at?.toISOString() ?? (did ? (meeting?.from ?? null) : null),
          words: said ? { html: said.html, lang: said.lang, shared: said.shared } : null,
        }
      })
      const guides = await guidesOf(ctx, it)
      return page({ title: it.title, steps }, () => ownWayPage(ctx, { it, steps, guides }))
    },
  }),

  get(`${of}/looking-back`, {
    access: 'reader',
    summary: 'What a group did on a journey, and what it shared there with each other',
    response: T.Object({
      guides: T.Array(PersonSchema),
      goingCount: T.Integer(),
      steps: T.Array(StepSchema),
      shared: T.Array(T.Object({ stepId: T.Integer(), html: T.String(), lang: T.String(), name: T.String() })),
    }),
    everything: true,
    async handle(ctx, { params }) {
      const it = await journeyFor(ctx, idOf(params))
      const { sql } = ctx
      const [rows, group, counts, shared, guides] = await Promise.all([
        stepRows(sql, it.id),
        groupOf(sql, it.id),
        countsOf(sql, it.id),
        sharedWords(sql, it.id),
        guidesOf(ctx, it),
      ])
      const n = new Map(counts.map((one) => [one.stepId, one.n]))
      const steps = rows.map((row) => presentStep(ctx, it.url, row, counts.length ? (n.get(row.id) ?? 0) : undefined))
      const data = { guides, goingCount: group.filter(({ waiting }) => !waiting).length, steps, shared }
      return page(data, () => lookingBackPage(ctx, { it, ...data }))
    },
  }),

  get(`${of}/again`, {
    access: 'writer',
    summary: 'The form for going again with a new group: a day to begin, and a new day for each of its dates',
    query: T.Object({ begins: T.Optional(Begins), title: T.Optional(T.String({ maxLength: 200 })) }),
    response: T.Object({
      title: T.String(),
      begins: T.String(),
      dates: T.Array(T.Object({ stepId: T.Integer(), title: T.String(), day: T.String() })),
    }),
    async handle(ctx, { params, query }) {
      mustStart(ctx)
      const it = await journeyFor(ctx, idOf(params))
      const begins = query.begins ?? usualBegin(ctx, it)
      const dates = await shiftedDates(ctx, it, begins)
      const { title = it.title } = query
      return page({ title, begins, dates }, () => againPage(ctx, { it, title, begins, dates }))
    },
  }),

  post(`${of}/again`, {
    access: 'writer',
    summary: 'Go again with a new group: a draft with the same steps, and new dates on the days that are given',
    body: T.Object({
      title: T.String({ minLength: 1, maxLength: 200 }),
      begins: Begins,
      /** The steps that have a date, and beside them the new days; an empty one: no date is made. */
      steps: T.Optional(T.Array(Id, { maxItems: 60 })),
      days: T.Optional(T.Array(T.Union([Begins, T.Literal('')]), { maxItems: 60 })),
    }),
    response: Made,
    async handle(ctx, { params, body }) {
      const { title, begins, steps = [], days = [] } = body
      const it = await journeyFor(ctx, idOf(params))
      if (steps.length !== days.length) throw invalid('_', 'not-understood')
      const dates = steps.map((stepId, i) => ({ stepId, day: days[i]! }))
      const made = await goAgain(ctx, it, { title, begins, dates })
      return done(made.url, made, 201)
    },
    async form(ctx, { params, typed, errors }) {
      mustStart(ctx)
      const it = await journeyFor(ctx, idOf(params))
      const begins = usualBegin(ctx, it)
      const dates = await shiftedDates(ctx, it, begins)
      return againPage(ctx, { it, title: it.title, begins, dates }, { typed, errors })
    },
  }),
]

/** On the same day of the week, in about four weeks. */
function usualBegin(ctx: Request, it: Journey): string {
  const from = todayOf(ctx)
  if (!it.beginsOn) return dayAfter(from, 28)
  const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()
  const soon = dayAfter(from, 28)
  return dayAfter(soon, (weekday(it.beginsOn) - weekday(soon) + 7) % 7)
}

async function guidesOf(ctx: Request, it: Journey) {
  const rows = await ctx.sql<{ person: Person }[]>`
    select ${person(ctx.sql, 'p')} person from journey_guide g join person p on p.id = g.person_id where g.journey_id = ${it.id} order by p.name, p.id`
  return rows.map((row) => cardOf(row.person))
}
