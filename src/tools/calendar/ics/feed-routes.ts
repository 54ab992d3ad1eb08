import { Type as T } from '@sinclair/typebox'
import { writeCalendar } from '../../../platform/calendar/file.ts'
import { notFound, tooOften } from '../../../platform/http/problems.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { tooFast } from '../../../spine/request/pace.ts'
import { get } from '../../../spine/request/route.ts'
import { idIn } from '../../../spine/slug.ts'
import { siteName } from '../../../ui/layout.ts'
import { asFeed, discreet, idOfToken, PACE } from '../../feeds/index.ts'
import { Original } from '../event-routes.ts'
import { eventFor } from '../events.ts'
import { marksAsEvents } from '../rhythm/ics.ts'
import { markRows } from '../rhythm/marks.ts'
import { calendarFile, feedFile, REFRESH } from './answering.ts'
import { type OneDate, toldDate, toldEvent } from './told.ts'
import { wholeEvents } from './whole.ts'

/** Dates that are longer over than this are not in a feed. */
const KEPT_MS = 92 * 86_400_000

export const icsRoutes = [
  get('/feeds/:token.ics', {
    access: 'anyone',
    // Its address is enough. A program that knows a name and a password as well is not sent away for it.
    applications: true,
    summary: 'A private calendar (iCalendar), as its person reads: the dates of a place, or of all their places',
    params: T.Object({ token: T.String({ maxLength: 60 }) }),
    response: T.Any(),
    async prepare({ site, params }) {
      const id = idOfToken(site, params.token)
      if (!id) return undefined
      const wait = tooFast(site, `feed ${id}`, PACE)
      if (wait) throw tooOften(wait)
      return asFeed(site, { id, form: 'calendar', wide: true }, async (sql, { me, place }) => {
        if (place && !place.tools.includes('calendar')) return undefined
        const since = new Date(Date.now() - KEPT_MS)
        const [events, marks] = await Promise.all([wholeEvents(sql, { since }), markRows(sql)])
        return { id, lang: me.lang, place, events, marks }
      })
    },
    async handle(ctx, { prepared }) {
      ctx.reply.headers(discreet)
      if (!prepared) throw notFound()
      const { id, lang, place, events, marks } = prepared
      const locale = ctx.site.localeFor(lang)
      const text = writeCalendar({
        name: place ? place.name : siteName(ctx),
        description: locale.t('feeds.warning'),
        events: [
          ...apart(events).map((event) => toldEvent(locale, ctx.home, event)),
          ...marksAsEvents(locale, ctx.home, marks, ctx.now),
        ],
        refresh: REFRESH,
        now: ctx.now,
      })
      return feedFile(ctx, text, place?.slug ?? 'dates', id)
    },
  }),

  get('/c/:space/events/:id/event.ics', {
    access: 'reader',
    summary: 'A date as a file for other calendars (iCalendar): all its dates, or the one named',
    query: T.Object({ date: T.Optional(Original) }),
    response: T.Any(),
    async handle(ctx, { params, query }) {
      const { id } = await eventFor(ctx, idIn(params.id))
      const [event] = await wholeEvents(ctx.sql, { ids: [id] })
      if (!event) throw notFound()
      const told = query.date
        ? toldDate(ctx.locale, ctx.home, event, await dateOf(ctx, event, query.date))
        : toldEvent(ctx.locale, ctx.home, event)
      return calendarFile(ctx, writeCalendar({ events: [told], now: ctx.now }), `date-${event.id}`)
    },
  }),
]

/** What is said of one date. @throws 404 */
async function dateOf(ctx: Request, event: Awaited<ReturnType<typeof wholeEvents>>[number], original: string) {
  const own = event.dates.find((date) => date.original === original)
  if (own) return own
  const [date] = await ctx.sql<OneDate[]>`
    select original, starts, ends from occurrence where event_id = ${event.id} and original = ${original}`
  if (!date) throw notFound()
  return date
}

/** The same event may have been taken into two places: in one file each needs a name of its own. */
function apart<E extends { uid: string; id: number }>(events: E[]): E[] {
  const seen = new Set<string>()
  return events.map((event) => {
    const uid = seen.has(event.uid) ? `${event.id}-${event.uid}`.slice(0, 255) : event.uid
    seen.add(event.uid)
    return { ...event, uid }
  })
}
