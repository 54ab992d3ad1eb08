import { type Static, Type as T } from '@sinclair/typebox'
import { zoneName } from '../../../platform/calendar/zones.ts'
import { invalid } from '../../../platform/http/problems.ts'
import { oneLine, plainText } from '../../../platform/plain-text.ts'
import { OriginFields, originIn } from '../../../spine/items/origin.ts'
import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import { Lang, VersionNumber } from '../../../spine/request/schemas.ts'
import { sayable } from '../checked.ts'
import { webAddress } from '../form.ts'
import { MOST_OPTIONS, plainStarts } from './options.ts'
import type { Asked, NewQuestion } from './questions.ts'
import { everies } from './series.ts'

const Day = T.Union([T.String({ format: 'date', pattern: '^2' }), T.Literal('')])
const Month = T.String({ pattern: '^2\\d{3}-(0[1-9]|1[0-2])$' })

/** When it might be, as the first step of the form says it: days and times of day, or times one a line. */
export const WhenQuery = T.Object({
  days: T.Optional(T.Array(T.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }), { maxItems: 62 })),
  times: T.Optional(T.Array(T.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d(:\\d\\d)?)?$' }), { maxItems: 12 })),
  typed: T.Optional(T.String({ maxLength: 2000 })),
  minutes: T.Optional(T.Integer({ minimum: 5, maximum: 1440 })),
  zone: T.Optional(T.String({ maxLength: 60 })),
  /** The month to be shown, and the one that was shown. */
  month: T.Optional(Month),
  shown: T.Optional(Month),
  ready: T.Optional(T.Boolean()),
  ...OriginFields,
})
export type WhenTyped = Static<typeof WhenQuery>

const said = {
  title: T.String({ minLength: 1, maxLength: 200 }),
  text: T.Optional(T.String({ maxLength: 20_000 })),
  place: T.Optional(T.String({ maxLength: 300 })),
  way: T.Optional(T.String({ maxLength: 2000 })),
  access: T.Optional(T.String({ maxLength: 2000 })),
  link: T.Optional(T.String({ maxLength: 2000 })),
  dialIn: T.Optional(T.String({ maxLength: 300 })),
  format: T.Optional(T.String({ pattern: '^[a-z-]{0,40}$' })),
  /** The last day on which answers are wanted. */
  answersUntil: T.Optional(Day),
  /** Who should be there: handles; and names with commas. */
  wanted: T.Optional(T.Array(T.String({ maxLength: 100 }), { maxItems: 200 })),
  names: T.Optional(T.String({ maxLength: 2000 })),
  lang: T.Optional(Lang),
}
export const ChangeFields = T.Object({ ...said, version: VersionNumber })
export const QuestionFields = T.Object({
  ...said,
  options: T.Optional(T.Array(T.String({ maxLength: 19 }), { maxItems: MOST_OPTIONS })),
  minutes: T.Optional(T.Integer({ minimum: 5, maximum: 1440 })),
  zone: T.Optional(T.String({ maxLength: 60 })),
  every: T.Optional(T.Union([...everies.map((one) => T.Literal(one)), T.Literal('')])),
  times: T.Optional(T.Union([T.Integer({ minimum: 2, maximum: 24 }), T.Literal('')])),
  ...OriginFields,
})

/** An hour, where nobody said how long. */
export const USUAL_MINUTES = 60

/** Each day at each time, or the days alone where no time is said; and what was typed. @throws Invalid */
export function startsOf({ days = [], times = [], typed = '' }: WhenTyped): string[] {
  const hours = [...new Set(times.filter(Boolean).map((time) => time.slice(0, 5)))]
  const combined = days.flatMap((day) => (hours.length ? hours.map((time) => `${day}T${time}`) : [day]))
  const starts = plainStarts([...combined, ...typed.split(/\r?\n/)])
  if (!starts.length) throw invalid('days', 'option-needed')
  if (starts.length > MOST_OPTIONS) throw invalid('days', 'options-many', { most: MOST_OPTIONS })
  return starts
}

type Typed = Pick<Static<typeof QuestionFields>, keyof typeof said>

/** What is said of it, without when. @throws Invalid */
export function askedIn(ctx: Ctx, typed: Typed): Omit<Asked, 'minutes' | 'zone'> {
  return {
    title: typed.title,
    lang: typed.lang ?? spaceOf(ctx).lang,
    about: plainText(typed.text),
    place: oneLine(typed.place),
    way: (typed.way ?? '').trim(),
    access: (typed.access ?? '').trim(),
    link: webAddress(typed.link),
    dialIn: oneLine(typed.dialIn),
    format: typed.format ?? '',
    answersUntil: typed.answersUntil || null,
  }
}

/** The whole question as the second step says it. @throws Invalid */
export async function questionIn(ctx: Ctx, typed: Static<typeof QuestionFields>): Promise<NewQuestion> {
  const { options = [], minutes = USUAL_MINUTES, zone, every, times } = typed
  if (Boolean(every) !== Boolean(times)) throw invalid('times', 'series-both')
  return {
    ...askedIn(ctx, typed),
    minutes,
    zone: zoneIn(ctx, zone),
    options,
    wanted: await wantedIn(ctx, typed),
    series: every && times ? { every, times } : null,
    from: await originIn(ctx, typed),
  }
}

/** The zone that is meant; without one the asking person's. @throws Invalid */
export function zoneIn(ctx: Ctx, typed: string | undefined): string {
  return sayable(() => zoneName(typed?.trim() || ctx.timeZone))
}

/** Who is meant, of the people of the space, by handles and names. @throws Invalid for who is not here */
export async function wantedIn(
  ctx: Ctx,
  { wanted = [], names = '' }: Pick<Typed, 'wanted' | 'names'>,
): Promise<number[]> {
  const meant = [...wanted, ...names.split(',')].map((one) => one.trim().replace(/^@/, '')).filter(Boolean)
  if (!meant.length) return []
  const found = await ctx.sql<{ typed: string; id: number | null }[]>`
    select x.typed, (select p.id from membership m join person p on p.id = m.person_id
      where m.space_id = ${spaceOf(ctx).id} and m.ended_at is null and (m.until is null or m.until > now())
        and (p.handle = x.typed or lower(p.name) = lower(x.typed)) order by p.handle = x.typed desc, p.id limit 1) id
    from unnest(${meant}::text[]) x(typed)`
  if (found.some(({ id }) => id === null)) throw invalid('names', 'no-such-member')
  return [...new Set(found.map(({ id }) => id!))]
}
