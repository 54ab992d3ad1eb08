import { Type as T } from '@sinclair/typebox'
import { meOf, type Request } from '../../../spine/request/ctx.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { nullable, Url } from '../../../spine/request/schemas.ts'
import { endFeed, feedPath, makeFeed, myFeeds, renewFeed } from '../../feeds/index.ts'
import { ownPage } from '../views/own.ts'

const response = T.Object({
  /** Only for who may make one: a program that may only read is not told. */
  address: nullable(T.String()),
  made: nullable(T.String()),
})
const body = T.Object({ renew: T.Optional(T.Boolean()) })
const Made = T.Object({ address: T.String() })

/** Dates in one's own calendar: a private address, made, renewed, ended. */
export const ownRoutes = [
  get('/calendar/own', {
    access: 'person',
    everything: true,
    summary: 'How all your dates come into your own calendar: its private address, where you made one',
    response,
    handle: (ctx) => shown(ctx),
  }),
  post('/calendar/own', {
    access: 'person',
    everything: true,
    summary: 'Make a private address for all your dates; with `renew` another, and the old one ends at once',
    body,
    response: Made,
    handle: (ctx, { body }) => made(ctx, body.renew),
  }),
  post('/calendar/own/ending', {
    access: 'person',
    everything: true,
    summary: 'End the private address of all your dates at once',
    response: Url,
    handle: (ctx) => ended(ctx),
  }),
  get('/c/:space/calendar/own', {
    access: 'reader',
    summary: 'How the dates of a space come into your own calendar: its private address, where you made one',
    response,
    handle: (ctx) => shown(ctx),
  }),
  post('/c/:space/calendar/own', {
    access: 'reader',
    whenClosed: true,
    summary: 'Make a private address for the dates of a space; with `renew` another, and the old one ends at once',
    body,
    response: Made,
    handle: (ctx, { body }) => made(ctx, body.renew),
  }),
  post('/c/:space/calendar/own/ending', {
    access: 'reader',
    whenClosed: true,
    summary: 'End the private address of the dates of a space at once',
    response: Url,
    handle: (ctx) => ended(ctx),
  }),
]

async function mine(ctx: Request) {
  const feeds = await myFeeds(ctx)
  return feeds.find(({ form, spaceId }) => form === 'calendar' && spaceId === (ctx.space?.id ?? null))
}

const hereOf = (ctx: Request) => `${ctx.space ? `/c/${ctx.space.slug}` : ''}/calendar/own`
const addressOf = (ctx: Request, id: number) => ctx.home + feedPath(ctx.site, id, 'calendar')

async function shown(ctx: Request) {
  const feed = await mine(ctx)
  const told = meOf(ctx).scopes.includes('write')
  const data = {
    address: feed && told ? addressOf(ctx, feed.id) : null,
    made: feed ? feed.madeAt.toISOString() : null,
  }
  return page(data, () => ownPage(ctx, { ...data, here: hereOf(ctx) }), { secret: true })
}

async function made(ctx: Request, renew = false) {
  const feed = renew ? await mine(ctx) : undefined
  const id = feed ? (await renewFeed(ctx, feed.id)).id : await makeFeed(ctx, ctx.space?.slug, 'calendar')
  return done(hereOf(ctx), { address: addressOf(ctx, id) }, 201)
}

/** Where there is none, none is there afterwards either. */
async function ended(ctx: Request) {
  const feed = await mine(ctx)
  if (feed) await endFeed(ctx, feed.id)
  return done(hereOf(ctx), { url: hereOf(ctx) })
}
