import { Type as T } from '@sinclair/typebox'
import { MessageSchema } from '../../spine/messages/read.ts'
import { PersonSchema } from '../../spine/people/cards.ts'
import { nullable } from '../../spine/request/schemas.ts'

const common = {
  id: T.Integer(),
  url: T.String(),
  title: T.String(),
  lang: T.String(),
  forWhom: T.String(),
  able: T.String(),
  takes: T.String(),
  /** Days, YYYY-MM-DD. */
  beginsOn: nullable(T.String()),
  endsOn: nullable(T.String()),
  joinUntil: nullable(T.String()),
  places: nullable(T.Integer()),
  /** draft, open, running, ended */
  state: T.String(),
  guides: T.Array(PersonSchema),
  goingCount: T.Integer(),
  waitingCount: T.Integer(),
  stepCount: T.Integer(),
  /** Of the asking person. */
  doneCount: T.Integer(),
  going: T.Boolean(),
  waits: T.Boolean(),
  guided: T.Boolean(),
  joinable: T.Boolean(),
}
const ListedSchema = T.Object(common)
export const ListSchema = T.Object({ journeys: T.Array(ListedSchema), next: nullable(T.String()) })

export const StepSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  stage: T.String(),
  /** meet, read, do, reflect, talk */
  kind: T.String(),
  title: T.String(),
  minutes: nullable(T.Integer()),
  day: nullable(T.String()),
  must: T.Boolean(),
  bring: T.Boolean(),
  address: nullable(T.String()),
  away: T.Boolean(),
  led: nullable(T.Object({ id: T.Integer(), kind: T.String(), title: T.String(), lang: T.String(), url: T.String() })),
  meeting: nullable(
    T.Object({
      starts: T.String(),
      ends: T.String(),
      zone: nullable(T.String()),
      from: T.String(),
      until: T.String(),
      place: T.String(),
      link: T.String(),
      dialIn: T.String(),
      cancelled: T.Boolean(),
      over: T.Boolean(),
      reply: nullable(T.String()),
    }),
  ),
  done: T.Boolean(),
  came: T.Boolean(),
  wrote: T.Boolean(),
  doneCount: nullable(T.Integer()),
})

export const GoerSchema = T.Object({
  person: PersonSchema,
  waiting: T.Boolean(),
  seen: T.Boolean(),
  at: nullable(T.Integer()),
  doneCount: nullable(T.Integer()),
  hides: T.Boolean(),
})

export const JourneySchema = T.Object({
  ...common,
  about: T.String(),
  html: T.String(),
  version: T.Integer(),
  steps: T.Array(StepSchema),
  nextStep: nullable(T.Integer()),
  group: T.Array(GoerSchema),
  joinedAt: nullable(T.String()),
  shows: T.Boolean(),
  author: PersonSchema,
  createdAt: T.String(),
  level: T.String(),
  closure: nullable(T.Object({ by: T.String(), reason: T.String() })),
  messageCount: T.Integer(),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
})
