import { Readable } from 'node:stream'
import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { sendAway } from '../../spine/care/notes.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { confirmedOnly } from '../../spine/request/grave.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { leaveCommunity } from '../../spine/spaces/communities.ts'
import {
  endMembership,
  handOver,
  type Member,
  memberFor,
  placeholdersOf,
  setStanding,
} from '../../spine/spaces/people.ts'
import { untilIn } from './until.ts'
import { importedPage, leavePage, memberPage } from './views/members.ts'

const Nullable = T.Union([T.String(), T.Null()])
const MemberSchema = T.Object({
  ...PersonSchema.properties,
  standing: T.String(),
  badge: Nullable,
  joinedAt: T.String(),
  until: Nullable,
})

export interface ShownMember extends ReturnType<typeof cardOf> {
  standing: Member['standing']
  badge: string | null
  joinedAt: string
  until: string | null
}

function present(member: Member): ShownMember {
  return {
    ...cardOf(member),
    standing: member.standing,
    badge: member.badge,
    joinedAt: member.joinedAt.toISOString(),
    until: member.until?.toISOString() ?? null,
  }
}

export const members = [
  get('/c/:space/members/imported', {
    access: 'host',
    summary: 'Authors of imported words whom nobody has claimed',
    response: T.Object({
      people: T.Array(T.Object({ id: T.Integer(), handle: T.String(), name: T.String() })),
      next: T.Null(),
    }),
    async handle(ctx) {
      const people = await placeholdersOf(ctx)
      return page({ people, next: null }, () => importedPage(ctx, people))
    },
  }),

  get('/c/:space/members/:handle', {
    access: 'host',
    summary: 'What a host may do for one person',
    response: MemberSchema,
    async handle(ctx, { params }) {
      const member = present(await memberFor(ctx, params.handle))
      return page(member, () => memberPage(ctx, member))
    },
  }),

  post('/c/:space/members/:handle', {
    access: 'host',
    summary: 'Give someone another standing or badge; a guest has a last day. Making a host asks to confirm first',
    body: T.Object({
      standing: T.Union([T.Literal('host'), T.Literal('member'), T.Literal('guest')]),
      until: T.Optional(T.String({ maxLength: 30 })),
      badge: T.Optional(
        T.Union([T.Literal('none'), T.Literal('funder'), T.Literal('manager'), T.Literal('host-organisation')]),
      ),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const member = await memberFor(ctx, params.handle)
      if (body.standing === 'host' && member.standing !== 'host') await confirmedOnly(ctx)
      const badge = body.badge === undefined ? member.badge : body.badge === 'none' ? null : body.badge
      await setStanding(ctx, member, { standing: body.standing, until: untilIn(ctx, body.until), badge })
      const url = `/c/${spaceOf(ctx).slug}/members`
      return done(url, { url })
    },
    form: async (ctx, { params, typed, errors }) =>
      memberPage(ctx, present(await memberFor(ctx, params.handle)), { typed, errors }),
  }),

  post('/c/:space/members/:handle/ending', {
    access: 'host',
    summary: 'End someone’s belonging; what they wrote stays. For some days (away) no door lets them in again',
    body: T.Object({ away: T.Optional(T.Integer({ minimum: 0, maximum: 366 })) }),
    response: Url,
    async handle(ctx, { params, body }) {
      if (!(await sendAway(ctx, params.handle, body.away)))
        await endMembership(ctx, await memberFor(ctx, params.handle), body.away)
      const url = `/c/${spaceOf(ctx).slug}/members`
      return done(url, { url })
    },
    form: async (ctx, { params, errors }) => memberPage(ctx, present(await memberFor(ctx, params.handle)), { errors }),
  }),

  post('/c/:space/hosting', {
    access: 'host',
    grave: true,
    summary: 'Hand over hosting: another becomes host, you become a member',
    body: T.Object({ handle: T.String({ minLength: 1, maxLength: 40 }) }),
    response: Url,
    async handle(ctx, { body }) {
      await handOver(ctx, await memberFor(ctx, body.handle))
      const url = `/c/${spaceOf(ctx).slug}/members`
      return done(url, { url })
    },
  }),

  get('/c/:space/leaving', {
    access: 'reader',
    summary: 'Before leaving',
    response: T.Object({}),
    async handle(ctx) {
      belongsHere(ctx)
      return page({}, () => leavePage(ctx))
    },
  }),

  post('/c/:space/leaving', {
    access: 'reader',
    summary: 'Leave the community; what you wrote stays',
    response: Url,
    async handle(ctx) {
      belongsHere(ctx)
      await leaveCommunity(ctx)
      return done('/', { url: '/' })
    },
    form: async (ctx, { errors }) => leavePage(ctx, { errors }),
  }),

  get('/pictures/:hash', {
    access: 'anyone',
    summary: 'A face or a community’s picture, by the hash of its bytes',
    response: T.Any(),
    async handle(ctx, { params }) {
      if (!/^[0-9a-f]{64}$/.test(params.hash) || !(await ctx.site.portraits.has(params.hash))) throw notFound()
      return {
        kind: 'stream',
        stream: Readable.from(ctx.site.portraits.read(params.hash)),
        headers: { 'content-type': 'image/webp', 'cache-control': 'private, max-age=31536000, immutable' },
      }
    },
  }),
]

/** @throws 404: who only looks in has nothing to leave */
function belongsHere(ctx: Ctx): void {
  if (spaceOf(ctx).standing === 'visitor') throw notFound()
}
