/**
 * When something is, by the clock on the wall. Local times are text, never a Date: `2026-11-24T19:00:00`, or `2026-11-24` where it
 * lasts whole days.
 */
export interface When {
  starts: string
  /** Exclusive, in the same zone: whole days end on the day after the last. */
  ends: string
  /** A name of the IANA database; null for whole days, which are the same date everywhere. */
  zone: string | null
  /** The value of an RRULE. Its UNTIL may be a date, a local time, or UTC; `checkedWhen` makes it local. */
  rule?: string | null
  /** Further starts, local (RDATE). */
  dates?: string[]
  /** Starts that do not take place, as the rule has them (EXDATE). A bare date of what has a time: whatever starts on that day. */
  except?: string[]
}

/** A `When` that has been checked: all there, sorted, spelled in one way. */
export type CheckedWhen = Required<When>

/** One time that something takes place. */
export interface Occurrence {
  /** The local start by the rule: what a RECURRENCE-ID says. */
  original: string
  /** Local; differs from `original` only where the clock skipped that time. */
  starts: string
  ends: string
  /** For whole days: midnight UTC of those dates. */
  from: Date
  until: Date
}

/**
 * Why something about times cannot be taken:
 * - `time`: no date or time, or outside the years 1900 to 2199
 * - `zone`: no zone of the IANA database, or none where one is needed
 * - `order`: it ends before it begins
 * - `rule`: no rule of RFC 5545, or with parts that contradict its FREQ
 * - `often`: several times an hour, or more than 24 times a day
 * - `many`: more than 2,000 single dates, or 1,000 changes to single times
 * - `file`: a file that is no calendar, or too large
 */
export type Why = 'time' | 'zone' | 'order' | 'rule' | 'often' | 'many' | 'file'

/** Times that cannot be taken. Whoever shows it to people says `why` in their words. */
export class CalendarTrouble extends Error {
  constructor(
    readonly why: Why,
    what: string,
  ) {
    super(`${why}: ${what.slice(0, 200)}`)
    this.name = 'CalendarTrouble'
  }
}
