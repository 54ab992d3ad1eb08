import type { WeeklySource } from '../../spine/letters/weekly.ts'
import { comingDates } from './coming.ts'
import { saidWhen } from './said.ts'

/** How many dates a letter lists. */
const MOST = 10

/** The dates of the coming week in a community and one's circles there; not what is called off. */
export const weekly: WeeklySource = async ({ sql, now, locale, timeZone }) => {
  const dates = await comingDates(sql, now, { days: 7, most: MOST })
  const held = dates.filter(({ cancelled, untilAt }) => !cancelled && untilAt > now)
  return {
    heading: locale.t('calendar.weekly'),
    entries: held.map((one) => {
      const mine = one.reply === 'yes' ? locale.t('calendar.mine.yes') : ''
      const circle = one.space.kind === 'circle' ? locale.t('calendar.weekly.circle', { name: one.space.name }) : ''
      const facts = [saidWhen(locale, one, timeZone, now), one.place, circle, mine].filter(Boolean)
      return { title: one.title, url: one.url, line: facts.join(' · '), lang: one.lang }
    }),
  }
}
