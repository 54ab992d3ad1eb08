import type { IcsEvent } from '../../src/platform/calendar/file.ts'
import { checkedWhen, occurrences } from '../../src/platform/calendar.ts'
import type { Case } from './cases.ts'

/** A time of a case, which is in UTC, as a moment. */
function utc(text: string): Date {
  return new Date(text.length > 10 ? `${text}Z` : text)
}

/** What we answer to a case: the moments at which something begins. */
export function answerTo({ when, from, to }: Case): string[] {
  const found = occurrences(checkedWhen(when), { ...(from && { from: utc(from) }), to: utc(to), most: 2000 })
  return found.map((one) => `${one.from.toISOString().slice(0, 19)}Z`)
}

/** Events at the times of cases, with words that are hard to write. */
export function eventsOf(cases: Case[]): IcsEvent[] {
  return cases.map(({ what, when }, at) => ({
    uid: `${at}@copse.example`,
    sequence: at,
    when: checkedWhen(when),
    title: what,
    description: `Bring; boots, a \\ and “${'é🌲'.repeat(40)}”\n\nLine three`,
    place: 'Salle A, étage 2',
    url: 'https://copse.example/c/river-keepers?a=1;b=2,3',
    status: 'confirmed',
    created: new Date('2026-01-01T10:00:00Z'),
    changed: new Date('2026-02-01T10:00:00Z'),
    categories: ['water, clean', 'field;work'],
    overrides: [],
    organizer: { name: 'Ada "the" Umeh^2', email: 'ada@copse.example' },
    attendees: [{ name: 'Bakri; Noor', email: 'noor@copse.example', reply: 'accepted', role: 'opt-participant' }],
    alarms: ['BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nDESCRIPTION:Soon\\, now\nEND:VALARM'],
    rest: 'TRANSP:OPAQUE\nX-THEIRS;X-P="a:b":c\\;d',
  }))
}
