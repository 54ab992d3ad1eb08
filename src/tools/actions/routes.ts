import { Type as T } from '@sinclair/typebox'
import { notYours } from '../../platform/http/problems.ts'
import { OriginFields, originAgain, originIn } from '../../spine/items/origin.ts'
import { itemPage } from '../../spine/items/page.ts'
import { peopleHere, personMeant } from '../../spine/people/chosen.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Lang, Made, nullable, Url, VersionNumber } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import { actionFor, mayChange, writeDown } from './actions.ts'
import { changeAction } from './doing.ts'
import { doingRoutes } from './doing-routes.ts'
import { listRoutes } from './list-routes.ts'
import { ActionSchema, presentAction } from './present.ts'
import { actionRow } from './row.ts'
import { actionPage } from './views/action.ts'
import { formPage } from './views/form.ts'

const Day = T.Optional(T.Union([T.String({ format: 'date', pattern: '^2' }), T.Literal('')]))
const Fields = {
  title: T.String({ minLength: 1, maxLength: 200 }),
  /** A handle or a name; empty: nobody yet. */
  owner: T.Optional(T.String({ maxLength: 100 })),
  due: Day,
}
const of = '/c/:space/actions/:id'

const action = itemPage({
  path: of,
  kind: 'action',
  summary: 'What is to be done, by whom and until when, where it comes from, what became of it, what was said about it',
  response: ActionSchema,
  itemFor: actionFor,
  row: actionRow,
  present: presentAction,
  view: actionPage,
  tag: ({ version, state, steps }, { source }) => [version, state, steps.length, source?.title],
})

export const routes = [
  ...listRoutes,

  get('/c/:space/actions/new', {
    access: 'writer',
    summary:
      'The form for writing down what is to be done, perhaps from an item (from) or messages of it (number, also)',
    query: T.Object(OriginFields),
    response: T.Object({ from: nullable(T.Object({ title: T.String() })) }),
    async handle(ctx, { query }) {
      mustStart(ctx)
      const source = await originIn(ctx, query)
      const people = await peopleHere(ctx)
      return page({ from: source ? { title: source.title } : null }, () => formPage(ctx, { source, people }))
    },
  }),

  post('/c/:space/actions', {
    access: 'writer',
    summary: 'Write down what is to be done, by whom and until when; perhaps from an item, or messages of it',
    body: T.Object({ ...Fields, ...OriginFields, lang: T.Optional(Lang) }),
    response: Made,
    async handle(ctx, { body }) {
      mustStart(ctx)
      const { title, owner, due, lang = ctx.locale.lang.slice(0, 2) } = body
      const made = await writeDown(ctx, {
        title,
        lang,
        ownerId: await personMeant(ctx, 'owner', owner),
        due: due || null,
        from: await originIn(ctx, body),
      })
      return done(made.url, made, 201)
    },
    async form(ctx, again) {
      const source = await originAgain(ctx, again.typed)
      return formPage(ctx, { source, people: await peopleHere(ctx) }, again)
    },
  }),

  get(`${of}/edit`, {
    access: 'writer',
    summary: 'An action, to be said otherwise, handed over, given another day',
    response: T.Object({
      title: T.String(),
      owner: T.Union([T.String(), T.Null()]),
      due: T.Union([T.String(), T.Null()]),
      version: T.Integer(),
    }),
    async handle(ctx, { params }) {
      const it = await actionFor(ctx, idOf(params))
      if (!mayChange(ctx, it)) throw notYours()
      if (it.state !== 'open') throw notYours('action-closed')
      const people = await peopleHere(ctx, it.ownerId)
      const owner = people.find(({ id }) => id === it.ownerId)?.handle ?? null
      const { title, due, version } = it
      return page({ title, owner, due, version }, () => formPage(ctx, { people, it }))
    },
  }),

  post(`${of}/edit`, {
    access: 'writer',
    summary: 'Say it otherwise, hand it over, give it another day: who wrote it down, whose it is, hosts',
    body: T.Object({ ...Fields, version: VersionNumber }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await actionFor(ctx, idOf(params))
      const { title, version, due, owner } = body
      const ownerId = await personMeant(ctx, 'owner', owner)
      const url = await changeAction(ctx, it, { title, version, due: due || null, ownerId })
      return done(url, { url })
    },
    async form(ctx, { params, typed, errors }) {
      const it = await actionFor(ctx, idOf(params))
      return formPage(ctx, { people: await peopleHere(ctx, it.ownerId), it }, { typed, errors })
    },
  }),

  ...doingRoutes(of, action.showAgain),
  ...action.routes,
]
