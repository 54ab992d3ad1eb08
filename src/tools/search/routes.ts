import { Type as T } from '@sinclair/typebox'
import type { Request } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { FoundPersonSchema } from '../../spine/search/beside.ts'
import { ResultSchema } from '../../spine/search/search.ts'
import { KnownSchema } from '../../spine/spaces/known.ts'
import { find } from './find.ts'
import { searchPage } from './views/search.ts'
import { type Fields, Fields as FieldsSchema } from './wish.ts'

const response = T.Object({
  results: T.Array(ResultSchema),
  next: nullable(T.String()),
  people: T.Array(FoundPersonSchema),
  spaces: T.Array(KnownSchema),
  /** Words that are nearly those typed, and where they lead. */
  didYouMean: nullable(T.Object({ words: T.String(), url: T.String() })),
  /** Nothing was found for what was typed: these are the results for `didYouMean`. */
  forgiven: T.Boolean(),
  /** What was understood: the words, and what narrows. */
  asked: T.Object({
    words: T.String(),
    in: nullable(T.String()),
    kind: nullable(T.String()),
    from: nullable(T.String()),
    tag: nullable(T.String()),
    since: nullable(T.String()),
    before: nullable(T.String()),
    has: nullable(T.String()),
    sort: T.String(),
  }),
})

async function handle(ctx: Request, { query }: { query: Fields }) {
  const found = await find(ctx, query)
  const { results, next, people, spaces, didYouMean, forgiven, asked } = found
  const { narrowed, words, sort } = asked
  const understood = {
    ...{ words, in: null, kind: null, from: null, tag: null, since: null, before: null, has: null, sort },
    ...narrowed,
  }
  return page({ results, next, people, spaces, didYouMean, forgiven, asked: understood }, () => searchPage(ctx, found))
}

export const routes = [
  get('/search', {
    access: 'person',
    summary: 'Things, messages, people and communities, found in all that you may read',
    everything: true,
    query: FieldsSchema,
    response,
    handle,
  }),

  get('/c/:space/search', {
    access: 'reader',
    summary: 'The same within one community and those of its circles you belong to',
    everything: true,
    query: FieldsSchema,
    response,
    handle,
  }),
]
