import { Type as T } from '@sinclair/typebox'
import type { Request } from '../../../spine/request/ctx.ts'
import { nullable } from '../../../spine/request/schemas.ts'
import { addDays, daysOn, monthAfter, weekOf } from '../days.ts'
import { urlOf } from '../events.ts'
import { dateUrl } from '../present.ts'
import { type Beat, beatsOf, heldOf } from './beats.ts'
import { busyWeeks, gapsOf, perWeek, wantsOf } from './gaps.ts'
import { type Mark, MarkSchema } from './marks.ts'
import { MOST, type YearDate } from './year.ts'
import { laterDay } from './yearly.ts'

const SpaceSchema = T.Object({ slug: T.String(), name: T.String(), kind: T.String() })
const DateSchema = T.Object({
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  original: T.String(),
  /** The days it is on, for whoever asks. */
  first: T.String(),
  last: T.String(),
  from: T.String(),
  until: T.String(),
  space: SpaceSchema,
})

export const YearSchema = T.Object({
  /** The year it begins in, and in which month. */
  year: T.Integer(),
  month: T.Integer(),
  first: T.String(),
  end: T.String(),
  /** Whether all dates are here: of very many only the first are told. */
  whole: T.Boolean(),
  beats: T.Array(
    T.Object({
      url: T.String(),
      title: T.String(),
      lang: T.String(),
      space: SpaceSchema,
      every: T.String(),
      rule: nullable(T.String()),
      held: nullable(T.String()),
      /** How many in each month of this year, and in each of its weeks. */
      months: T.Array(T.Integer()),
      weeks: T.Array(T.Integer()),
      dates: T.Array(DateSchema),
    }),
  ),
  once: T.Array(DateSchema),
  marks: T.Array(MarkSchema),
  gaps: T.Array(T.Object({ first: T.String(), last: T.String(), weeks: T.Integer(), rest: nullable(T.String()) })),
  busy: T.Array(T.Object({ first: T.String(), count: T.Integer() })),
  /** Kinds of rhythm that the year lacks; asked of hosts alone. */
  wants: T.Array(T.String()),
})

export type ShownYear = ReturnType<typeof presentYear>
export type ShownBeat = ShownYear['beats'][number]
export type YearEntry = ReturnType<typeof presentEntry>

/** The days of a year. */
interface Bounds {
  year: number
  month: number
  first: string
  end: string
}

/** A year from a month on. */
export function boundsOf(year: number, month: number): Bounds {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  return { year, month, first, end: monthAfter(first, 12) }
}

/** A year as the API and the page show it. */
export function presentYear(ctx: Request, bounds: Bounds, dates: YearDate[], marks: Mark[]) {
  const { timeZone } = ctx
  const { beats, once } = beatsOf(dates)
  const weeks = weeksIn(ctx, bounds)
  const since = ctx.space?.createdAt.slice(0, 10) ?? ''
  const within = { first: laterDay(since, bounds.first), end: bounds.end }
  return {
    ...bounds,
    whole: dates.length < MOST,
    beats: beats.map((beat) => presentBeat(ctx, beat, bounds, weeks)),
    once: once.map((date) => presentEntry(date, timeZone)),
    marks,
    gaps: gapsOf(dates, within, marks, timeZone),
    busy: busyWeeks(perWeek(dates, timeZone, ctx)),
    wants: ctx.space?.standing === 'host' ? wantsOf(beats, dates, marks) : [],
  }
}

/** The first days of the weeks of a year, also of those that only reach into it. */
export function weeksIn(ctx: Request, { first, end }: Pick<Bounds, 'first' | 'end'>): string[] {
  const weeks: string[] = []
  for (let week = weekOf(first, ctx); week < end; week = addDays(week, 7)) weeks.push(week)
  return weeks
}

function presentBeat(ctx: Request, beat: Beat, bounds: Bounds, weeks: string[]) {
  const { title, lang, slug, space, kind, every, rule, begins } = beat
  const dates = beat.dates.map((date) => presentEntry(date, ctx.timeZone))
  const [months, inWeeks] = [Array<number>(12).fill(0), Array<number>(weeks.length).fill(0)]
  for (const { first } of dates) {
    // What began before the year is told at its beginning.
    const day = laterDay(first, bounds.first)
    months[(Number(day.slice(0, 4)) - bounds.year) * 12 + Number(day.slice(5, 7)) - bounds.month]!++
    inWeeks[weeks.indexOf(weekOf(day, ctx))]!++
  }
  return {
    url: urlOf(slug, beat.dates.at(-1)!.eventId, title),
    ...{ title, lang, every, rule, begins, dates, months, weeks: inWeeks },
    space: { slug, name: space, kind },
    held: heldOf(beat.dates) ?? null,
  }
}

function presentEntry(date: YearDate, zone: string) {
  const { original, title, lang, slug, space, kind } = date
  const url = urlOf(slug, date.eventId, date.event)
  return {
    ...{ title, lang, original, ...daysOn(date, zone) },
    url: date.rule ? dateUrl(url, original) : url,
    from: date.fromAt.toISOString(),
    until: date.untilAt.toISOString(),
    space: { slug, name: space, kind },
  }
}
