import type { Locale } from '../../platform/i18n.ts'
import type { Site } from '../request/ctx.ts'
import type { Notice } from './notices.ts'

/** Why someone is told, in one sentence: "Bashir and 2 others answered your question". */
export function sentenceOf(
  site: Pick<Site, 'told'>,
  locale: Locale,
  notice: Notice,
  questions: ReadonlySet<number>,
): string {
  const { t } = locale
  const { reason, itemId, kind, name, others, space } = notice
  const own = site.told[`${kind}.${reason}`]
  const values = { name: name ?? '', others, space }
  if (own) return own(locale, values)
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
  if (reason === 'written-down') return `${item}/spoken/${notice.subjectId}`
  return number ? `${item}/messages/${number}` : item
}
