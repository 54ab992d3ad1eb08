import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { type Hearing, hearingOf, keepHearing } from '../../spine/notify/hearing.ts'
import { choosable, reminds, ways } from '../../spine/notify/reasons.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { hearingPage } from './views/hearing.ts'

const Way = T.Union(ways.map((way) => T.Literal(way)))
const Remind = T.Union(reminds.map((one) => T.Literal(one)))
const Hour = T.Integer({ minimum: 0, maximum: 23 })
const Choices = T.Object(Object.fromEntries(choosable.map((name) => [name, Way])))
const Chosen = Object.fromEntries(choosable.map((name) => [name, T.Optional(Way)]))

/** The furthest day until which one can hear nothing. */
const LONGEST_PAUSE_DAYS = 400

const PATH = '/me/notifications'

export const hearing = [
  get(PATH, {
    access: 'person',
    summary: 'How you want to hear: of what, by letter or here, when, and when not',
    everything: true,
    response: T.Object({
      choices: Choices,
      remind: Remind,
      letters: T.Boolean(),
      weekly: T.Boolean(),
      weekday: T.Integer(),
      morning: T.Integer(),
      quietFrom: nullable(T.Integer()),
      quietTo: nullable(T.Integer()),
      pausedUntil: nullable(T.String()),
      communities: T.Array(T.Object({ slug: T.String(), name: T.String(), weekly: T.Boolean() })),
    }),
    async handle(ctx) {
      const it = await hearingOf(ctx)
      return page(it, () => hearingPage(ctx, it))
    },
  }),

  post(PATH, {
    access: 'person',
    summary: 'Choose how you want to hear; what is left out of a program’s request stays as it is',
    everything: true,
    body: T.Object({
      ...Chosen,
      remind: T.Optional(Remind),
      letters: T.Optional(T.Boolean()),
      weekly: T.Optional(T.Boolean()),
      weekday: T.Optional(T.Integer({ minimum: 1, maximum: 7 })),
      morning: T.Optional(Hour),
      quiet: T.Optional(T.Boolean()),
      quietFrom: T.Optional(Hour),
      quietTo: T.Optional(Hour),
      pausedUntil: T.Optional(T.String({ maxLength: 10 })),
      /** Whose weekly letter shall come, by slug. */
      communities: T.Optional(T.Array(T.String({ maxLength: 60 }), { maxItems: 500 })),
      /** Said by the form: boxes that are not ticked send nothing. */
      form: T.Optional(T.Boolean()),
    }),
    response: Url,
    async handle(ctx, { body }) {
      const now = await hearingOf(ctx)
      await keepHearing(ctx, chosen(body, now, ctx.now), weeklies(body, now), slugsOf(now))
      return done(PATH, { url: PATH })
    },
    async form(ctx, again) {
      return hearingPage(ctx, await hearingOf(ctx), again)
    },
  }),

  post(`${PATH}/pause`, {
    access: 'person',
    summary: 'No letters until a day (until); without one they come again',
    everything: true,
    body: T.Object({ until: T.Optional(T.String({ maxLength: 10 })) }),
    response: Url,
    async handle(ctx, { body }) {
      const now = await hearingOf(ctx)
      const pausedUntil = body.until ? pauseDay('until', body.until, ctx.now) : null
      await keepHearing(ctx, { ...now, pausedUntil }, weeklies({}, now), slugsOf(now))
      return done(PATH, { url: PATH })
    },
    async form(ctx, again) {
      return hearingPage(ctx, await hearingOf(ctx), again)
    },
  }),
]

interface Body extends Partial<Omit<Hearing, 'communities' | 'choices' | 'quietFrom' | 'quietTo'>> {
  quiet?: boolean
  quietFrom?: number
  quietTo?: number
  communities?: string[]
  form?: boolean
}

/** What is chosen now with what was said about it. @throws Invalid */
function chosen(body: Body, now: Hearing, today: Date): Omit<Hearing, 'communities'> {
  const said = body as Body & Partial<Hearing['choices']>
  const choices = Object.fromEntries(choosable.map((name) => [name, said[name] ?? now.choices[name]]))
  const ticked = (name: 'letters' | 'weekly') => body[name] ?? (body.form ? false : now[name])
  const quiet = body.quiet ?? (body.form ? false : (body.quietFrom ?? now.quietFrom) !== null)
  const [quietFrom, quietTo] = quiet
    ? [body.quietFrom ?? now.quietFrom ?? 21, body.quietTo ?? now.quietTo ?? 7]
    : [null, null]
  if (quietFrom !== null && quietFrom === quietTo) throw invalid('quietTo', 'same-hour')
  return {
    choices: choices as Hearing['choices'],
    remind: body.remind ?? now.remind,
    letters: ticked('letters'),
    weekly: ticked('weekly'),
    weekday: body.weekday ?? now.weekday,
    morning: body.morning ?? now.morning,
    quietFrom,
    quietTo,
    pausedUntil: body.pausedUntil ? pauseDay('pausedUntil', body.pausedUntil, today) : now.pausedUntil,
  }
}

const slugsOf = (now: Hearing) => now.communities.map((one) => one.slug)

function weeklies(body: Body, now: Hearing): string[] {
  if (body.communities || body.form) return body.communities ?? []
  return now.communities.filter((one) => one.weekly).map((one) => one.slug)
}

/** @throws Invalid for what is no day, one that is over, or one too far away */
function pauseDay(field: string, text: string, today: Date): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== text) throw invalid(field, 'no-date')
  if (day <= today.getTime() - 86_400_000) throw invalid(field, 'date-over')
  if (day > today.getTime() + LONGEST_PAUSE_DAYS * 86_400_000) throw invalid(field, 'date-far')
  return text
}
