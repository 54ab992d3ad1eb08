import type { Pool } from '../../../platform/database/connect.ts'
import type { Locale } from '../../../platform/i18n.ts'
import type { Rhythm, Task } from '../../../platform/jobs.ts'
import type { Reader, Telling } from '../../../spine/notify/sentence.ts'
import { saidDay, saidWhen } from '../said.ts'
import type { Moment } from '../telling/changes.ts'

/** "Ada would like to know which date suits you", and on the last day that it is the last. */
export const toldAsked: Telling = (locale, { name, facts, now }) => {
  const { t } = locale
  const last = facts?.last
  if (typeof last !== 'string') return t('finding.told.asked', { name })
  return t('finding.told.last', { day: saidDay(locale, last, now) })
}

/** What came of a question without a date: it ended, or is asked again. */
export const toldFound: Telling = ({ t }, { name, facts }) => {
  const why = typeof facts?.why === 'string' ? facts.why : ''
  if (facts?.found === 'reopened') return t('finding.told.reopened', { name })
  return why ? t('finding.told.closed-why', { name, why }) : t('finding.told.closed', { name })
}

/** "It is on Tuesday 24 November, 19:00–20:00: Looking back", in the reader's clock. */
export function toldDate(
  locale: Locale,
  { from, until, title, dates, ...wall }: Moment & { title: string; dates: number },
  reader: Reader,
): string {
  const timed = { ...wall, fromAt: new Date(from), untilAt: new Date(until) }
  const when = saidWhen(locale, timed, reader.timeZone, reader.now)
  return locale.t('finding.told.found', { when, title, more: dates - 1 })
}

/** Reminds on the last day those who are wanted and have not answered. */
export function findingTasks(jobs: Pool): Record<string, Task> {
  return {
    'date-questions': async () => {
      await jobs`select remind_questions()`
    },
  }
}

// The morning is another hour in every time zone.
export const findingRhythms: Rhythm[] = [{ crontab: '25 * * * *', task: 'date-questions' }]
