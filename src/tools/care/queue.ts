import { Type as T } from '@sinclair/typebox'
import { type Reported, reported, settle, steps } from '../../spine/care/queue.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import type { Again } from '../../ui/form.ts'
import { Kind } from './reporting.ts'
import { queuePage } from './views/queue.ts'

const path = '/c/:space/reports'
const Beside = nullable(T.Object({ number: T.Integer(), name: T.String(), html: T.String() }))
const Reports = T.Array(
  T.Object({
    id: T.Integer(),
    what: T.String(),
    person: PersonSchema,
    url: nullable(T.String()),
    title: nullable(T.String()),
    html: nullable(T.String()),
    removed: T.Boolean(),
    closed: T.Boolean(),
    before: Beside,
    after: Beside,
    reports: T.Array(T.Object({ kind: Kind, words: T.String(), at: T.String(), name: T.String(), handle: T.String() })),
    warnings: T.Integer(),
    suspensions: T.Integer(),
    at: T.String(),
    outcome: nullable(T.String()),
    answer: T.String(),
    settledBy: nullable(T.String()),
    settledAt: nullable(T.String()),
  }),
)

/** What was reported, for those who listen: all reports of one thing together, with what was said around it. */
export const queue = [
  get(path, {
    access: 'host',
    summary: 'What was reported and waits, the longest first, and what was settled lately',
    response: T.Object({ reports: Reports, settled: Reports, next: T.Null() }),
    async handle(ctx) {
      const all = await queueOf(ctx)
      return page({ ...all, next: null }, () => queuePage(ctx, all))
    },
  }),

  post(`${path}/:report/settling`, {
    access: 'host',
    whenClosed: true,
    summary: 'Settle all reports of one thing: remove the words, close it, keep it with a reason, or done otherwise',
    params: T.Object({ space: T.String(), report: T.Integer() }),
    body: T.Object({
      step: T.Union(steps.map((step) => T.Literal(step))),
      answer: T.Optional(T.String({ maxLength: 500 })),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      await settle(ctx, params.report, body.step, body.answer ?? '')
      const url = `/c/${spaceOf(ctx).slug}/reports`
      return done(url, { url })
    },
    async form(ctx, { params, typed, errors }) {
      return queuePage(ctx, await queueOf(ctx), { typed, errors } as Again, Number(params.report))
    },
  }),
]

export type ShownReported = ReturnType<typeof present>

async function queueOf(ctx: Request) {
  const [open, settled] = await Promise.all([reported(ctx, true), reported(ctx, false)])
  return { reports: open.map((row) => present(ctx, row)), settled: settled.map((row) => present(ctx, row)) }
}

function present(ctx: Ctx, row: Reported) {
  const { id, what, item, words, before, after, warnings, suspensions, outcome, answer, settledBy, place } = row
  const home = place && item ? `/c/${place.slug}${ctx.site.itemPath(item.kind, item.id, item.title)}` : null
  return {
    id,
    what,
    person: cardOf(row.person),
    url: home && item?.number ? `${home}/messages/${item.number}` : home,
    title: item?.title ?? null,
    lang: item?.lang ?? null,
    place,
    // Once it is settled, nobody needs what was removed.
    html: outcome !== null && words?.removed ? null : (words?.html ?? null),
    htmlLang: words?.lang ?? null,
    removed: words?.removed ?? false,
    closed: item?.closed ?? false,
    before,
    after,
    reports: row.reports.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
    warnings,
    suspensions,
    at: row.at.toISOString(),
    outcome,
    answer,
    settledBy,
    settledAt: row.settledAt?.toISOString() ?? null,
  }
}
