import type { Locale } from '../../../platform/i18n.ts'
import type { Finding } from './finding.ts'

/** What was found, as a sentence. */
export function saying({ t }: Locale, { says, values }: Finding): string {
  return t(`health.${says}`, values)
}

/** What to do about it; empty where nothing is to be done. */
export function doing(locale: Locale, { says, values }: Finding): string {
  return locale.has(`health.${says}.do`) ? locale.t(`health.${says}.do`, values) : ''
}
