import { Type as T } from '@sinclair/typebox'
import { languages } from '../../platform/i18n.ts'
import { meOf, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/nullable.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { makeCommunity, mySpaces } from '../../spine/spaces/communities.ts'
import { doorFor } from '../../spine/spaces/door.ts'
import { addressOf, KnownSchema, knownSpaces } from '../../spine/spaces/known.ts'
import { allWaiting, presentWaiting, WaitingSchema } from '../../spine/waiting.ts'
import { latestDiscussions } from '../discussions/index.ts'
import { firstSteps } from './steps.ts'
import { beginPage } from './views/begin.ts'
import { communityHome } from './views/community.ts'
import { personHome } from './views/person.ts'

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
      waiting: T.Array(WaitingSchema),
      toLookAfter: T.Array(WaitingSchema),
      communities: T.Array(
        T.Object({
          id: T.Integer(),
          url: T.String(),
          name: T.String(),
          purpose: T.String(),
          people: T.Integer(),
          standing: T.String(),
          kind: T.String(),
          parent: nullable(T.String()),
          latest: T.Array(Latest),
        }),
      ),
    }),
    async handle(ctx) {
      if (!ctx.me) return elsewhere('/sign-in')
      const [mine, waiting, toLookAfter] = await Promise.all([
        mySpaces(ctx),
        allWaiting(ctx.site.waiting, ctx, 5),
        allWaiting(ctx.site.toLookAfter, ctx, 5),
      ])
      const talking = mine.filter((one) => one.tools.includes('discussions')).slice(0, NEWS)
      const latest = await Promise.all(
        talking.map(async ({ id, slug, joinedAt }) => ({
          id,
          latest: await latestDiscussions(ctx.sql, slug, joinedAt, 3),
        })),
      )
      const communities = mine.map((one) => ({
        ...one,
        url: `/c/${one.slug}`,
        latest: latest.find((news) => news.id === one.id)?.latest ?? [],
      }))
      const data = {
        waiting: waiting.map(presentWaiting),
        toLookAfter: toLookAfter.map(presentWaiting),
        communities,
      }
      return page(data, () => personHome(ctx, { waiting, toLookAfter, communities }))
    },
  }),

  get('/c/:space', {
    access: 'door',
    summary: 'A community’s home; whoever may only know of it is sent to its door',
    everything: true,
    response: T.Object({
      space: T.Object({
        id: T.Integer(),
        kind: T.String(),
        url: T.String(),
        name: T.String(),
        purpose: T.String(),
        lang: T.String(),
        people: T.Integer(),
        standing: T.String(),
      }),
      waiting: T.Array(WaitingSchema),
      toLookAfter: T.Array(WaitingSchema),
      latest: T.Array(Latest),
      circles: T.Array(KnownSchema),
    }),
    async handle(ctx, { params }) {
      if (!ctx.space) {
        const door = await doorFor(ctx, params.space)
        return elsewhere(`/c/${door.slug}/door`)
      }
      const space = spaceOf(ctx)
      const [waiting, toLookAfter, latest, known, steps] = await Promise.all([
        allWaiting(ctx.site.waiting, ctx, 3),
        allWaiting(ctx.site.toLookAfter, ctx, 3),
        space.tools.includes('discussions') ? latestDiscussions(ctx.sql, space.slug, new Date(space.joinedAt), 5) : [],
        knownSpaces(ctx, space.id),
        space.standing === 'host' && space.kind === 'community' ? firstSteps(ctx) : null,
      ])
      const circles = known.map((one) => ({ ...one, url: addressOf(one) }))
      const { id, kind, name, purpose, lang, people, standing } = space
      const data = {
        space: { id, kind, url: `/c/${space.slug}`, name, purpose, lang, people, standing },
        waiting: waiting.map(presentWaiting),
        toLookAfter: toLookAfter.map(presentWaiting),
        latest,
        circles,
      }
      return page(data, () => communityHome(ctx, { waiting, toLookAfter, latest, circles, steps }))
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
