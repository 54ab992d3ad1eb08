import { Readable } from 'node:stream'
import { Type as T } from '@sinclair/typebox'
import { notFound, Problem } from '../../platform/http/problems.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { leaveCommunity } from '../../spine/spaces/communities.ts'
import {
  endMembership,
  handOver,
  MEMBERS_PAGE,
  type Member,
  memberFor,
  membersOf,
  placeholdersOf,
  setStanding,
} from '../../spine/spaces/people.ts'
import { untilIn } from './until.ts'
import { importedPage, leavePage, memberPage, membersPage } from './views/members.ts'
import { personPage } from './views/person.ts'

const Nullable = T.Union([T.String(), T.Null()])
const MemberSchema = T.Object({
  ...PersonSchema.properties,
  standing: T.String(),
  badge: Nullable,
  joinedAt: T.String(),
  until: Nullable,
  pronouns: T.String(),
})
const Url = T.Object({ url: T.String() })

export interface ShownMember extends ReturnType<typeof cardOf> {
  standing: Member['standing']
  badge: string | null
  joinedAt: string
  until: string | null
  pronouns: string
}

function present(member: Member): ShownMember {
  return {
    ...cardOf(member),
    standing: member.standing,
    badge: member.badge,
    joinedAt: member.joinedAt.toISOString(),
    until: member.until?.toISOString() ?? null,
    pronouns: member.pronouns ?? '',
  }
}

export const members = [
  get('/c/:space/members', {
    access: 'reader',
    summary: 'The people of a community, by name',
    query: T.Object({ after: T.Optional(T.String({ maxLength: 400 })) }),
    response: T.Object({ members: T.Array(MemberSchema), next: Nullable }),
    async handle(ctx, { query }) {
      const rows = await membersOf(ctx, afterIn(query.after))
      const shown = rows.slice(0, MEMBERS_PAGE)
      const last = rows.length > MEMBERS_PAGE ? shown.at(-1) : undefined
      const next = last
        ? `/c/${spaceOf(ctx).slug}/members?after=${encodeURIComponent(Buffer.from(JSON.stringify([last.name, last.id])).toString('base64url'))}`
        : null
      const data = { members: shown.map(present), next }
      return page(data, () => membersPage(ctx, data))
    },
  }),

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
    summary: 'Give someone another standing or badge; a guest has a last day',
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
    summary: 'End someone’s belonging; what they wrote stays',
    response: Url,
    async handle(ctx, { params }) {
      await endMembership(ctx, await memberFor(ctx, params.handle))
      const url = `/c/${spaceOf(ctx).slug}/members`
      return done(url, { url })
    },
    form: async (ctx, { params, errors }) => memberPage(ctx, present(await memberFor(ctx, params.handle)), { errors }),
  }),

  post('/c/:space/hosting', {
    access: 'host',
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
      return page({}, () => leavePage(ctx))
    },
  }),

  post('/c/:space/leaving', {
    access: 'reader',
    summary: 'Leave the community; what you wrote stays',
    response: Url,
    async handle(ctx) {
      await leaveCommunity(ctx)
      return done('/', { url: '/' })
    },
    form: async (ctx, { errors }) => leavePage(ctx, { errors }),
  }),

  get('/people/:handle', {
    access: 'person',
    summary: 'A person’s card, for those who share a community with them',
    everything: true,
    response: T.Object({
      ...PersonSchema.properties,
      pronouns: T.String(),
      languages: T.Array(T.String()),
      timeZone: T.String(),
      communities: T.Array(T.Object({ url: T.String(), name: T.String(), standing: T.String() })),
    }),
    async handle(ctx, { params }) {
      const [row] = await ctx.sql<CardRow[]>`
        select p.id, p.handle::text, p.name, p.picture, f.pronouns, f.languages, f.time_zone,
          p.id = (select me()) or exists (select from message m where m.author_id = p.id) known,
          (select jsonb_agg(jsonb_build_object('slug', s.slug, 'name', s.name, 'standing', m.standing) order by s.name)
            from membership m join space s on s.id = m.space_id where m.person_id = p.id and m.ended_at is null) communities
        from person p left join profile f on f.person_id = p.id where p.handle = ${params.handle}`
      // Whoever shares no community and has said nothing that I can read does not exist for me.
      if (!row || !(row.known || row.communities)) throw notFound()
      const card = {
        ...cardOf(row),
        pronouns: row.pronouns ?? '',
        languages: row.languages ?? [],
        timeZone: row.timeZone ?? '',
        communities: (row.communities ?? []).map((one) => ({ ...one, url: `/c/${one.slug}` })),
      }
      return page(card, () => personPage(ctx, card))
    },
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

interface CardRow {
  id: number
  handle: string
  name: string
  picture: string | null
  pronouns: string | null
  languages: string[] | null
  timeZone: string | null
  known: boolean
  communities: { slug: string; name: string; standing: string }[] | null
}

/** @throws 400 */
function afterIn(text: string | undefined): { name: string; id: number } | undefined {
  if (!text) return undefined
  try {
    const [name, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, number]
    if (typeof name === 'string' && Number.isSafeInteger(id)) return { name, id }
  } catch {
    // falls through to the refusal
  }
  throw new Problem(400, 'not-understood')
}
