import { Type as T } from '@sinclair/typebox'
import { spaceOf } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { addressOf } from './address.ts'
import { lastAllRead, markAllRead, undoAllRead } from './all-read.ts'
import { intents } from './discussions.ts'
import { allReadPage } from './views/all-read.ts'

const Count = T.Object({ count: T.Integer() })
/** Where it is said what was done, and how to undo it. */
const SAID = '/discussions/reading'

/** Marking all as read: here with its circles, or everywhere. */
export const allReadRoutes = [
  post('/c/:space/discussions/reading', {
    access: 'reader',
    everything: true,
    summary:
      'Mark all as read that the list calls new, its circles’ among it; of a tag or a kind alone where one is named',
    body: T.Object({
      tag: T.Optional(T.String({ maxLength: 60 })),
      intent: T.Optional(T.Union(intents.map((intent) => T.Literal(intent)))),
    }),
    response: Count,
    async handle(ctx, { body }) {
      const count = await markAllRead(ctx, body)
      return done(count ? SAID : addressOf(spaceOf(ctx).slug, body), { count })
    },
  }),

  post(SAID, {
    access: 'person',
    everything: true,
    summary: 'Mark all as read that is new in all your communities and circles',
    response: Count,
    async handle(ctx) {
      const count = await markAllRead(ctx)
      return done(count ? SAID : '/', { count })
    },
  }),

  get(SAID, {
    access: 'person',
    everything: true,
    summary: 'What you last marked as read at once, while it can be undone',
    response: T.Object({ count: T.Integer(), slug: nullable(T.String()), name: nullable(T.String()) }),
    async handle(ctx) {
      const last = await lastAllRead(ctx)
      return last ? page(last, () => allReadPage(ctx, last)) : elsewhere('/')
    },
  }),

  post('/discussions/reading/undoing', {
    access: 'person',
    everything: true,
    summary: 'Let it be as new as it was before you last marked all as read',
    response: T.Object({}),
    async handle(ctx) {
      const last = await lastAllRead(ctx)
      await undoAllRead(ctx)
      return done(last?.slug ? addressOf(last.slug, {}) : '/')
    },
  }),
]
