import type { Pool } from '../../../platform/database/connect.ts'
import type { Rhythm, Task } from '../../../platform/jobs.ts'

/** Telling of what was changed, and reminding of what is near. All of it can be done again without doing it twice. */
export function tellingTasks(jobs: Pool): Record<string, Task> {
  return {
    'date-changes': async ({ id }) => {
      await jobs`select tell_changes(${id!})`
    },
    'date-reminders': async () => {
      await jobs`select remind_dates()`
    },
  }
}

export const tellingRhythms: Rhythm[] = [{ crontab: '*/5 * * * *', task: 'date-reminders' }]
