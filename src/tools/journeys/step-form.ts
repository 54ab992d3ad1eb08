import { type Static, Type as T } from '@sinclair/typebox'
import { goneIsNone, invalid } from '../../platform/http/problems.ts'
import { oneLine, plainText } from '../../platform/plain-text.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { eventFor, eventIn, makeEvent } from '../calendar/index.ts'
import { Day } from './form.ts'
import type { Journey } from './journeys.ts'
import { ledBy } from './led.ts'
import { type Step, type StepInput, stepKinds } from './steps.ts'

const Time = T.String({ pattern: '^(\\d\\d:\\d\\d(:\\d\\d)?)?$' })
const Whole = (most: number, least: number) => T.Union([T.Integer({ minimum: least, maximum: most }), T.Literal('')])

/** What a form says of a step. */
export const StepFields = T.Object({
  kind: T.Union(stepKinds.map((one) => T.Literal(one))),
  title: T.String({ minLength: 1, maxLength: 200 }),
  stage: T.Optional(T.String({ maxLength: 100 })),
  text: T.Optional(T.String({ maxLength: 10_000 })),
  minutes: T.Optional(Whole(10_000, 1)),
  day: T.Optional(Day),
  /** So many days after the beginning: 0 is the day it begins. */
  afterDays: T.Optional(Whole(1000, 0)),
  must: T.Optional(T.Union([T.Literal('must'), T.Literal('may')])),
  /** A title here, or an address. */
  leads: T.Optional(T.String({ maxLength: 2000 })),
  bring: T.Optional(T.Boolean()),
  /** `12`, or of a series `12@2026-11-24T19:00:00`; `new`: one is made of the fields below. */
  date: T.Optional(T.String({ pattern: '^(new|\\d{1,15}(@[0-9T:-]{10,19})?)?$' })),
  newDay: T.Optional(Day),
  newTime: T.Optional(Time),
  newUntil: T.Optional(Time),
  newPlace: T.Optional(T.String({ maxLength: 300 })),
  newLink: T.Optional(T.String({ maxLength: 2000 })),
})
type TypedStep = Static<typeof StepFields>

/** A step as a form says it; a date that is to be made is made. @throws Invalid */
export async function stepIn(ctx: Ctx, it: Journey, typed: TypedStep): Promise<StepInput> {
  const { kind, title } = typed
  const [day, afterDays] = [typed.day || null, typed.afterDays === '' ? null : (typed.afterDays ?? null)]
  if (day && afterDays !== null) throw invalid('afterDays', 'one-of-both')
  const led = kind === 'meet' ? await dateOf(ctx, it, typed) : await ledBy(ctx, kind, typed.leads ?? '')
  return {
    kind,
    title,
    stage: oneLine(typed.stage),
    words: plainText(typed.text),
    minutes: typed.minutes || null,
    day,
    afterDays,
    must: typed.must !== 'may',
    original: null,
    ...led,
    bring: kind === 'do' && typed.bring === true,
  }
}

/** The date that a step leads to: one that is there, or a new one. */
async function dateOf(ctx: Ctx, it: Journey, { date, ...typed }: TypedStep) {
  const none = { itemId: null, original: null, address: '' }
  if (!date) return none
  if (date !== 'new') {
    const [id, original = null] = date.split('@')
    const event = await eventFor(ctx, Number(id)).catch(goneIsNone)
    if (!event) throw invalid('date', 'no-date')
    return { ...none, itemId: event.id, original: event.when.rule ? original : null }
  }
  if (!typed.newDay) throw invalid('newDay', 'needed')
  const said = {
    title: typed.title,
    text: '',
    day: typed.newDay,
    time: typed.newTime ?? '',
    untilTime: typed.newUntil ?? '',
    place: typed.newPlace ?? '',
    link: typed.newLink ?? '',
    lang: it.lang,
  }
  const made = await makeEvent(ctx, eventIn(said, { zone: ctx.timeZone, lang: spaceOf(ctx).lang }))
  return { ...none, itemId: made.id }
}

/** What the form shows of a step. @param leads the title or address that it leads to */
export function typedOf(step: Step, leads: string): Record<string, string> {
  return {
    kind: step.kind,
    title: step.title,
    stage: step.stage,
    text: step.words,
    minutes: step.minutes === null ? '' : String(step.minutes),
    day: step.day ?? '',
    afterDays: step.afterDays === null ? '' : String(step.afterDays),
    must: step.must ? 'must' : 'may',
    leads: step.kind === 'meet' ? '' : leads,
    bring: String(step.bring),
    date: step.kind === 'meet' && step.itemId ? `${step.itemId}${step.original ? `@${step.original}` : ''}` : '',
  }
}
