import type { CheckedWhen, When } from '../../platform/calendar/when.ts'

/** Single dates besides a rule, and those it leaves out, moved as far as all of them are. */
export function singlesBy({ dates, except }: CheckedWhen, ms: number): Required<Pick<When, 'dates' | 'except'>> {
  return { dates: dates.map((wall) => shifted(wall, ms)), except: except.map((wall) => shifted(wall, ms)) }
}

/** A wall time as a number that can be reckoned with. */
export const wallMs = (wall: string) => Date.parse(wall.length === 10 ? `${wall}T00:00:00Z` : `${wall}Z`)
/** The wall time so many milliseconds later by the clock. */
export const shifted = (wall: string, ms: number) => new Date(wallMs(wall) + ms).toISOString().slice(0, wall.length)
