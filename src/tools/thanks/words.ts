import { invalid } from '../../platform/http/problems.ts'
import type { Locale } from '../../platform/i18n.ts'
import { oneLine, plainText } from '../../platform/plain-text.ts'

/** A few words: what is longer is a discussion. */
export const LONGEST = 600
const TITLE = 120

/** What was typed, with lines as they are kept, and how it begins. @throws Invalid */
export function plainWords(typed: string): { title: string; words: string } {
  const words = plainText(typed)
  if (!words) throw invalid('words', 'needed')
  if (words.length > LONGEST) throw invalid('words', 'too-long', { most: LONGEST })
  const line = oneLine(words)
  return { words, title: line.length > TITLE ? `${line.slice(0, TITLE - 1).replace(/\s\S*$/, '')}…` : line }
}

const prompts: readonly ((locale: Locale) => string)[] = [
  ({ t }) => t('thanks.prompt.easier'),
  ({ t }) => t('thanks.prompt.quiet'),
  ({ t }) => t('thanks.prompt.learnt'),
  ({ t }) => t('thanks.prompt.asked'),
  ({ t }) => t('thanks.prompt.stayed'),
  ({ t }) => t('thanks.prompt.first'),
  ({ t }) => t('thanks.prompt.mistake'),
  ({ t }) => t('thanks.prompt.listened'),
  ({ t }) => t('thanks.prompt.laughed'),
  ({ t }) => t('thanks.prompt.behind'),
  ({ t }) => t('thanks.prompt.no'),
  ({ t }) => t('thanks.prompt.all'),
]
const WEEK_MS = 7 * 86_400_000
/** 1970-01-01 was a Thursday. */
const MONDAY_MS = 4 * 86_400_000

/** The prompt of the week: the same for all, another every Monday (UTC). */
export function promptOf(locale: Locale, now: Date): string {
  return prompts[Math.floor((now.getTime() - MONDAY_MS) / WEEK_MS) % prompts.length]!(locale)
}
