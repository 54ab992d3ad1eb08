import type { Html } from '../platform/html.ts'
import type { Locale } from '../platform/i18n.ts'
import { type Again, select } from './form.ts'
import type { Frame } from './frame.ts'

/** A full hour as the reader's clock says it: "21:00". @param hour 0 to 23 */
export function hourSaid(locale: Locale, hour: number): string {
  return locale.date(new Date(Date.UTC(2024, 0, 1, hour)), 'UTC', { hour: 'numeric', minute: '2-digit' })
}

/** A full hour of the day to choose. @param look `value` is 0 to 23 */
export function hourField(frame: Frame, look: { name: string; label: string; value: number }, again: Again = {}): Html {
  const options = Array.from({ length: 24 }, (_, at): [string, string] => [String(at), hourSaid(frame.locale, at)])
  return select(frame, { ...look, value: String(look.value), options }, again)
}
