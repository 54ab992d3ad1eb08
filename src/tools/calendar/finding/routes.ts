import { createHash } from 'node:crypto'
import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../../platform/http/problems.ts'
import { aspectsTag, lastPage, saidUnder } from '../../../spine/items/aspects.ts'
import { originOf } from '../../../spine/items/origin.ts'
import { removalRoutes } from '../../../spine/items/removal.ts'
import { itemRoutes } from '../../../spine/items/routes.ts'
import { messageRoutes } from '../../../spine/messages/routes.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { get, page } from '../../../spine/request/route.ts'
import { PageNumber } from '../../../spine/request/schemas.ts'
import { idOf } from '../../../spine/slug.ts'
import type { Again } from '../../../ui/form.ts'
import { answeringRoutes } from './answering-routes.ts'
import { clocksAround } from './clocks.ts'
import { decidingRoutes } from './deciding-routes.ts'
import { ListedSchema, presentListed, questionsIn } from './list.ts'
import { makingRoutes } from './making-routes.ts'
import { presentQuestion, QuestionSchema } from './present.ts'
import { questionFor } from './questions.ts'
import { questionRow } from './row.ts'
import { listPage } from './views/list.ts'
import { questionPage } from './views/question.ts'

const of = '/c/:space/find/:id'

/** Finding a date: which of some times suits. */
export const findingRoutes = [
  get('/c/:space/find', {
    access: 'reader',
    summary: 'The questions which date suits: those that are open, by their last day, and those that were decided last',
    response: T.Object({ open: T.Array(ListedSchema), decided: T.Array(ListedSchema) }),
    async handle(ctx) {
      const { sql } = ctx
      const { id } = spaceOf(ctx)
      const [open, decided] = await Promise.all([questionsIn(sql, id, false), questionsIn(sql, id, true)])
      const shown = {
        open: open.map((one) => presentListed(ctx, one)),
        decided: decided.map((one) => presentListed(ctx, one)),
      }
      return page(shown, () => listPage(ctx, shown.open, shown.decided))
    },
  }),

  ...makingRoutes,

  get(of, {
    access: 'reader',
    summary:
      'A question which date suits: its options by time, or by how well they fit; who would come when, and whom each would keep up at night',
    query: T.Object({
      page: PageNumber,
      order: T.Optional(T.Union([T.Literal('time'), T.Literal('fit')])),
    }),
    response: QuestionSchema,
    load: ({ sql, params, query }) =>
      Promise.all([
        questionRow(sql, idOf(params)),
        clocksAround(sql, idOf(params)),
        originOf(sql, idOf(params)),
        saidUnder(sql, idOf(params), query.page ?? 1),
      ]),
    async handle(ctx, { query }, [[row], [clocks], origin, rows]) {
      if (!row || !clocks || row.spaceId !== spaceOf(ctx).id) throw notFound()
      const shown = presentQuestion(ctx, row, { clocks, origin, rows, which: query.page ?? 1 })
      if (shown.page > shown.pages) throw notFound()
      // Options pass, and people live elsewhere now.
      const around = createHash('sha256')
        .update(JSON.stringify([clocks, shown.options.map(({ over }) => over)]))
        .digest('base64url')
      const etag = ['date-question', query.order, around, shown.source?.title, row.event?.title, ...aspectsTag(row)]
      return page(shown, () => questionPage(ctx, shown, query.order ?? 'time'), { etag })
    },
  }),

  ...answeringRoutes(of, showAgain),
  ...decidingRoutes(of, showAgain),
  ...removalRoutes({ path: of, kind: 'date-question', itemFor: questionFor }),
  ...itemRoutes({ path: of, itemFor: questionFor }),
  ...messageRoutes({ path: of, itemFor: questionFor, pageAgain: showAgain }),
]

/** Its page with what was typed, when it cannot be taken. */
async function showAgain(ctx: Request, id: number, again: Again) {
  const [[row], [clocks], origin] = await Promise.all([
    questionRow(ctx.sql, id),
    clocksAround(ctx.sql, id),
    originOf(ctx.sql, id),
  ])
  if (!row || !clocks || row.spaceId !== spaceOf(ctx).id) throw notFound()
  const which = lastPage(row)
  const shown = presentQuestion(ctx, row, { clocks, origin, rows: await saidUnder(ctx.sql, id, which), which })
  return questionPage(ctx, shown, 'time', again)
}
