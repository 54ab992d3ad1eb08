import { Readable } from 'node:stream'
import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { served } from '../../spine/attachments/served.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { get, type Outcome } from '../../spine/request/route.ts'
import { invitationIn } from '../../spine/spaces/invitations.ts'
import { introductionAt, introductionBy, type KeptIntroduction } from '../../spine/spaces/welcoming.ts'

/** The introduction's bytes and its captions: for whoever holds an invitation, and for whoever may know of the community. */
export const introduction = [
  get('/join/:token/introduction', {
    access: 'anyone',
    summary: 'The film or recording in which a community introduces itself, for whoever is invited; also in parts',
    response: T.Any(),
    handle: async (ctx, { params }) => played(ctx, await introductionBy(ctx, invitationIn(ctx.site, params.token))),
  }),

  get('/join/:token/introduction/captions', {
    access: 'anyone',
    summary: 'Its captions, as WebVTT',
    response: T.Any(),
    handle: async (ctx, { params }) => captionsOf(await introductionBy(ctx, invitationIn(ctx.site, params.token))),
  }),

  get('/c/:space/door/introduction', {
    access: 'door',
    summary: 'The film or recording in which a community introduces itself, for whoever may know of it; also in parts',
    response: T.Any(),
    handle: async (ctx, { params }) => played(ctx, await introductionAt(ctx, params.space)),
  }),

  get('/c/:space/door/introduction/captions', {
    access: 'door',
    summary: 'Its captions, as WebVTT',
    response: T.Any(),
    handle: async (ctx, { params }) => captionsOf(await introductionAt(ctx, params.space)),
  }),
]

function played(ctx: Request, it: KeptIntroduction): Outcome {
  return served(ctx, { ...it, name: 'introduction' }, { 'cache-control': 'private, no-cache' }, true)
}

/** @throws 404 where what is said is there to be read alone */
function captionsOf({ captions }: KeptIntroduction): Outcome {
  if (!captions) throw notFound()
  const bytes = Buffer.from(captions)
  return {
    kind: 'stream',
    stream: Readable.from([bytes]),
    headers: {
      'content-type': 'text/vtt; charset=utf-8',
      'content-length': String(bytes.length),
      'cache-control': 'private, no-cache',
    },
  }
}
