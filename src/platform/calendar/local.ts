import { CalendarTrouble } from './when.ts'

/** Milliseconds of a day of the calendar. */
export const DAY = 86_400_000
/** Nothing is before the one or from the other on: it bounds what any rule can cost. */
export const FIRST = Date.UTC(1900, 0, 1)
export const END = Date.UTC(2200, 0, 1)

const SHAPE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?$/

/** Whether a local time is a date alone. */
export function isDate(text: string): boolean {
  return text.length === 10
}

/**
 * A local time as a number to reckon with: the milliseconds it would have if it were UTC.
 * @throws CalendarTrouble `time`
 */
export function localMs(text: string): number {
  const parts =
    SHAPE.exec(text)
      ?.slice(1)
      .map((part) => Number(part ?? 0)) ?? []
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  const ms = Date.UTC(year, month - 1, day, hour, minute, second)
  const real = year >= 1900 && ms < END && hour < 24 && minute < 60 && second < 60 && new Date(ms).getUTCDate() === day
  if (!real || month < 1 || month > 12) throw new CalendarTrouble('time', text)
  return ms
}

/** The text of such a number: a date, or a date with a time to the second. */
export function localText(ms: number, dateOnly: boolean): string {
  return new Date(ms).toISOString().slice(0, dateOnly ? 10 : 19)
}

/** Midnight of the same day. */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY) * DAY
}

/** The year around a moment, from its first to behind its last. */
export function wholeYear(ms: number): { from: number; to: number } {
  const year = new Date(ms).getUTCFullYear()
  return { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 1, 0, 1) }
}
