import { checkedWhen } from '../../platform/calendar/checked.ts'
import { CalendarTrouble, type CheckedWhen, type When, type Why } from '../../platform/calendar/when.ts'
import { invalid } from '../../platform/http/problems.ts'

/** What lasts longer than this is no date any more. */
const LONGEST_DAYS = 366

/** Which field of the form is wrong, and how that is said. */
const told: Record<Why, () => Error> = {
  time: () => invalid('day', 'when-time'),
  zone: () => invalid('zone', 'no-zone'),
  order: () => invalid('untilTime', 'when-order'),
  rule: () => invalid('repeat', 'when-rule'),
  often: () => invalid('repeat', 'when-often'),
  many: () => invalid('repeat', 'when-many'),
  file: () => invalid('_', 'not-understood'),
}

/** @throws Invalid where times cannot be taken */
export function sayable<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof CalendarTrouble) throw told[error.why]()
    throw error
  }
}

/**
 * When something is, as it may be kept.
 * @throws Invalid with the field of the form that is wrong
 */
export function wallTimes(when: When): CheckedWhen {
  const checked = sayable(() => checkedWhen(when))
  if (daysBetween(checked.starts, checked.ends) > LONGEST_DAYS) throw invalid('untilDay', 'date-far')
  return checked
}

/** From the day of one wall time to that of another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000
}
