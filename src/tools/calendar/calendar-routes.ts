import { Type as T } from '@sinclair/typebox'
import { Problem } from '../../platform/http/problems.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/nullable.ts'
import { get, page } from '../../spine/request/route.ts'
import { addDays, dayIn, daysShown, rangeOf, type View, views } from './days.ts'
import { presentListed, questionsIn } from './finding/list.ts'
import { outsideIn } from './ics/outside.ts'
import { DateSchema, presentDate } from './present.ts'
import { datesBetween } from './range.ts'
import { calendarPage } from './views/calendar.ts'

/** So many dates an agenda lists at once; a month shows all that it can. */
const LISTED = 40
const MOST = 2500
/** So many open questions stand above the dates. */
const OPEN = 5

const query = T.Object({
  view: T.Optional(T.Union(views.map((view) => T.Literal(view)))),
  day: T.Optional(T.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })),
})
const response = T.Object({
  view: T.String(),
  day: T.String(),
  first: T.String(),
  end: T.String(),
  dates: T.Array(DateSchema),
  next: nullable(T.String()),
})

export const calendarRoutes = [
  get('/c/:space/calendar', {
    access: 'reader',
    summary: 'The dates of a month, a week, or from a day on, here and in the circles here that one belongs to',
    everything: true,
    query,
    response,
    handle: (ctx, { query }) => calendar(ctx, query, `/c/${spaceOf(ctx).slug}/calendar`),
  }),

  get('/calendar', {
    access: 'person',
    summary: 'The dates of all your communities and circles: of a month, a week, or from a day on',
    everything: true,
    query,
    response,
    handle: (ctx, { query }) => calendar(ctx, query, '/calendar'),
  }),
]

async function calendar(ctx: Request, { view = 'month', day }: { view?: View; day?: string }, here: string) {
  const today = dayIn(ctx.now, ctx.timeZone)
  const at = day ?? today
  if (Number.isNaN(Date.parse(`${at}T00:00:00Z`)) || at < '1900-03-01' || at > '2199-10-31')
    throw new Problem(400, 'not-understood')
  const shown = daysShown(view, at, ctx.locale)
  const [rows, soon, silent, open] = await Promise.all([
    datesBetween(ctx.sql, rangeOf(shown, ctx.timeZone), {
      most: view === 'agenda' ? LISTED + 1 : MOST,
      coming: view === 'agenda',
    }),
    view === 'month' ? datesBetween(ctx.sql, listedOf(ctx, at, today), { most: LISTED, coming: true }) : [],
    silentFor(ctx),
    ctx.space ? questionsIn(ctx.sql, ctx.space.id, false, OPEN) : [],
  ])
  const dates = rows.slice(0, view === 'agenda' ? LISTED : MOST).map(presentDate)
  const last = dates.at(-1)
  const next =
    view === 'agenda' && rows.length > LISTED && last
      ? `${here}?view=agenda&day=${dayIn(last.fromAt, ctx.timeZone)}`
      : null
  const data = { view, day: at, ...shown, dates, next }
  return page(data, () =>
    calendarPage(ctx, {
      ...data,
      today,
      here,
      list: soon.map(presentDate),
      silent,
      questions: open.map((one) => presentListed(ctx, one)),
    }),
  )
}

/** For hosts: calendars of others that do not answer. */
async function silentFor(ctx: Request) {
  if (ctx.space?.standing !== 'host') return []
  return (await outsideIn(ctx)).filter(({ silentSince }) => silentSince)
}

/** What a month lists below its table: from today on in this month, all of another. */
function listedOf(ctx: Request, at: string, today: string) {
  const first = `${at.slice(0, 7)}-01`
  const end = `${addDays(first, 31).slice(0, 7)}-01`
  const thisMonth = at.slice(0, 7) === today.slice(0, 7)
  return rangeOf(thisMonth ? { first: today, end: addDays(today, 31) } : { first, end }, ctx.timeZone)
}
