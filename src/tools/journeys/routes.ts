import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { lastPage, saidUnder } from '../../spine/items/aspects.ts'
import { removalRoutes } from '../../spine/items/removal.ts'
import { itemRoutes } from '../../spine/items/routes.ts'
import { messageRoutes } from '../../spine/messages/routes.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Id, Made, PageNumber, Url, VersionNumber } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { againRoutes } from './again-routes.ts'
import { doingRoutes } from './doing-routes.ts'
import { JourneyFields, journeyIn } from './form.ts'
import { countsOf, groupOf } from './group.ts'
import { groupRoutes } from './group-routes.ts'
import { keepGuides } from './guides.ts'
import { changeJourney, type Journey, journeyFor, makeJourney, mustTend, setEnded, setOpen } from './journeys.ts'
import { journeysOf, LISTED } from './list.ts'
import { presentJourney, presentListed } from './present.ts'
import { journeyRow } from './row.ts'
import { JourneySchema, ListSchema } from './schemas.ts'
import { stepChangingRoutes, stepRoutes } from './step-routes.ts'
import { stepRows } from './step-rows.ts'
import { formPage } from './views/form.ts'
import { journeyPage } from './views/journey.ts'
import { listPage } from './views/list.ts'
import { wayRoutes } from './way-routes.ts'

const of = '/c/:space/journeys/:id'
const On = T.Object({ on: T.Boolean() })

export const routes = [
  get('/c/:space/journeys', {
    access: 'reader',
    summary: 'Learning journeys, the newest first; drafts for their guides and hosts',
    query: T.Object({ before: T.Optional(Id) }),
    response: ListSchema,
    load: ({ sql, params, query }) => journeysOf(sql, params.space, query.before),
    async handle(ctx, _input, rows) {
      const journeys = rows.slice(0, LISTED).map((row) => presentListed(ctx, row))
      const next = rows.length > LISTED ? `/c/${spaceOf(ctx).slug}/journeys?before=${journeys.at(-1)!.id}` : null
      return page({ journeys, next }, () => listPage(ctx, { journeys, next }))
    },
  }),

  get('/c/:space/journeys/new', {
    access: 'writer',
    summary: 'The form for beginning a journey',
    response: T.Object({ lang: T.String() }),
    async handle(ctx) {
      mustStart(ctx)
      return page({ lang: spaceOf(ctx).lang }, () => formPage(ctx, {}))
    },
  }),

  post('/c/:space/journeys', {
    access: 'writer',
    summary: 'Begin a journey: a draft, or open to all at once (open); who begins it guides it',
    body: T.Composite([JourneyFields, T.Object({ open: T.Optional(T.Boolean()) })]),
    response: Made,
    async handle(ctx, { body }) {
      const made = await makeJourney(ctx, journeyIn(body, spaceOf(ctx).lang))
      const it = await journeyFor(ctx, made.id)
      if (body.guides?.trim()) await keepGuides(ctx, it, body.guides)
      if (body.open) await setOpen(ctx, it, true)
      // A path without steps leads nowhere: they come next.
      return done(`${made.url}/steps`, made, 201)
    },
    form: async (ctx, again) => formPage(ctx, {}, again),
  }),

  get(of, {
    access: 'reader',
    summary: 'A journey: its steps with what you have done, who goes it, where they are, and what was said about it',
    query: T.Object({
      page: PageNumber,
      /** What was just done, to be named. */
      done: T.Optional(Id),
      /** A handle: whom a guide asks how it is going. */
      ask: T.Optional(T.String({ maxLength: 40 })),
    }),
    response: JourneySchema,
    everything: true,
    load: ({ sql, params, query }) => partsOf(sql, idOf(params), query.page ?? 1),
    async handle(ctx, { query }, parts) {
      const shown = shownOf(ctx, parts, query.page ?? 1)
      if (shown.page > shown.pages) throw notFound()
      return page(shown, () => journeyPage(ctx, { ...shown, just: query.done, ask: query.ask }))
    },
  }),

  get(`${of}/edit`, {
    access: 'writer',
    summary: 'A journey, to be said otherwise: who guides it, who began it, hosts',
    response: T.Object({ title: T.String(), version: T.Integer() }),
    async handle(ctx, { params }) {
      const it = await journeyFor(ctx, idOf(params))
      mustTend(ctx, it)
      const guides = await guidesOf(ctx, it)
      return page({ title: it.title, version: it.version }, () => formPage(ctx, { it, guides }))
    },
  }),

  post(`${of}/edit`, {
    access: 'writer',
    summary: 'Say a journey otherwise, and who guides it',
    body: T.Composite([JourneyFields, T.Object({ version: VersionNumber })]),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await journeyFor(ctx, idOf(params))
      const url = await changeJourney(ctx, it, body.version, journeyIn(body, it.lang))
      if (body.guides !== undefined) await keepGuides(ctx, it, body.guides)
      return done(url, { url })
    },
    async form(ctx, { params, typed, errors }) {
      const it = await journeyFor(ctx, idOf(params))
      return formPage(ctx, { it, guides: await guidesOf(ctx, it) }, { typed, errors })
    },
  }),

  post(`${of}/opening`, {
    access: 'writer',
    summary: 'Open it to all here (on); or make it a draft again, as long as nobody has joined',
    body: On,
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await journeyFor(ctx, idOf(params))
      await setOpen(ctx, it, body.on)
      return done(it.url, { url: it.url })
    },
  }),

  post(`${of}/ending`, {
    access: 'writer',
    summary: 'It has come to its end (on), or goes on after all',
    body: On,
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await journeyFor(ctx, idOf(params))
      await setEnded(ctx, it, body.on)
      return done(it.url, { url: it.url })
    },
  }),

  ...stepRoutes(of),
  ...stepChangingRoutes(of),
  ...doingRoutes(of),
  ...groupRoutes(of),
  ...wayRoutes(of),
  ...againRoutes(of),
  ...removalRoutes({ path: of, kind: 'journey', itemFor: journeyFor }),
  ...itemRoutes({ path: of, itemFor: journeyFor }),
  ...messageRoutes({ path: of, itemFor: journeyFor, pageAgain: showAgain }),
]

/** All that a journey's page shows, asked at once. */
function partsOf(sql: Request['sql'], id: number, which: number) {
  return Promise.all([
    journeyRow(sql, id),
    stepRows(sql, id),
    groupOf(sql, id),
    countsOf(sql, id),
    saidUnder(sql, id, which),
  ])
}

function shownOf(
  ctx: Request,
  [[row], steps, group, counts, rows]: Awaited<ReturnType<typeof partsOf>>,
  which: number,
) {
  if (!row || row.spaceId !== spaceOf(ctx).id) throw notFound()
  return presentJourney(ctx, row, { steps, group, counts, rows, which })
}

/** Its page with what was typed, when it cannot be taken. */
async function showAgain(ctx: Request, id: number, again: Again) {
  const [row] = await journeyRow(ctx.sql, id)
  if (!row) throw notFound()
  const which = lastPage(row)
  return journeyPage(ctx, shownOf(ctx, await partsOf(ctx.sql, id, which), which), again)
}

async function guidesOf(ctx: Request, it: Journey): Promise<string> {
  const rows = await ctx.sql<{ handle: string }[]>`
    select p.handle::text from journey_guide g join person p on p.id = g.person_id where g.journey_id = ${it.id} order by p.name, p.id`
  return rows.map(({ handle }) => handle).join(', ')
}
