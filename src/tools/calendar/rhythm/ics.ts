import type { IcsEvent } from '../../../platform/calendar/file.ts'
import type { Locale } from '../../../platform/i18n.ts'
import { addDays } from '../days.ts'
import { type MarkRow, markUrl } from './marks.ts'
import { plainMark } from './said.ts'
import { dayInYear } from './yearly.ts'

/**
 * Key days, birthdays and quiet times for other programs: whole days that take nobody's time.
 * @param home the address of the site
 */
export function marksAsEvents(locale: Locale, home: string, rows: readonly MarkRow[], now: Date): IcsEvent[] {
  return rows.map((row) => {
    const { kind, id, title, lang, space } = row
    const url = home + markUrl(row)
    return {
      uid: `${kind}-${id}-${space.slug}@copse`,
      sequence: 0,
      when: whenOf(row, now),
      title: plainMark(locale, { kind, id, title, lang, space, url, nth: null, first: '', last: '' }),
      description: '',
      place: '',
      url,
      status: 'confirmed',
      categories: [],
      overrides: [],
      alarms: [],
      rest: 'TRANSP:TRANSPARENT',
    }
  })
}

/** From last year on, so that also what has just been is seen. */
function whenOf({ kind, starts, ends, since, yearly }: MarkRow, now: Date): IcsEvent['when'] {
  if (kind === 'quiet') return { starts, ends: addDays(ends, 1), zone: null, rule: yearly ? 'FREQ=YEARLY' : null }
  const day = dayInYear(starts, Math.max(now.getUTCFullYear() - 1, since ?? 0))
  // The 60th day is the 29th of February, or in the years without it the 1st of March.
  const rule = starts === '02-29' ? 'FREQ=YEARLY;BYYEARDAY=60' : 'FREQ=YEARLY'
  return { starts: day, ends: addDays(day, 1), zone: null, rule }
}
