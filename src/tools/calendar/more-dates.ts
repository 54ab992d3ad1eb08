import type { CheckedWhen } from '../../platform/calendar/when.ts'
import type { Pool } from '../../platform/database/connect.ts'
import { datesAsJson, datesOf } from './dates.ts'

interface Late {
  id: number
  starts: string
  ends: string
  zone: string | null
  rule: string | null
  added: string[]
  leftOut: string[]
}

/** Goes on with the dates of what repeats without end. @param jobs a pool as `copse_jobs` */
export async function moreDates(jobs: Pool): Promise<void> {
  for (const { id, added, leftOut, ...late } of await jobs<Late[]>`select * from late_dates()`) {
    const when: CheckedWhen = { ...late, dates: added, except: leftOut }
    const { dates, knownUntil } = datesOf(when, new Date())
    await jobs`select more_dates(${id}, ${jobs.json(datesAsJson(dates))}, ${knownUntil})`
  }
}
