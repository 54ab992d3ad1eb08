import { Type as T } from '@sinclair/typebox'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'
import { idOf } from '../../spine/slug.ts'
import { countsOf, groupOf } from './group.ts'
import { type Journey, journeyFor } from './journeys.ts'
import { OwnWaySchema, ownWay, sharedWords } from './own-way.ts'
import { presentStep } from './present.ts'
import { type Person, person } from './row.ts'
import { StepSchema } from './schemas.ts'
import { stepRows } from './step-rows.ts'
import { lookingBackPage } from './views/looking-back.ts'
import { ownWayPage } from './views/own-way.ts'

/** Looking back on a journey, alone and together. */
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
]

async function guidesOf(ctx: Request, it: Journey) {
  const rows = await ctx.sql<{ person: Person }[]>`
    select ${person(ctx.sql, 'p')} person from journey_guide g join person p on p.id = g.person_id where g.journey_id = ${it.id} order by p.name, p.id`
  return rows.map((row) => cardOf(row.person))
}
