import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import type { Ctx } from '../request/ctx.ts'
import { done, type Outcome, post, type Route } from '../request/route.ts'
import { Url } from '../request/schemas.ts'
import { choosePreviews, react, removeMessage, restoreMessage, type StoredMessage } from './change.ts'
import { type Finding, messageAt, messageUrl, placeOf } from './messaging.ts'
import type { Under } from './post.ts'
import { reactionKinds } from './read.ts'

const Kind = T.Union(reactionKinds.map((kind) => T.Literal(kind)))

/** What is done with one message; each leads back to its place. */
export function verbRoutes(finding: Finding): Route[] {
  return [
    verb(finding, 'removal', 'Take a message away; it can be brought back', removeMessage),
    verb(finding, 'restoration', 'Bring a removed message back', restoreMessage),

    post(`${finding.path}/messages/:number/previews`, {
      access: 'writer',
      summary: 'Whether what pages outside say of themselves stands below the links of your message',
      body: T.Object({ on: T.Boolean() }),
      response: Url,
      handle: (ctx, { params, body }) =>
        act(finding, ctx, params, (under, message) => choosePreviews(ctx, under, message, body.on)),
    }),

    post(`${finding.path}/messages/:number/reactions`, {
      access: 'writer',
      summary: 'Give a reaction (on) or take it back (off)',
      body: T.Object({ on: T.Optional(Kind), off: T.Optional(Kind) }),
      response: Url,
      handle: (ctx, { params, body }) =>
        act(finding, ctx, params, (under, message) => {
          const kind = body.on ?? body.off
          if (!kind) throw invalid('on', 'needed')
          return react(ctx, under, message, kind, body.on !== undefined)
        }),
    }),
  ]
}

function verb(
  finding: Finding,
  name: string,
  summary: string,
  deed: (ctx: Ctx, under: Under, message: StoredMessage) => Promise<void>,
): Route {
  return post(`${finding.path}/messages/:number/${name}`, {
    access: 'writer',
    summary,
    response: Url,
    handle: (ctx, { params }) => act(finding, ctx, params, (under, message) => deed(ctx, under, message)),
  })
}

async function act(
  finding: Finding,
  ctx: Ctx,
  params: unknown,
  deed: (under: Under, message: StoredMessage) => Promise<unknown>,
): Promise<Outcome> {
  const { under, message } = await messageAt(finding, ctx, params)
  await deed(under, message)
  return done(placeOf(under, message), { url: messageUrl(under, message) })
}
