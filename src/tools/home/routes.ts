import { Type as T } from '@sinclair/typebox'
import { languages } from '../../platform/i18n.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { type Mine, makeCommunity, myCommunities } from '../../spine/spaces/communities.ts'
import { latestDiscussions, unansweredForHosts } from '../discussions/index.ts'
import { beginPage } from './views/begin.ts'
import { communityHome } from './views/community.ts'
import { personHome } from './views/person.ts'
import { waitingFor } from './waiting.ts'

const Waiting = T.Object({
  url: T.String(),
  title: T.String(),
  by: T.String(),
  at: T.String(),
  space: T.Object({ slug: T.String(), name: T.String() }),
})
const Latest = T.Object({
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  unread: T.Integer(),
  messageCount: T.Integer(),
  lastAt: T.String(),
})

/** How many communities show their news on a person's home. */
const NEWS = 5

export const routes = [
  get('/', {
    access: 'anyone',
    summary: 'What needs me, my communities, what is new',
    everything: true,
    response: T.Object({
      waiting: T.Array(Waiting),
      toLookAfter: T.Array(T.Object({ url: T.String(), title: T.String(), space: T.String() })),
      communities: T.Array(
        T.Object({
          id: T.Integer(),
          url: T.String(),
          name: T.String(),
          purpose: T.String(),
          people: T.Integer(),
          standing: T.String(),
          latest: T.Array(Latest),
        }),
      ),
    }),
    async handle(ctx) {
      if (!ctx.me) return elsewhere('/sign-in')
      const [mine, waiting, toLookAfter] = await Promise.all([
        myCommunities(ctx),
        waitingFor(ctx, 5),
        unansweredForHosts(ctx, 5),
      ])
      const newest = mine.slice(0, NEWS).map(({ id }) => id)
      const latest = await latestDiscussions(ctx.sql, 3, newest)
      const communities = mine.map((one) => ({
        ...presentMine(one),
        latest: latest.filter(({ space }) => space.slug === one.slug),
      }))
      return page({ waiting, toLookAfter, communities }, () => personHome(ctx, { waiting, toLookAfter, communities }))
    },
  }),

  get('/c/:space', {
    access: 'reader',
    summary: 'A community’s home',
    response: T.Object({
      space: T.Object({
        id: T.Integer(),
        url: T.String(),
        name: T.String(),
        purpose: T.String(),
        lang: T.String(),
        people: T.Integer(),
        standing: T.String(),
      }),
      waiting: T.Array(Waiting),
      latest: T.Array(Latest),
    }),
    async handle(ctx) {
      const space = spaceOf(ctx)
      const [waiting, latest, steps] = await Promise.all([
        waitingFor(ctx, 3),
        latestDiscussions(ctx.sql, 5),
        space.standing === 'host' ? firstSteps(ctx) : null,
      ])
      const { id, name, purpose, lang, people, standing } = space
      const data = { space: { id, url: `/c/${space.slug}`, name, purpose, lang, people, standing }, waiting, latest }
      return page(data, () => communityHome(ctx, { ...data, steps }))
    },
  }),

  get('/communities/new', {
    access: 'person',
    summary: 'The form for making a community',
    response: T.Object({}),
    async handle(ctx) {
      return page({}, () => beginPage(ctx))
    },
  }),

  post('/communities', {
    access: 'person',
    summary: 'Make a community; you are its host',
    body: T.Object({
      name: T.String({ minLength: 1, maxLength: 80 }),
      purpose: T.Optional(T.String({ maxLength: 300 })),
      lang: T.Optional(T.Union(Object.keys(languages).map((lang) => T.Literal(lang)))),
    }),
    response: T.Object({ id: T.Integer(), url: T.String() }),
    async handle(ctx, { body }) {
      const made = await makeCommunity(ctx, {
        name: body.name,
        purpose: body.purpose ?? '',
        lang: body.lang ?? meOf(ctx).lang.slice(0, 2),
      })
      const url = `/c/${made.slug}`
      return done(url, { id: made.id, url }, 201)
    },
    form: async (ctx, again) => beginPage(ctx, again),
  }),
]

function presentMine(one: Mine) {
  return { ...one, url: `/c/${one.slug}` }
}

export interface Steps {
  invited: boolean
  begun: boolean
  dressed: boolean
}

/** What a host does in the first hour; each step is known by what is there, not by a mark. */
async function firstSteps(ctx: Ctx): Promise<Steps | null> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<[{ invited: boolean; begun: boolean }]>`
    select exists (select from invitation where space_id = ${space.id}) invited, exists (select from item where space_id = ${space.id}) begun`
  const steps = {
    ...row,
    invited: row.invited || space.people > 1,
    dressed: space.picture !== null || space.hue !== 130,
  }
  return Object.values(steps).every(Boolean) ? null : steps
}
