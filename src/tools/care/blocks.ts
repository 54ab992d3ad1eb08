import { Type as T } from '@sinclair/typebox'
import { blockable, blockedBy, setBlock } from '../../spine/care/blocks.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { blocksPage } from './views/blocks.ts'

/** Whom one does not want to hear of: one's own business, and nobody else's to know. */
export const blocks = [
  get('/me/blocks', {
    access: 'person',
    summary: 'Whom you blocked; only you see it',
    response: T.Object({
      people: T.Array(T.Object({ ...PersonSchema.properties, blockedAt: T.String() })),
      next: T.Null(),
    }),
    async handle(ctx) {
      const rows = await blockedBy(ctx)
      const people = rows.map((row) => ({ ...cardOf(row), blockedAt: row.at.toISOString() }))
      return page({ people, next: null }, () => blocksPage(ctx, people))
    },
  }),

  post('/people/:handle/block', {
    access: 'person',
    summary:
      'Fold what someone writes and be told of nothing that comes from them (on), or no longer; they do not learn of it',
    everything: true,
    body: T.Object({ on: T.Boolean() }),
    response: Url,
    async handle(ctx, { params, body }) {
      const person = await blockable(ctx, params.handle)
      await setBlock(ctx, person.id, body.on)
      return done('/me/blocks', { url: '/me/blocks' })
    },
  }),
]
