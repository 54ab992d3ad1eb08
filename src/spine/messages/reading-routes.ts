import { Type as T } from '@sinclair/typebox'
import { nothing } from '../../platform/html.ts'
import { wantsJson } from '../../platform/http/server.ts'
import { PAGE } from '../../ui/page-size.ts'
import { markNewFrom, markRead } from '../items/reading.ts'
import type { Ctx, Request } from '../request/ctx.ts'
import { done, elsewhere, get, page, post, type Route } from '../request/route.ts'
import { nullable, PageNumber, Url } from '../request/schemas.ts'
import { idOf } from '../slug.ts'
import { lookingAt } from './looking.ts'
import { type Finding, messageAt, messageOrMoved, messageUrl, placeOf } from './messaging.ts'
import { MessageSchema, messagesOf, pageOf, presentMessage } from './read.ts'

/** The messages under an item, for programs; a browser is led to their places on its page. */
export function readingRoutes(finding: Finding): Route[] {
  const { path, itemFor } = finding
  return [
    get(`${path}/messages`, {
      access: 'reader',
      summary: 'Messages, 50 at a time',
      query: T.Object({ page: PageNumber }),
      response: T.Object({ messages: T.Array(MessageSchema), next: nullable(T.String()) }),
      async handle(ctx, { params, query }) {
        const under = await itemFor(ctx, idOf(params))
        const which = query.page ?? 1
        if (forBrowser(ctx)) return elsewhere(`${under.url}?page=${which}`)
        const [rows, following] = await Promise.all([
          messagesOf(ctx.sql, under.id, (which - 1) * PAGE + 1, which * PAGE),
          numberAfter(ctx, under.id, which * PAGE),
        ])
        const messages = rows.map((row) => presentMessage(row, lookingAt(ctx, under.url)))
        const next = following ? `${under.url}/messages?page=${pageOf(following)}` : null
        return page({ messages, next }, () => nothing)
      },
    }),

    get(`${path}/messages/:number`, {
      access: 'reader',
      summary: 'One message; a browser is sent to its place on the page',
      response: MessageSchema,
      async handle(ctx, { params }) {
        const it = await messageOrMoved(finding, ctx, params)
        if ('moved' in it) return elsewhere(it.moved)
        const { under, message } = it
        if (forBrowser(ctx)) return elsewhere(placeOf(under, message))
        const [row] = await messagesOf(ctx.sql, under.id, message.number, message.number)
        return page(presentMessage(row!, lookingAt(ctx, under.url)), () => nothing)
      },
    }),
  ]
}

/** Noting how far somebody has read. */
export function readSoFarRoutes(finding: Finding): Route[] {
  const { path, itemFor } = finding
  return [
    post(`${path}/reading`, {
      access: 'reader',
      summary: 'Note how far you have read',
      body: T.Object({ number: T.Integer({ minimum: 0 }) }),
      response: Url,
      async handle(ctx, { params, body }) {
        const under = await itemFor(ctx, idOf(params))
        await markRead(ctx, under.id, body.number)
        return done(under.url, { url: under.url })
      },
    }),

    post(`${path}/messages/:number/newness`, {
      access: 'reader',
      summary: 'Let it be new to you again from this message on',
      response: Url,
      async handle(ctx, { params }) {
        const { under, message } = await messageAt(finding, ctx, params)
        await markNewFrom(ctx, under.id, message.number)
        // The page that is shown next reads nothing by itself: it stays new until one comes back.
        const here = `${under.url}?page=${pageOf(message.number)}&hold=true#m${message.number}`
        return done(here, { url: messageUrl(under, message) })
      },
    }),
  ]
}

/** The next number there is after this one: where some moved away, pages may be thin or empty. */
async function numberAfter(ctx: Ctx, itemId: number, number: number): Promise<number | undefined> {
  const [row] = await ctx.sql<[{ number: number | null }]>`
    select min(number) number from message where item_id = ${itemId} and number > ${number}`
  return row.number ?? undefined
}

/** Messages have no page of their own: a browser is shown them in their place. */
function forBrowser(ctx: Request): boolean {
  return !wantsJson(ctx.raw)
}
