import { rowsOf } from '../../spine/mine/sections.ts'
import type { Tool } from '../../spine/tool.ts'
import { blocks } from './blocks.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { log } from './log.ts'
import { notes } from './notes.ts'
import { ownNotes } from './own-notes.ts'
import { queue } from './queue.ts'
import { reporting } from './reporting.ts'
import { hostsWrote, reportsWait } from './waiting.ts'

/** When something goes wrong between people: reports, what hosts write to someone, whom one blocks, and the log of hosts. */
export const care: Tool = {
  name: 'care',
  texts: { en, fr },
  waiting: [hostsWrote],
  toLookAfter: [reportsWait],
  routes: [...reporting, ...queue, ...notes, ...ownNotes, ...blocks, log],
  mine: {
    reports: rowsOf('report', 'reporter_id'),
    // Not who reported, nor their words: those are theirs.
    'reports-settled': (sql) =>
      sql<object[]>`select r.id, r.outcome, r.answer, r.settled_at from report r where r.settled_by = me()`,
    'notes-of-hosts': rowsOf('host_note'),
    'notes-as-host': rowsOf('host_note', 'by_id'),
    'answers-to-notes': rowsOf('host_note_reply', 'author_id'),
    blocked: rowsOf('block'),
    'by-the-operator': rowsOf('emergency'),
  },
  // Each suspension has a job for the hour at which it ends; this is for what that missed.
  tasks: (site) => ({
    suspensions: async () => {
      await site.database.app`select end_suspensions()`
    },
  }),
  rhythms: [{ crontab: '7 * * * *', task: 'suspensions' }],
}
