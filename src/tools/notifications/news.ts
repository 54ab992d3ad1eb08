import { Type as T } from '@sinclair/typebox'
import { Problem } from '../../platform/http/problems.ts'
import { itemsOf } from '../../spine/letters/notice.ts'
import { markNoticesRead, NOTICES_PAGE, type Notice, noticesOf } from '../../spine/notify/notices.ts'
import { reasons } from '../../spine/notify/reasons.ts'
import { addressOf, sentenceOf } from '../../spine/notify/sentence.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { cursorOf, moment, whole } from '../../spine/request/cursor.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { allWaiting, presentWaiting, WaitingSchema } from '../../spine/waiting.ts'
import { newsPage } from './views/news.ts'
import { waitingPage } from './views/waiting.ts'

/** As many as anyone will look through. */
const MOST_WAITING = 50

const NoticeSchema = T.Object({
  id: T.Integer(),
  reason: T.Union(reasons.map((reason) => T.Literal(reason))),
  sentence: T.String(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  by: nullable(PersonSchema),
  unread: T.Integer(),
  at: T.String(),
  space: T.Object({ slug: T.String(), name: T.String() }),
})

export type ShownNotice = ReturnType<typeof presentNotice>

const cursor = cursorOf({ at: moment, id: whole })

export const news = [
  get('/notifications', {
    access: 'person',
    summary: 'What concerns you, with the reason why; what was told last first, one line an item',
    everything: true,
    query: T.Object({ before: T.Optional(T.String({ maxLength: 200 })) }),
    response: T.Object({ notifications: T.Array(NoticeSchema), next: nullable(T.String()) }),
    async handle(ctx, { query }) {
      const { notices: rows, next: following } = await noticesOf(ctx.sql, {
        before: cursor.in(query.before),
        most: NOTICES_PAGE,
        switched: ctx.site.switchedKinds,
      })
      const questions = await ctx.site.questions(ctx.sql, itemsOf(rows))
      const notices = rows.map((row) => presentNotice(ctx, row, questions))
      const next = following && `/notifications?before=${cursor.text(following)}`
      return page({ notifications: notices, next }, () => newsPage(ctx, notices, next))
    },
  }),

  post('/notifications/reading', {
    access: 'person',
    summary:
      'Mark as read: one thing (id), what you were told of an item besides what is said there (item), or all until a moment (until)',
    everything: true,
    body: T.Object({
      id: T.Optional(T.Integer({ minimum: 1 })),
      item: T.Optional(T.Integer({ minimum: 1 })),
      until: T.Optional(T.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' })),
    }),
    response: T.Object({ url: T.String(), read: T.Integer(), news: T.Boolean(), written: T.Boolean() }),
    async handle(ctx, { body }) {
      const { id, item, until } = body
      if (until && Number.isNaN(Date.parse(until))) throw new Problem(400, 'not-understood')
      const which = id ? { id } : item ? { item } : { until: until ? new Date(until) : ctx.now }
      return done('/notifications', { url: '/notifications', ...(await markNoticesRead(ctx.sql, which, ctx.now)) })
    },
  }),

  get('/waiting', {
    access: 'person',
    summary: 'All that waits for you, and what you look after as a host, across your communities',
    everything: true,
    response: T.Object({ waiting: T.Array(WaitingSchema), toLookAfter: T.Array(WaitingSchema) }),
    load: ({ site, sql, now }) =>
      Promise.all([
        allWaiting(site.waiting, { site, sql, now }, MOST_WAITING),
        allWaiting(site.toLookAfter, { site, sql, now }, MOST_WAITING),
      ]),
    async handle(ctx, _input, [waiting, toLookAfter]) {
      const data = { waiting: waiting.map(presentWaiting), toLookAfter: toLookAfter.map(presentWaiting) }
      return page(data, () => waitingPage(ctx, waiting, toLookAfter))
    },
  }),
]

/** Why one is told of words: they are read where they stand. */
const said = new Set<Notice['reason']>(['wrote-to-you', 'named', 'answered', 'yours', 'follows', 'announced'])

function presentNotice(ctx: Ctx, row: Notice, questions: ReadonlySet<number>) {
  const { id, reason, title, lang, unread, at, slug, space, actorId, handle, name, picture } = row
  return {
    id,
    reason,
    sentence: sentenceOf(ctx.site, ctx.locale, row, questions, ctx),
    url: addressOf(ctx.site, row),
    title,
    lang,
    by: actorId === null ? null : cardOf({ id: actorId, handle: handle!, name: name!, picture }),
    unread,
    at: at.toISOString(),
    space: { slug, name: space },
    excerptHtml: row.html ?? '',
    excerptLang: row.htmlLang ?? lang,
    /** Not read by reading what is said. */
    apart: row.itemId === null || row.gone || !said.has(reason),
  }
}
