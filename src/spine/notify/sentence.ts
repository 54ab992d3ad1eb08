import type { Locale } from '../../platform/i18n.ts'
import type { Site } from '../request/site.ts'
import type { Notice } from './notices.ts'

/** What a tool wrote down to say of an item; `address` leads to the part of the item that is meant. */
export type Facts = Record<string, unknown> & { address?: string }

/** Whom something is said to: times are those of their clock. */
export interface Reader {
  timeZone: string
  now: Date
}

/** Words of a tool for one of its kinds of item: who did it, how many others did, and what the tool wrote down, if it did. */
export type Telling = (locale: Locale, told: { name: string; others: number; facts: Facts | null } & Reader) => string

/** Why someone is told, in one sentence: "Bashir and 2 others answered your question". */
export function sentenceOf(
  site: Pick<Site, 'tellings'>,
  locale: Locale,
  notice: Notice,
  questions: ReadonlySet<number>,
  reader: Reader,
): string {
  const { t } = locale
  const { reason, itemId, kind, name, others, space } = notice
  const own = site.tellings[`${kind}.${reason}`]
  const values = { name: name ?? '', others, space }
  if (own) return own(locale, { ...values, facts: notice.facts, timeZone: reader.timeZone, now: reader.now })
  if (reason === 'yours' && itemId !== null && questions.has(itemId)) return t('told.yours.question', values)
  return t(`told.${reason}`, values)
}

/** Where it is: the message it begins with, the item, or the place where it is answered. */
export function addressOf(site: Pick<Site, 'itemPath'>, notice: Notice): string {
  const { reason, slug, itemId, kind, title, number, gone } = notice
  const space = `/c/${slug}`
  if (reason === 'knocked') return `${space}/requests`
  if (reason === 'reported') return `${space}/reports`
  if (reason === 'report-settled') return '/me/reports'
  if (reason === 'note-answered' && notice.asHost) return `${space}/notes/${notice.subjectId}`
  if (reason === 'warned' || reason === 'suspended' || reason === 'note-answered')
    return `/me/notes/${notice.subjectId}`
  if (itemId === null || gone) return reason === 'invited' ? `${space}/door` : space
  const item = space + site.itemPath(kind!, itemId, title)
  if (reason === 'asked-words') return `${item}/moving`
  if (reason === 'suggested' || reason === 'suggestion-settled') return `${item}/suggestions/${notice.subjectId}`
  if (notice.facts?.address) return item + notice.facts.address
  if (reason === 'written-down') return `${item}/spoken/${notice.subjectId}`
  return number ? `${item}/messages/${number}` : item
}
