import { Type as T } from '@sinclair/typebox'
import type { Request } from '../../../spine/request/ctx.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { Url } from '../../../spine/request/schemas.ts'
import { hereOf } from '../here.ts'
import { newIncomingPage } from '../views/new-incoming.ts'
import { addressPage } from '../views/shown-once.ts'
import { addIncoming, connectable, removeIncoming } from './incoming.ts'
import { sayThrough } from './saying.ts'

const path = '/c/:space/connections/incoming'

/** Addresses at which other systems say something in rooms. */
export const incomingRoutes = [
  get(`${path}/new`, {
    access: 'writer',
    summary: 'The form for an address into a room, with the rooms that can have one',
    query: T.Object({ room: T.Optional(T.Integer({ minimum: 1 })) }),
    response: T.Object({ rooms: T.Array(T.Object({ id: T.Integer(), title: T.String() })) }),
    async handle(ctx, { query }) {
      const rooms = await connectable(ctx)
      return page({ rooms }, () => newIncomingPage(ctx, rooms, query.room))
    },
  }),

  post(path, {
    access: 'writer',
    summary: 'Make an address at which another system says something in a room: who opened it, and hosts; shown once',
    body: T.Object({ name: T.String({ maxLength: 200 }), room: T.Integer({ minimum: 1 }) }),
    response: T.Object({ id: T.Integer(), address: T.String() }),
    async handle(ctx, { body }) {
      const { id, secret } = await addIncoming(ctx, body)
      const address = `${ctx.home}/hooks/in/${secret}`
      return page({ id, address }, () => addressPage(ctx, body.name, address), {
        status: 201,
        address: `${hereOf(ctx)}#incoming-${id}`,
      })
    },
    form: async (ctx, again) => newIncomingPage(ctx, await connectable(ctx), undefined, again),
  }),

  post(`${path}/:hook/removal`, {
    access: 'writer',
    summary: 'End an address into a room at once: hosts, and who made it',
    whenClosed: true,
    params: T.Object({ space: T.String(), hook: T.Integer() }),
    response: Url,
    async handle(ctx, { params }) {
      await removeIncoming(ctx, params.hook)
      return done(hereOf(ctx), { url: hereOf(ctx) })
    },
  }),

  post('/hooks/in/:secret', {
    access: 'anyone',
    programs: true,
    applications: true,
    summary: 'Say something in a room, as another system: whoever knows the address may. A key said twice is said once',
    params: T.Object({ secret: T.String({ maxLength: 100 }) }),
    body: T.Object({
      /** Markdown. */
      text: T.Optional(T.String()),
      /** Who or what there says it. */
      name: T.Optional(T.String({ maxLength: 200 })),
      /** The same as the header `Idempotency-Key`. */
      key: T.Optional(T.String({ maxLength: 2000 })),
    }),
    response: T.Object({ number: T.Integer(), url: T.String() }),
    async handle(ctx, { params, body }) {
      const { number, url, again } = await sayThrough(ctx, params.secret, {
        text: body.text ?? '',
        name: body.name,
        key: keySent(ctx) ?? body.key,
      })
      return done(url, { number, url }, again ? 200 : 201)
    },
  }),
]

function keySent(ctx: Request): string | undefined {
  const sent = ctx.raw.headers['idempotency-key']
  return typeof sent === 'string' && sent ? sent : undefined
}
