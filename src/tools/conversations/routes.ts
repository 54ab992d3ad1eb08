import { Type as T } from '@sinclair/typebox'
import { PersonSchema } from '../../spine/people/cards.ts'
import type { Ctx, Request } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { idIn } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { choosing } from './choosing.ts'
import { addressOf, writeTo } from './conversations.ts'
import { handlesIn } from './handles.ts'
import { itemRoutes } from './item-routes.ts'
import { conversationsOf, cursor, LIST_PAGE, ListedSchema, presentListed } from './list.ts'
import { listPage } from './views/list.ts'
import { newPage } from './views/new.ts'

const Handles = T.String({ maxLength: 1000 })

export const routes = [
  get('/messages', {
    access: 'person',
    summary: 'Your conversations, the one with the newest word first',
    everything: true,
    query: T.Object({ before: T.Optional(T.String({ maxLength: 200 })) }),
    response: T.Object({ conversations: T.Array(ListedSchema), next: nullable(T.String()) }),
    async handle(ctx, { query }) {
      const it = await listed(ctx, query.before)
      return page(it, () => listPage(ctx, it, query.before === undefined))
    },
  }),

  get('/messages/new', {
    access: 'person',
    summary:
      'The form for writing to people one shares a community with: who is chosen (handles, divided by commas) and who could be',
    everything: true,
    query: T.Object({ with: T.Optional(Handles), q: T.Optional(T.String({ maxLength: 60 })) }),
    response: T.Object({ chosen: T.Array(PersonSchema), offered: T.Array(PersonSchema) }),
    async handle(ctx, { query }) {
      const it = await choosing(ctx, query.with, query.q)
      return page({ chosen: it.chosen, offered: it.offered }, () => newPage(ctx, it))
    },
  }),

  post('/messages', {
    access: 'person',
    summary:
      'Write to people one shares a community with: begins a conversation, or goes on with the one that exactly these people have',
    everything: true,
    body: T.Object({
      to: T.Union([Handles, T.Array(Handles, { maxItems: 50 })]),
      text: T.String({ maxLength: 60_000 }),
    }),
    response: T.Object({ id: T.Integer(), number: T.Integer(), url: T.String() }),
    async handle(ctx, { body }) {
      const said = await writeTo(ctx, handlesIn(body.to), body.text)
      return done(said.url, { id: said.id, number: said.number, url: said.url }, 201)
    },
    form: (ctx, { typed, errors }) => newAgain(ctx, { typed, errors }),
  }),

  get('/messages/:id', {
    access: 'person',
    summary: 'Leads to a conversation of yours',
    everything: true,
    response: T.Object({}),
    async handle(ctx, { params }) {
      return elsewhere(await addressOf(ctx, idIn(params.id)))
    },
  }),

  ...itemRoutes,
]

async function listed(ctx: Ctx, before: string | undefined) {
  const rows = await conversationsOf(ctx.sql, cursor.in(before))
  const conversations = rows.slice(0, LIST_PAGE).map((row) => presentListed(ctx, row))
  const next = rows.length > LIST_PAGE ? `/messages?before=${cursor.text(conversations.at(-1)!)}` : null
  return { conversations, next }
}

/** The form with what was typed, when it cannot be sent. */
async function newAgain(ctx: Request, again: Again) {
  const to = again.typed?.to ?? ''
  return newPage(ctx, await choosing(ctx, handlesIn(to).join(',')), again)
}
