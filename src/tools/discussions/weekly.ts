import type { WeeklySource } from '../../spine/letters/weekly.ts'
import { presentInList } from './card.ts'
import { listOf } from './list.ts'

/** How many discussions a letter tells of. */
const MOST = 7

/** What was said in a community since its last letter and not read; in the first letter, what is going on there. */
export const weekly: WeeklySource = async ({ sql, locale, since }) => {
  const [rows, blocks] = await Promise.all([
    listOf(sql, { most: MOST, words: 'last', heard: true, ...(since && { show: 'new' }) }),
    sql<{ blockedId: number }[]>`select blocked_id from block where person_id = (select me())`,
  ])
  // Of whom one has blocked one hears nothing by letter: neither what they began nor what they said last.
  const blocked = new Set(blocks.map(({ blockedId }) => blockedId))
  const shown = rows.filter(
    (row) => (since === null || row.lastAt > since) && !blocked.has(row.authorId) && !blocked.has(row.lastById),
  )
  return {
    heading: locale.t(since ? 'discussions.weekly' : 'discussions.weekly.first'),
    entries: shown.map((row) => {
      const one = presentInList(row)
      const about = { name: one.author.name, count: one.messageCount - 1, unread: one.unread, last: one.lastBy }
      const line = locale.t(
        since && one.unread < one.messageCount ? 'discussions.weekly.more' : 'discussions.weekly.line',
        about,
      )
      const from =
        one.space.kind === 'circle' ? ` · ${locale.t('discussions.in-circle', { name: one.space.name })}` : ''
      return { title: one.title, url: one.url, line: line + from, lang: one.lang, excerptHtml: row.wordsHtml ?? '' }
    }),
  }
}
