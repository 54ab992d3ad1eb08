import { addDays } from '../days.ts'

/** Days one after the other, from the first to the last, which is among them: `2026-07-12`. */
export interface Span {
  first: string
  last: string
}

/** Whether there is such a day, in a year that the calendar reckons with. */
export function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) && day >= '1900-03-01' && day <= '2199-10-31'
}

/** Whether a day of every year, `02-29`, is in a year. */
function isIn(day: string, year: number): boolean {
  return day !== '02-29' || new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
}

/** Where a day of every year is in one of them. The 29th of February is on the 1st of March of the years without it. */
export function dayInYear(day: string, year: number): string {
  return `${year}-${isIn(day, year) ? day : '03-01'}`
}

/** The years that some days are in. @param range up to its end, which is not among them */
export function yearsOf({ first, end }: { first: string; end: string }): number[] {
  const [from, to] = [Number(first.slice(0, 4)), Number(addDays(end, -1).slice(0, 4))]
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
}

/** The days of every year that may be in a range; null where it is so long that all are. */
export function yearDaysIn({ first, end }: { first: string; end: string }): string[] | null {
  const days: string[] = []
  for (let day = first; day < end; day = addDays(day, 1)) {
    days.push(day.slice(5))
    if (day.endsWith('-03-01') && !isIn('02-29', Number(day.slice(0, 4)))) days.push('02-29')
    if (days.length > 100) return null
  }
  return days
}

/** A time that comes each year, as often as it touches a range: it may go on into the next year. */
export function yearlySpans({ first, last }: Span, range: { first: string; end: string }): Span[] {
  const length = (Date.parse(last) - Date.parse(first)) / 86_400_000
  const begun = Number(first.slice(0, 4))
  const [from = 0] = yearsOf(range)
  return [from - 1, ...yearsOf(range)]
    .filter((year) => year >= begun)
    .map((year) => dayInYear(first.slice(5), year))
    .map((day) => ({ first: day, last: addDays(day, length) }))
    .filter((span) => span.last >= range.first && span.first < range.end)
}

/** The later of two days, and the earlier. */
export const laterDay = (one: string, other: string) => [one, other].toSorted()[1]!
export const earlierDay = (one: string, other: string) => [one, other].toSorted()[0]!
