import type { Locale } from '../../platform/i18n.ts'
import type { WeeklySource } from '../../spine/letters/weekly.ts'
import { comingDates } from './coming.ts'
import { addDays, dayIn } from './days.ts'
import { type Mark, marksBetween } from './rhythm/marks.ts'
import { plainMark } from './rhythm/said.ts'
import { saidDay, saidWhen } from './said.ts'

/** How many dates a letter lists. */
const MOST = 10

/** The dates of the coming week in a community and one's circles there, not what is called off; and what is kept in it. */
export const weekly: WeeklySource = async ({ sql, now, locale, timeZone }) => {
  const dates = await comingDates(sql, now, { days: 7, most: MOST })
  const first = dayIn(now, timeZone)
  const marks = await marksBetween(sql, { first, end: addDays(first, 7) })
  const held = dates.filter(({ cancelled, untilAt }) => !cancelled && untilAt > now)
  return {
    heading: locale.t('calendar.weekly'),
    entries: [
      ...held.map((one) => {
        const mine = one.reply === 'yes' ? locale.t('calendar.mine.yes') : ''
        const circle = one.space.kind === 'circle' ? locale.t('calendar.weekly.circle', { name: one.space.name }) : ''
        const facts = [saidWhen(locale, one, timeZone, now), one.place, circle, mine].filter(Boolean)
        return { title: one.title, url: one.url, line: facts.join(' · '), lang: one.lang }
      }),
      ...marks.slice(0, MOST).map((mark) => markEntry(locale, mark, now)),
    ],
  }
}

function markEntry(locale: Locale, mark: Mark, now: Date) {
  const { url, lang, first, last } = mark
  const [from, until] = [saidDay(locale, first, now), saidDay(locale, last, now)]
  const line = first === last ? from : locale.t('calendar.when.days', { from, until })
  return { title: plainMark(locale, mark), url, line, lang: mark.kind === 'key-day' ? lang : locale.lang }
}
