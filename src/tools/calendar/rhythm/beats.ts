import { partsOf } from '../../../platform/calendar/parts.ts'
import type { YearDate } from './year.ts'

/** How often something comes, as people say it. */
export const everies = ['week', 'fortnight', 'month', 'quarter', 'half-year', 'year', 'irregular'] as const
export type Every = (typeof everies)[number]

/** What comes again and again: a series, or dates of the same name. */
export interface Beat {
  title: string
  lang: string
  slug: string
  space: string
  kind: string
  every: Every
  /** The rule that it follows; null where only its dates tell. */
  rule: string | null
  begins: string
  dates: YearDate[]
}

/** A series that is over within so many days is one thing that lasts a little. */
const SHORT_DAYS = 21
const DAY_MS = 86_400_000

/**
 * The beats of a year, the most frequent first, and what comes once. They follow from the dates: nobody has to say them a second
 * time.
 */
export function beatsOf(dates: readonly YearDate[]): { beats: Beat[]; once: YearDate[] } {
  const groups = new Map<string, YearDate[]>()
  for (const date of dates) {
    const key = `${date.slug} ${plainName(date.event)}`
    const group = groups.get(key)
    if (group) group.push(date)
    else groups.set(key, [date])
  }
  const beats: Beat[] = []
  const once: YearDate[] = []
  for (const group of groups.values()) {
    if (group.length > 1 || group[0]!.rule) beats.push(beatOf(group))
    else once.push(group[0]!)
  }
  return { beats: beats.sort(byEvery), once }
}

/** "Roles evening 3" and "roles evening" are the same evening. */
function plainName(title: string): string {
  return title.toLowerCase().replace(/[\s\d#.,:()/–-]+$/u, '') || title
}

function beatOf(dates: YearDate[]): Beat {
  // Where the series was changed from a day on, its later part says how it is now.
  const { event, lang, slug, space, kind, rule, begins } = dates.findLast((date) => date.rule) ?? dates.at(-1)!
  return { title: event, lang, slug, space, kind, rule, begins, every: everyOf(rule, dates), dates }
}

function everyOf(rule: string | null, dates: YearDate[]): Every {
  const parts = rule === null ? undefined : partsOf(rule)
  if (parts) {
    const ended = parts.until !== undefined || parts.count !== undefined
    if (ended && daysBetween(dates[0]!, dates.at(-1)!) <= SHORT_DAYS && parts.every !== 'year') return 'irregular'
    return named(parts.interval * { day: 1, week: 7, month: 30.4, year: 365 }[parts.every])
  }
  if (dates.length < 3) return rule === null ? 'irregular' : 'year'
  const steps = dates.slice(1).map((date, i) => daysBetween(dates[i]!, date))
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)]!
  // Most of the steps are near the usual one, else there is no beat to be heard.
  const near = steps.filter((step) => step >= usual * 0.6 && step <= usual * 1.6).length
  return near * 2 > steps.length ? named(usual) : 'irregular'
}

function named(days: number): Every {
  if (days <= 10) return 'week'
  if (days <= 20) return 'fortnight'
  if (days <= 45) return 'month'
  if (days <= 135) return 'quarter'
  return days <= 270 ? 'half-year' : 'year'
}

function daysBetween(one: YearDate, other: YearDate): number {
  return Math.round((other.fromAt.getTime() - one.fromAt.getTime()) / DAY_MS)
}

function byEvery(a: Beat, b: Beat): number {
  return (
    everies.indexOf(a.every) - everies.indexOf(b.every) ||
    b.dates.length - a.dates.length ||
    a.title.localeCompare(b.title)
  )
}

/** How something is held: on site, online, both at once, or now so and now so. Undefined where nothing is said of it. */
export function heldOf(dates: readonly YearDate[]): 'on-site' | 'online' | 'both' | 'mixed' | undefined {
  const ways = new Set(
    dates.map(({ onSite, online }) => (onSite ? (online ? 'both' : 'on-site') : online ? 'online' : undefined)),
  )
  ways.delete(undefined)
  const [only, ...more] = ways
  return more.length ? 'mixed' : only
}
