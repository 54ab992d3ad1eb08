import { type Static, Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { oneLine, plainText } from '../../platform/plain-text.ts'
import { Lang } from '../../spine/request/schemas.ts'
import type { JourneyInput } from './journeys.ts'

export const Day = T.Union([T.String({ format: 'date', pattern: '^2' }), T.Literal('')])

/** What a form says of a journey. */
export const JourneyFields = T.Object({
  title: T.String({ minLength: 1, maxLength: 200 }),
  text: T.Optional(T.String({ maxLength: 10_000 })),
  forWhom: T.Optional(T.String({ maxLength: 500 })),
  able: T.Optional(T.String({ maxLength: 1000 })),
  takes: T.Optional(T.String({ maxLength: 200 })),
  beginsOn: T.Optional(Day),
  endsOn: T.Optional(Day),
  joinUntil: T.Optional(Day),
  places: T.Optional(T.Union([T.Integer({ minimum: 1, maximum: 1000 }), T.Literal('')])),
  /** Handles or names, with commas between. */
  guides: T.Optional(T.String({ maxLength: 1000 })),
  lang: T.Optional(Lang),
})

/** A journey as a form says it. @throws Invalid */
export function journeyIn(typed: Static<typeof JourneyFields>, lang: string): JourneyInput {
  const [beginsOn, endsOn] = [typed.beginsOn || null, typed.endsOn || null]
  if (beginsOn && endsOn && endsOn < beginsOn) throw invalid('endsOn', 'when-order')
  return {
    title: typed.title,
    lang: typed.lang ?? lang,
    about: plainText(typed.text),
    forWhom: plainText(typed.forWhom),
    able: plainText(typed.able),
    takes: oneLine(typed.takes),
    beginsOn,
    endsOn,
    joinUntil: typed.joinUntil || null,
    places: typed.places || null,
  }
}
