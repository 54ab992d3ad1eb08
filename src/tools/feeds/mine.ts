import { Type as T } from '@sinclair/typebox'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { mySpaces } from '../../spine/spaces/communities.ts'
import { endFeed, type Feed, feedPath, makeFeed, myFeeds, renewFeed } from './feeds.ts'
import { feedsPage } from './views/feeds.ts'

const FeedSchema = T.Object({
  id: T.Integer(),
  /** What it holds: `atom`, what is said; `calendar`, dates. */
  form: T.String(),
  /** Only for who may make one: a program that may only read is not told. */
  address: nullable(T.String()),
  space: nullable(T.Object({ slug: nullable(T.String()), name: nullable(T.String()) })),
  madeAt: T.String(),
})
const One = T.Object({ feed: T.Integer() })

/** One's own feeds: made, renewed, ended. */
export const mine = [
  get('/me/feeds', {
    access: 'person',
    everything: true,
    summary: 'Your private feeds and the places that could have one',
    response: T.Object({
      feeds: T.Array(FeedSchema),
      places: T.Array(T.Object({ slug: T.String(), name: T.String() })),
      next: T.Null(),
    }),
    load: ({ sql }) => Promise.all([myFeeds({ sql }), mySpaces({ sql })]),
    async handle(ctx, _input, [feeds, spaces]) {
      const shown = feeds.map((feed) => present(ctx, feed))
      const places = spaces.map(({ slug, name }) => ({ slug, name }))
      return page({ feeds: shown, places, next: null }, () => feedsPage(ctx, { feeds: shown, spaces }))
    },
  }),

  post('/me/feeds', {
    access: 'person',
    everything: true,
    summary: 'Make an address for a feed: of a place, or of everything you read; where there is one it stays',
    body: T.Object({
      space: T.Optional(T.String({ maxLength: 60 })),
      form: T.Optional(T.Union([T.Literal('atom'), T.Literal('calendar')])),
    }),
    response: T.Object({ id: T.Integer(), address: T.String() }),
    async handle(ctx, { body }) {
      const { space, form = 'atom' } = body
      const id = await makeFeed(ctx, space, form)
      return done(`/me/feeds#feed-${id}`, { id, address: ctx.home + feedPath(ctx.site, id, form) }, 201)
    },
  }),

  post('/me/feeds/:feed/renewal', {
    access: 'person',
    everything: true,
    summary: 'A new address; the old one ends at once',
    params: One,
    response: T.Object({ id: T.Integer(), address: T.String() }),
    async handle(ctx, { params }) {
      const { id, form } = await renewFeed(ctx, params.feed)
      return done(`/me/feeds#feed-${id}`, { id, address: ctx.home + feedPath(ctx.site, id, form) }, 201)
    },
  }),

  post('/me/feeds/:feed/ending', {
    access: 'person',
    everything: true,
    summary: 'End an address at once',
    params: One,
    response: Url,
    async handle(ctx, { params }) {
      await endFeed(ctx, params.feed)
      return done('/me/feeds', { url: '/me/feeds' })
    },
  }),
]

export type ShownFeed = ReturnType<typeof present>

function present(ctx: Ctx & { home: string }, feed: Feed) {
  const told = meOf(ctx).scopes.includes('write')
  return {
    id: feed.id,
    form: feed.form,
    address: told ? ctx.home + feedPath(ctx.site, feed.id, feed.form) : null,
    space: feed.spaceId === null ? null : { slug: feed.slug, name: feed.name },
    madeAt: feed.madeAt.toISOString(),
  }
}
