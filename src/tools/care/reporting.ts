import { Type as T } from '@sinclair/typebox'
import {
  listenersTo,
  OWN_PAGE,
  type OwnReport,
  ownReports,
  report,
  reportKinds,
  type Thing,
  thingFor,
} from '../../spine/care/reports.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Made, nullable } from '../../spine/request/schemas.ts'
import type { Again } from '../../ui/form.ts'
import { ownReportsPage, reportPage } from './views/reporting.ts'

export const Kind = T.Union(reportKinds.map((kind) => T.Literal(kind)))
const What = {
  message: T.Optional(T.Integer({ minimum: 1 })),
  item: T.Optional(T.Integer({ minimum: 1 })),
  person: T.Optional(T.String({ maxLength: 40 })),
}

/** To report words, a thing or a person; and what became of it. */
export const reporting = [
  get('/c/:space/reports/new', {
    access: 'reader',
    summary:
      'The form for reporting a message (its id), an item (its id) or a person (their handle), and who will read it',
    query: T.Object(What),
    response: T.Object({
      what: T.String(),
      person: PersonSchema,
      title: T.String(),
      waits: T.Boolean(),
      listeners: T.Object({
        within: nullable(T.Boolean()),
        space: nullable(T.String()),
        names: T.Array(T.String()),
      }),
      kinds: T.Array(Kind),
    }),
    async handle(ctx, { query }) {
      const it = await toReport(ctx, query)
      return page(it, () => reportPage(ctx, it))
    },
  }),

  post('/c/:space/reports', {
    access: 'reader',
    summary: 'Report a message, an item or a person to those who listen; only they and you can read it',
    body: T.Object({ ...What, kind: Kind, words: T.Optional(T.String({ maxLength: 2000 })) }),
    response: Made,
    async handle(ctx, { body }) {
      const id = await report(ctx, await thingFor(ctx, body), body.kind, body.words ?? '')
      return done(`/me/reports#report-${id}`, { id, url: '/me/reports' }, 201)
    },
    async form(ctx, { typed, errors }) {
      const it = await toReport(ctx, wishIn(typed))
      return reportPage(ctx, it, { typed, errors } as Again)
    },
  }),

  get('/me/reports', {
    access: 'person',
    summary: 'What you reported, and what became of it',
    everything: true,
    query: T.Object({ before: T.Optional(T.Integer({ minimum: 1 })) }),
    response: T.Object({
      reports: T.Array(
        T.Object({
          id: T.Integer(),
          kind: Kind,
          words: T.String(),
          at: T.String(),
          what: T.String(),
          name: T.String(),
          url: nullable(T.String()),
          title: nullable(T.String()),
          outcome: nullable(T.String()),
          answer: T.String(),
          settledBy: nullable(T.String()),
          settledAt: nullable(T.String()),
          space: nullable(T.Object({ slug: T.String(), name: T.String() })),
        }),
      ),
      next: nullable(T.String()),
    }),
    async handle(ctx, { query }) {
      const rows = await ownReports(ctx, query.before)
      const reports = rows.slice(0, OWN_PAGE).map((row) => presentOwn(ctx, row))
      const next = rows.length > OWN_PAGE ? `/me/reports?before=${reports.at(-1)!.id}` : null
      return page({ reports, next }, () => ownReportsPage(ctx, reports, next))
    },
  }),
]

export type Reporting = Awaited<ReturnType<typeof toReport>>
export type ShownOwnReport = ReturnType<typeof presentOwn>

/** What is to be reported, as the page shows it. */
async function toReport(ctx: Request, wish: Parameters<typeof thingFor>[1]) {
  const thing = await thingFor(ctx, wish)
  const listeners = await listenersTo(ctx, thing.personId)
  return {
    ...thing,
    person: cardOf({ id: thing.personId, handle: thing.handle, name: thing.name }),
    url: addressOf(ctx, thing),
    listeners,
    kinds: [...reportKinds],
  }
}

function addressOf(ctx: Ctx, { what, kind, around, title, number, handle }: Thing): string {
  if (what === 'person') return `/people/${handle}`
  const item = `/c/${spaceOf(ctx).slug}${ctx.site.itemPath(kind!, around!, title)}`
  return number ? `${item}/messages/${number}` : item
}

function presentOwn(ctx: Ctx, row: OwnReport) {
  const {
    id,
    kind,
    words,
    what,
    name,
    title,
    lang,
    itemKind,
    itemId,
    number,
    slug,
    space,
    outcome,
    answer,
    settledBy,
  } = row
  const item = slug && itemKind ? `/c/${slug}${ctx.site.itemPath(itemKind, itemId!, title!)}` : null
  return {
    id,
    kind,
    words,
    what,
    name,
    title,
    lang,
    outcome,
    answer,
    settledBy,
    url: item && number ? `${item}/messages/${number}` : item,
    at: row.at.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    space: slug === null ? null : { slug, name: space! },
  }
}

/** What the form was about, when it is shown again. */
function wishIn(typed: Again['typed'] = {}) {
  const whole = (text: unknown) => Number(/^\d{1,15}$/.exec(String(text ?? ''))?.[0] ?? 0) || undefined
  return { message: whole(typed.message), item: whole(typed.item), person: String(typed.person ?? '') || undefined }
}
