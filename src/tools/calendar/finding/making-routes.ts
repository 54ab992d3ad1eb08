import { Type as T } from '@sinclair/typebox'
import { Invalid } from '../../../platform/http/problems.ts'
import { type Origin, originAgain, originIn, originValues } from '../../../spine/items/origin.ts'
import { type Ctx, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { sentences } from '../../../spine/request/invalid.ts'
import { mustStart } from '../../../spine/request/must.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { Made, Url } from '../../../spine/request/schemas.ts'
import { idOf } from '../../../spine/slug.ts'
import type { Again } from '../../../ui/form.ts'
import { addDays, dayIn } from '../days.ts'
import { clocksIn, grouped, hardFor, presentHard } from './clocks.ts'
import {
  askedIn,
  ChangeFields,
  QuestionFields,
  questionIn,
  startsOf,
  USUAL_MINUTES,
  WhenQuery,
  type WhenTyped,
  wantedIn,
  zoneIn,
} from './form.ts'
import { kindHours } from './kind-hours.ts'
import { plainStarts, spanOf } from './options.ts'
import { askForDate, changeQuestion, mustDecide, type Question, questionFor } from './questions.ts'
import { askingPage, MOST_TICKED } from './views/asking.ts'
import { whenPage } from './views/when.ts'

const of = '/c/:space/find/:id'

/** Asking, in two steps: when it might be, and what it is; and saying it otherwise. */
export const makingRoutes = [
  get('/c/:space/find/new', {
    access: 'writer',
    summary:
      'Find a date: days and times of day, or times one a line; with ready they are combined to options, each with whom it would keep up. Writes nothing',
    query: WhenQuery,
    response: T.Object({
      kind: T.Array(T.Object({ time: T.String(), nights: T.Integer(), edges: T.Integer() })),
      options: T.Array(T.String()),
    }),
    async handle(ctx, { query }) {
      mustStart(ctx)
      const source = await originIn(ctx, query)
      const { zone, starts, errors } = combined(ctx, query)
      if (starts) {
        const look = await askingFor(ctx, { ...query, starts, zone, source })
        return page({ kind: [], options: starts }, () => askingPage(ctx, look))
      }
      const shown = await whenShown(ctx, query, zone, errors)
      return page({ kind: shown.kind, options: [] }, () => whenPage(ctx, shown), errors ? { status: 422 } : {})
    },
  }),

  post('/c/:space/find', {
    access: 'writer',
    summary:
      'Ask which date suits: options as local times of a zone (2026-12-01T19:00, or a day alone); several dates with every and times',
    body: QuestionFields,
    response: Made,
    async handle(ctx, { body }) {
      mustStart(ctx)
      const made = await askForDate(ctx, await questionIn(ctx, body))
      return done(made.url, made, 201)
    },
    form: (ctx, again) => askAgain(ctx, again),
  }),

  get(`${of}/edit`, {
    access: 'writer',
    summary: 'What is said of a question, to be changed: who asked, and hosts',
    response: T.Object({ title: T.String(), version: T.Integer(), wanted: T.Array(T.String()) }),
    async handle(ctx, { params }) {
      const it = await questionFor(ctx, idOf(params))
      mustDecide(ctx, it)
      const look = await editing(ctx, it)
      return page({ title: it.title, version: it.version, wanted: look.wanted }, () => askingPage(ctx, look))
    },
  }),

  post(`${of}/edit`, {
    access: 'writer',
    summary:
      'Say a question otherwise: what it is, where, until when answers are wanted, who should be there; its options stay',
    body: ChangeFields,
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await questionFor(ctx, idOf(params))
      mustDecide(ctx, it)
      const wanted = await wantedIn(ctx, body)
      const url = await changeQuestion(ctx, it, { ...askedIn(ctx, body), wanted, version: body.version })
      return done(url, { url })
    },
    async form(ctx, { params, typed, errors }) {
      const it = await questionFor(ctx, idOf(params))
      return askingPage(ctx, await editing(ctx, it), { typed, errors })
    },
  }),
]

/** The options, where the first step is done; else what is wrong with it. */
function combined(
  ctx: Request,
  query: WhenTyped,
): { zone: string; starts?: string[]; errors?: Record<string, string> } {
  try {
    const zone = zoneIn(ctx, query.zone)
    if (!query.ready) return { zone }
    const starts = startsOf(query)
    for (const one of starts) spanOf(one, { zone, minutes: query.minutes ?? USUAL_MINUTES })
    return { zone, starts }
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const { options, ...others } = sentences(ctx.locale, error)
    return { zone: ctx.timeZone, errors: { ...others, ...(options && { typed: options }) } }
  }
}

