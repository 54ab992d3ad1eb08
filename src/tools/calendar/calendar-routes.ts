import { Type as T } from '@sinclair/typebox'
import { Problem } from '../../platform/http/problems.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { addDays, dayIn, daysOn, daysShown, isDay, rangeOf, type View, views } from './days.ts'
import { presentListed, questionsIn } from './finding/list.ts'
import { outsideIn } from './ics/outside.ts'
import { DateSchema, presentDate } from './present.ts'
import { datesBetween } from './range.ts'
import { MarkSchema, marksBetween } from './rhythm/marks.ts'
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
  /** Key days, birthdays and quiet times. */
  marks: T.Array(MarkSchema),
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
  if (!isDay(at) || at < '1900-03-01' || at > '2199-10-31') throw new Problem(400, 'not-understood')
  const shown = daysShown(view, at, ctx)
  const [{ rows, nextDay }, soon, silent, marks, open] = await Promise.all([
    view === 'agenda' ? listed(ctx, shown) : all(ctx, shown),
    view === 'month' ? datesBetween(ctx.sql, listedOf(ctx, at, today), { most: LISTED, coming: true }) : [],
    silentFor(ctx),
    marksBetween(ctx.sql, shown),
    ctx.space ? questionsIn(ctx.sql, ctx.space.id, false, OPEN) : [],
  ])
  const next = nextDay ? `${here}?view=agenda&day=${nextDay}` : null
  const said = { view, day: at, ...shown, marks, next }
  // A page shows only some of many dates; a program is told all.
  const data = {
    ...said,
    get dates() {
      return rows.map(presentDate)
    },
  }
  return page(data, () =>
    calendarPage(ctx, {
      ...said,
      dates: rows,
      today,
      here,
      list: soon.map(presentDate),
      silent,
      questions: open.map((one) => presentListed(ctx, one)),
    }),
  )
}

type Days = ReturnType<typeof daysShown>

async function all(ctx: Request, shown: Days, coming = false) {
  const rows = await datesBetween(ctx.sql, rangeOf(shown, ctx.timeZone), { most: MOST, coming })
  return { rows, nextDay: undefined as string | undefined }
}

/** From a day on so many as a page has, whole days only, so that the next page begins with a day; of a full day all. */
async function listed(ctx: Request, shown: Days) {
  const rows = await datesBetween(ctx.sql, rangeOf(shown, ctx.timeZone), { most: LISTED + 1, coming: true })
  const further = rows[LISTED]
  if (!further) return { rows, nextDay: undefined }
  // A whole day is kept as one of UTC: where it is still the day before, that is not over yet.
  const [nextDay] = [daysOn(further, ctx.timeZone).first, dayIn(further.fromAt, ctx.timeZone)].sort() as [
    string,
    string,
  ]
  const before = rows.filter((row) => daysOn(row, ctx.timeZone).first < nextDay)
  if (nextDay > shown.first && before.length) return { rows: before, nextDay }
  const [, full] = [nextDay, shown.first].sort() as [string, string]
  const end = addDays(full, 1)
  return { ...(await all(ctx, { first: shown.first, end }, true)), nextDay: end }
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
