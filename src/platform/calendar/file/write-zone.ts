import { weekdayOf } from '../days.ts'
import { DAY, dayOf, localText } from '../local.ts'
import { WEEKDAYS } from '../rule.ts'
import { offsetAt, stretchesOf } from '../zones.ts'

/** A zone is said to be regular where it was so in each of so many years. */
const REGULAR_YEARS = 6
/** What has no end is described so far where the clock of its zone follows no rule. */
const IRREGULAR_YEARS = 15
const LAST_YEAR = 2190

/** A change of the clock, by the local time before it. */
interface Change {
  local: number
  before: number
  after: number
  /** How a rule can say it, the ways that programs understand best first. */
  ways: string[]
}

/** So many are kept: what a zone's clock does is the same whoever asks, and takes long to find out. */
const MOST_KEPT = 300
const kept = new Map<string, string[]>()

/**
 * The lines of a VTIMEZONE: what the clock of a zone does from the year before `first` on. Where it follows a rule by `last`, the rule
 * goes on without end, so that series without end stay right.
 * @param last the last year in question; undefined where there is none
 */
export function zoneLines(zone: string, first: number, last: number | undefined, now: number): string[] {
  const key = `${zone} ${first} ${last ?? `from ${now}`}`
  const known = kept.get(key)
  if (known) return known
  const lines = describedLines(zone, first, last, now)
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!)
  kept.set(key, lines)
  return lines
}

function describedLines(zone: string, first: number, last: number | undefined, now: number): string[] {
  const from = Math.max(1900, first - 1)
  const open = Math.max(from, last ?? now) + (last === undefined ? IRREGULAR_YEARS : 1)
  const end = Math.min(LAST_YEAR, open)
  const regular = regularFrom(zone, from, end)
  const single: Change[] = []
  for (let year = from; year < (regular?.year ?? end + 1); year++) single.push(...changesIn(zone, year))
  const begun =
    single.some(({ local }) => local < Date.UTC(from + 1, 0, 1)) || (regular?.year === from && regular.changes.length)
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...(begun ? [] : observance(stillness(zone, from))),
    ...single.flatMap((change) => observance(change)),
    ...(regular?.changes.flatMap((change) => observance(change, change.ways[0])) ?? []),
    'END:VTIMEZONE',
  ]
}

/** What the clock does before it changes for the first time. */
function stillness(zone: string, year: number): Change {
  const start = Date.UTC(year, 0, 1)
  const offset = offsetAt(zone, start)
  return { local: start, before: offset, after: offset, ways: [] }
}

function observance({ local, before, after }: Change, way?: string): string[] {
  const name = after > before ? 'DAYLIGHT' : 'STANDARD'
  return [
    `BEGIN:${name}`,
    `DTSTART:${localText(local, false).replace(/[-:]/g, '')}`,
    ...(way ? [`RRULE:FREQ=YEARLY;${way}`] : []),
    `TZOFFSETFROM:${offsetText(before)}`,
    `TZOFFSETTO:${offsetText(after)}`,
    `TZNAME:${offsetText(after)}`,
    `END:${name}`,
  ]
}

/** `+0530`, with seconds where an old offset has them. */
function offsetText(offset: number): string {
  const text = localText(Math.abs(offset), false).slice(11).replaceAll(':', '')
  return (offset < 0 ? '-' : '+') + (text.endsWith('00') ? text.slice(0, 4) : text)
}

function changesIn(zone: string, year: number): Change[] {
  const stretches = stretchesOf(zone, year)
  const change = ({ from, offset }: { from: number; offset: number }): Change => {
    const before = offsetAt(zone, from - 1000)
    return { local: from + before, before, after: offset, ways: waysOf(from + before) }
  }
  // A change in the very moment in which the year of UTC begins is told by what was before.
  return stretches.filter(({ from, offset }) => offsetAt(zone, from - 1000) !== offset).map(change)
}

/** The parts of a yearly rule that have this day: the last Sunday of March, the fourth, the Sunday from the 25th to the 31st. */
function waysOf(local: number): string[] {
  const date = new Date(local)
  const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()]
  const weekday = WEEKDAYS[weekdayOf(dayOf(local) / DAY)]!
  const days = new Date(Date.UTC(date.getUTCFullYear(), month, 0)).getUTCDate()
  const by = `BYMONTH=${month};`
  const ways = day > days - 7 ? [`${by}BYDAY=-1${weekday}`] : []
  ways.push(`${by}BYDAY=${Math.ceil(day / 7)}${weekday}`)
  for (let from = Math.max(1, day - 6); from <= Math.min(day, days - 6); from++) {
    const week = Array.from({ length: 7 }, (_, at) => from + at)
    ways.push(`${by}BYMONTHDAY=${week.join(',')};BYDAY=${weekday}`)
  }
  return [...ways, `${by}BYMONTHDAY=${day}`]
}

/** Since which year the clock has followed one rule that still holds after `end`, and the changes of that year. */
function regularFrom(zone: string, from: number, end: number): { year: number; changes: Change[] } | undefined {
  const newest = end + REGULAR_YEARS
  let changes = changesIn(zone, newest)
  let year = newest
  for (; year > from; year--) {
    const earlier = both(changesIn(zone, year - 1), changes)
    if (!earlier) break
    changes = earlier
  }
  return newest - year >= REGULAR_YEARS - 1 ? { year, changes } : undefined
}

/** The changes of the earlier year with the ways that say both years; undefined where there is none. */
function both(earlier: Change[], later: Change[]): Change[] | undefined {
  if (earlier.length !== later.length) return undefined
  const common = earlier.map((change, at) => {
    const other = later[at]!
    const same =
      change.before === other.before && change.after === other.after && change.local % DAY === other.local % DAY
    return { ...change, ways: same ? change.ways.filter((way) => other.ways.includes(way)) : [] }
  })
  return common.every(({ ways }) => ways.length) ? common : undefined
}
