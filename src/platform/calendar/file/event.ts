import type { When, Why } from '../when.ts'

/** An event as a file has it. */
export interface IcsEvent {
  uid: string
  /** How often it has been changed in a way that concerns those invited. */
  sequence: number
  when: When
  title: string
  description: string
  place: string
  url: string
  status: Status
  created?: Date
  changed?: Date
  categories: string[]
  /** What is otherwise at single times of a series. */
  overrides: Override[]
  organizer?: { name: string; email: string }
  attendees?: Attendee[]
  /** Where it is one time of a series, told alone: the start that the rule gives it, in its own zone. */
  original?: string
  /** Each a VALARM, its lines from BEGIN to END parted by `\n`, to be given back. */
  alarms: string[]
  /** Properties that are not known here, one a line, as they were, to be given back. */
  rest: string
}

export type Status = 'confirmed' | 'tentative' | 'cancelled'

/** One time of a series: only what differs from the event. Times are in the event's zone. */
export interface Override {
  /** The local start that the rule gives it. */
  original: string
  cancelled?: boolean
  starts?: string
  ends?: string
  title?: string
  description?: string
  place?: string
  url?: string
  status?: Status
  attendees?: Attendee[]
  /** Further properties of this time alone, one a line: written, not read. */
  rest?: string
}

export interface Attendee {
  name: string
  email: string
  /** PARTSTAT in small letters: `needs-action`, `accepted`, `declined`, `tentative`, … */
  reply: string
  /** ROLE in small letters: `req-participant`, `opt-participant`, `chair`, … */
  role: string
  /** Whether an answer is asked for: written, not read. */
  asked?: boolean
}

export interface Calendar {
  name?: string
  /** What an invitation wants, in capitals: `REQUEST`, `CANCEL`, … */
  method?: string
  events: IcsEvent[]
  troubles: Trouble[]
}

/**
 * Something of a file that was not taken. Besides what can be wrong with times:
 * - `most`: the file has more events than are taken; said once, without an event
 * - `unfinished`: the file ends within the event
 * - `start`: it says no beginning
 * - `twice`: the same event again; the first is taken
 * - `alone`: a change to a single time of a series that is not in the file
 * - `following`: a change to a time and all that follow; the series is taken without it
 * - `rules`: several rules, or rules of exceptions
 */
export interface Trouble {
  uid?: string
  title?: string
  why: Why | 'most' | 'unfinished' | 'start' | 'twice' | 'alone' | 'following' | 'rules'
}