async function whenShown(ctx: Request, typed: WhenTyped, zone: string, errors: Record<string, string> | undefined) {
  const today = dayIn(ctx.now, ctx.timeZone)
  const days = [...(typed.days ?? [])].sort()
  const month = `${typed.month ?? typed.shown ?? (days[0] ?? addDays(today, 1)).slice(0, 7)}-01`
  const people = await clocksIn(ctx.sql, spaceOf(ctx).id)
  const kind = kindHours(grouped(people), days[0] ?? addDays(today, 7), zone, typed.minutes ?? USUAL_MINUTES)
  return {
    typed,
    month: month < today ? `${today.slice(0, 7)}-01` : month,
    today,
    zone: typed.zone || zone,
    kind,
    errors,
  }
}

interface Chosen extends WhenTyped {
  starts: string[]
  zone: string
  source?: Origin | undefined
}

async function askingFor(ctx: Request, { starts, zone, source, ...typed }: Chosen) {
  const minutes = typed.minutes ?? USUAL_MINUTES
  const [clocks, people] = await Promise.all([clocksIn(ctx.sql, spaceOf(ctx).id), peopleHere(ctx)])
  const groups = grouped(clocks)
  const options = starts.map((value) => {
    const span = spanOf(value, { zone, minutes })
    return { value, span, hard: hardFor(groups, span).map((one) => presentHard(ctx, one, span)) }
  })
  return { options, minutes, zone, back: backTo(ctx, { ...typed, starts, zone, source }), source, people }
}

/** The first step again, with all that was chosen there. */
function backTo(ctx: Request, { starts, zone, minutes, days = [], times = [], typed = '', source }: Chosen): string {
  const query = new URLSearchParams({ zone, minutes: String(minutes ?? USUAL_MINUTES) })
  for (const day of days) query.append('days', day)
  for (const time of times.filter(Boolean)) query.append('times', time)
  const lines = days.length || typed ? typed : starts.map((one) => one.replace('T', ' ').slice(0, 16)).join('\n')
  if (lines) query.set('typed', lines)
  for (const [name, value] of Object.entries(originValues(source))) query.set(name, String(value))
  return `/c/${spaceOf(ctx).slug}/find/new?${query}`
}

/** The second step with what was typed there. What stands in it was made by the first, or by hand. */
async function askAgain(ctx: Request, { typed, errors }: Required<Pick<Again, 'typed' | 'errors'>>) {
  const text = (name: string) => (typeof typed[name] === 'string' ? typed[name] : '')
  const known = (work: () => string[] | string) => {
    try {
      return [work()].flat()
    } catch {
      return []
    }
  }
  const [zone = ctx.timeZone] = known(() => zoneIn(ctx, text('zone')))
  const starts = [typed.options ?? []]
    .flat()
    .flatMap((one) =>
      known(() => spanOf(plainStarts([String(one)])[0]!, { zone, minutes: 60 }) && plainStarts([String(one)])),
    )
  const minutes = Number(text('minutes'))
  const look = await askingFor(ctx, {
    starts: starts.slice(0, 62),
    zone,
    minutes: minutes >= 5 && minutes <= 1440 ? minutes : USUAL_MINUTES,
    source: await originAgain(ctx, typed),
  })
  const options = starts.length ? { options: starts } : {}
  return askingPage(ctx, look, { typed: { ...typed, ...options }, errors })
}

async function editing(ctx: Request, it: Question) {
  const [people, wanted] = await Promise.all([
    peopleHere(ctx),
    ctx.sql<
      { handle: string }[]
    >`select p.handle::text from date_wanted w join person p on p.id = w.person_id where w.item_id = ${it.id} order by p.name`,
  ])
  return {
    options: [],
    minutes: it.minutes,
    zone: it.zone,
    back: '',
    people,
    wanted: wanted.map(({ handle }) => handle),
    it,
  }
}

/** The people of the space by name: who should be there. One more than are ticked, at most. */
function peopleHere(ctx: Ctx) {
  return ctx.sql<{ handle: string; name: string }[]>`
    select p.handle::text, p.name from membership m join person p on p.id = m.person_id
    where m.space_id = ${spaceOf(ctx).id} and m.ended_at is null and (m.until is null or m.until > now())
    order by lower(p.name), p.id limit ${MOST_TICKED + 1}`
}
