import { Type as T } from '@sinclair/typebox'
import { notFound, notYours } from '../../platform/http/problems.ts'
import { languages } from '../../platform/i18n.ts'
import { meOf, spaceOf } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { Made, nullable } from '../../spine/request/schemas.ts'
import { mayFound } from '../../spine/settings.ts'
import { makeCommunity, mySpaces } from '../../spine/spaces/communities.ts'
import { wayTo } from '../../spine/spaces/door.ts'
import { addressOf, KnownSchema, knownSpaces } from '../../spine/spaces/known.ts'
import { allWaiting, presentWaiting, WaitingSchema } from '../../spine/waiting.ts'
import { siteName } from '../../ui/layout.ts'
import { begunIn, homeLineOf } from '../beginning/index.ts'
import { comingDates, DateSchema, MarkSchema, marksAround, marksToday } from '../calendar/index.ts'
import { announcementFor, latestDiscussions } from '../discussions/index.ts'
import { latestThanks, presentListed, ThanksSchema } from '../thanks/index.ts'
import { isNew } from '../welcome/index.ts'
import { NEWS_EACH, newsOf } from './news.ts'
import { beginPage } from './views/begin.ts'
import { communityHome } from './views/community.ts'
import { personHome } from './views/person.ts'
import { visitorsPage } from './views/visitors.ts'
import { lastVisit, visitOf } from './visit.ts'

/** So many of the latest thanks are on the home of a community. */
const THANKS = 2
const Latest = T.Object({
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  unread: T.Integer(),
  messageCount: T.Integer(),
  lastAt: T.String(),
})

export const routes = [
  get('/', {
    access: 'anyone',
    summary:
      'What needs me, my communities, what is new; for visitors what the site is and which communities are announced',
    everything: true,
    response: T.Object({
      site: T.Object({ name: T.String(), purpose: T.String() }),
      waiting: T.Array(WaitingSchema),
      toLookAfter: T.Array(WaitingSchema),
      others: T.Array(KnownSchema),
      coming: T.Array(DateSchema),
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
    load: ({ site, sql, now }) =>
      Promise.all([
        mySpaces({ sql }),
        allWaiting(site.waiting, { site, sql, now }, 5),
        allWaiting(site.toLookAfter, { site, sql, now }, 5),
        latestDiscussions(sql, NEWS_EACH, true),
        lastVisit(sql, now),
        knownSpaces({ sql }, null),
        mayFound({ sql }),
        comingDates(sql, now, { days: 7, most: 5 }),
      ]),
    async handle(ctx, _input, [mine, waiting, toLookAfter, latest, since, known, founds, coming]) {
      const others = known.filter((one) => !one.standing).map((one) => ({ ...one, url: addressOf(one) }))
      const communities = mine.map((one) => ({ ...one, url: `/c/${one.slug}` }))
      const news = newsOf(mine, latest)
      const data = {
        waiting: waiting.map(presentWaiting),
        toLookAfter: toLookAfter.map(presentWaiting),
        site: { name: siteName(ctx), purpose: ctx.site.settings.purpose },
        others,
        coming,
        communities: communities.map((one) => ({ ...one, latest: news.get(one.slug) ?? [] })),
      }
      if (!ctx.me) return page(data, () => visitorsPage(ctx, others))
      return page(data, () =>
        personHome(ctx, { waiting, toLookAfter, communities, others, founds, news, since, coming }),
      )
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
      coming: T.Array(DateSchema),
      /** Key days, birthdays and quiet times. */
      today: T.Array(MarkSchema),
      /** The latest. */
      thanks: T.Array(ThanksSchema),
    }),
    load: ({ site, sql, now, params: { space } }) =>
      Promise.all([
        allWaiting(site.waiting, { site, sql, now }, 3),
        allWaiting(site.toLookAfter, { site, sql, now }, 3),
        latestDiscussions(sql, 5),
        announcementFor(sql),
        knownSpaces({ sql }, space),
        begunIn(sql, space, now),
        visitOf(sql, now, space),
        comingDates(sql, now, { days: 366, most: 3 }),
        marksAround(sql, now),
        latestThanks(sql, space, THANKS),
      ]),
    async handle(
      ctx,
      { params },
      [waiting, toLookAfter, latest, announcement, known, begun, visit, coming, marks, thanked],
    ) {
      if (!ctx.space) {
        const way = await wayTo(ctx.site, ctx.credential, params.space)
        if (way) return elsewhere(way)
        throw notFound()
      }
      const space = spaceOf(ctx)
      const circles = known.map((one) => ({ ...one, url: addressOf(one) }))
      const { id, kind, name, purpose, lang, people, standing } = space
      const data = {
        space: { id, kind, url: `/c/${space.slug}`, name, purpose, lang, people, standing },
        waiting: waiting.map(presentWaiting),
        toLookAfter: toLookAfter.map(presentWaiting),
        latest,
        circles,
        coming,
        today: marksToday(ctx, marks),
        thanks: thanked.slice(0, THANKS).map((row) => presentListed(ctx, row)),
      }
      const { today, thanks } = data
      const newcomer = visit.onTheWay && isNew(space, ctx.now)
      const shown = {
        waiting,
        toLookAfter,
        latest,
        announcement,
        circles,
        since: visit.at,
        coming,
        today,
        thanks,
        newcomer,
      }
      return page(data, () => communityHome(ctx, { ...shown, steps: homeLineOf(begun, ctx.site.begins.community) }))
    },
  }),

  get('/communities/new', {
    access: 'person',
    summary: 'The form for making a community',
    response: T.Object({}),
    async handle(ctx) {
      if (!(await mayFound(ctx))) throw notYours('founders-only')
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
    response: Made,
    async handle(ctx, { body }) {
      const made = await makeCommunity(ctx, {
        name: body.name,
        purpose: body.purpose ?? '',
        lang: body.lang ?? meOf(ctx).lang.slice(0, 2),
      })
      const url = `/c/${made.slug}`
      return done(`${url}/beginning`, { id: made.id, url }, 201)
    },
    form: async (ctx, again) => beginPage(ctx, again),
  }),
]
