import { Type as T } from '@sinclair/typebox'
import type { Request } from '../../../spine/request/ctx.ts'
import { spaceOf } from '../../../spine/request/ctx.ts'
import { mustStart } from '../../../spine/request/must.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { Made, Url } from '../../../spine/request/schemas.ts'
import { idOf } from '../../../spine/slug.ts'
import type { Again } from '../../../ui/form.ts'
import { Original, showAgain } from '../event-routes.ts'
import { eventFor, mustTend } from '../events.ts'
import { changePair } from './buddies.ts'
import { sayCame, tickCame } from './coming.ts'
import { datedFor, peopleHere } from './dated.ts'
import { formatsIn } from './formats.ts'
import { lookBack } from './looking-back.ts'
import { makeMinutes } from './minutes.ts'
import { changePart, parts } from './parts.ts'
import { meetingRow } from './row.ts'
import { camePage } from './views/came.ts'
import { formatsPage } from './views/formats.ts'
import { partsPage } from './views/parts.ts'

const of = '/c/:space/events/:id'
const date = T.Optional(T.Union([Original, T.Literal('')]))
const Handle = T.String({ maxLength: 41 })
const Which = T.Object({ date: T.Optional(Original) })
const PointSchema = T.Object({ min: T.Integer(), ask: T.String() })

/** The page of an event again, with what was typed. */
function again(ctx: Request, { params, typed, errors }: Again & { params: unknown }) {
  return showAgain(ctx, idOf(params), { typed: typed ?? {}, errors: errors ?? {} })
}

async function dated(ctx: Request, params: unknown, original: string | undefined) {
  const event = await eventFor(ctx, idOf(params))
  return { event, at: await datedFor(ctx, event, original || undefined) }
}

/** How a meeting is held, and what stays of it. */
export const meetingRoutes = [
  get('/c/:space/events/formats', {
    access: 'writer',
    summary: 'The formats to choose from, each with its questions',
    response: T.Object({
      formats: T.Array(
        T.Object({
          key: T.String(),
          name: T.String(),
          for: T.String(),
          minutes: T.Integer(),
          size: T.String(),
          agenda: T.Array(PointSchema),
          after: T.String(),
        }),
      ),
    }),
    async handle(ctx) {
      mustStart(ctx)
      const { formats } = formatsIn(ctx.locale.lang)
      return page({ formats }, () => formatsPage(ctx, formats))
    },
  }),

  get(`${of}/parts`, {
    access: 'writer',
    summary: 'Who does what at a date, to give parts to others',
    query: Which,
    response: T.Object({
      date: T.String(),
      parts: T.Array(T.Object({ part: T.String(), handle: T.String(), name: T.String(), all: T.Boolean() })),
    }),
    async handle(ctx, { params, query }) {
      const { event, at } = await dated(ctx, params, query.date)
      return partsNow(ctx, event, at)
    },
  }),

  post(`${of}/parts`, {
    access: 'writer',
    summary:
      'Take a part at a date (or at all dates), or lay it down; give it to somebody else, with `instead` the one that one has',
    body: T.Object({
      part: T.Union(parts.map((one) => T.Literal(one))),
      on: T.Optional(T.Boolean()),
      date,
      all: T.Optional(T.Boolean()),
      person: T.Optional(Handle),
      instead: T.Optional(T.Boolean()),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const { event, at } = await dated(ctx, params, body.date)
      const all = (body.all ?? false) || !event.repeats
      await changePart(ctx, event, at, { ...body, on: body.on ?? true, all, person: body.person || undefined })
      return done(`${at.url}#rota`, { url: at.url })
    },
    async form(ctx, { params, typed, errors }) {
      if (typed.person === undefined) return again(ctx, { params, typed, errors })
      const { event, at } = await dated(ctx, params, typeof typed.date === 'string' ? typed.date : undefined)
      const shown = await partsShown(ctx, event, at)
      return partsPage(ctx, shown, { typed, errors })
    },
  }),

  post(`${of}/buddies`, {
    access: 'writer',
    summary: 'Pair somebody who comes online with somebody on site, or end that',
    body: T.Object({ person: Handle, buddy: T.Optional(Handle), on: T.Optional(T.Boolean()), date }),
    response: Url,
    async handle(ctx, { params, body }) {
      const { event, at } = await dated(ctx, params, body.date)
      await changePair(ctx, event, at, { person: body.person, buddy: body.buddy || undefined, on: body.on ?? true })
      return done(`${at.url}#rota`, { url: at.url })
    },
    form: again,
  }),

  post(`${of}/minutes`, {
    access: 'writer',
    summary:
      'Make the page of minutes of a date, and say for how many days others are asked to add; where there is one it stays',
    body: T.Object({ date, days: T.Optional(T.Integer({ minimum: 0, maximum: 60 })) }),
    response: Made,
    async handle(ctx, { params, body }) {
      const { event, at } = await dated(ctx, params, body.date)
      const made = await makeMinutes(ctx, event, at, body.days)
      return done(made.url, made)
    },
    form: again,
  }),

  get(`${of}/attendance`, {
    access: 'writer',
    summary: 'Who came to a date, to be ticked by who sees to it',
    query: Which,
    response: T.Object({ date: T.String(), came: T.Array(T.String()) }),
    async handle(ctx, { params, query }) {
      const { event, at } = await dated(ctx, params, query.date)
      mustTend(ctx, event)
      const shown = await cameShown(ctx, event, at)
      return page({ date: at.original, came: shown.came }, () => camePage(ctx, shown))
    },
  }),

  post(`${of}/attendance`, {
    access: 'writer',
    summary: 'Say that you were there (on); or, who sees to the date, who came (handles): all others did not',
    body: T.Object({
      date,
      on: T.Optional(T.Boolean()),
      came: T.Optional(T.Array(Handle, { maxItems: 2000 })),
      ticked: T.Optional(T.Boolean()),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const { event, at } = await dated(ctx, params, body.date)
      if (body.came || body.ticked) await tickCame(ctx, event, at, body.came ?? [])
      else await sayCame(ctx, event, at, body.on ?? true)
      return done(`${at.url}#came`, { url: at.url })
    },
    form: again,
  }),

  post(`${of}/looking-back`, {
    access: 'writer',
    summary: 'Say what went well and what could be better, in a line or two; both empty: nothing any more',
    body: T.Object({
      date,
      well: T.Optional(T.String({ maxLength: 600 })),
      better: T.Optional(T.String({ maxLength: 600 })),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const { event, at } = await dated(ctx, params, body.date)
      await lookBack(ctx, event, at, { well: body.well ?? '', better: body.better ?? '' })
      return done(`${at.url}#looking-back`, { url: at.url })
    },
    form: again,
  }),
]

type At = Awaited<ReturnType<typeof dated>>

async function partsShown(ctx: Request, event: At['event'], at: At['at']) {
  const [[row], people] = await Promise.all([meetingRow(ctx.sql, event.id, at.original, ctx.now), peopleHere(ctx)])
  return { event, at, people, parts: row!.parts }
}

async function partsNow(ctx: Request, event: At['event'], at: At['at']) {
  const shown = await partsShown(ctx, event, at)
  const now = shown.parts.map(({ part, person: { handle, name }, all }) => ({ part, handle, name, all }))
  return page({ date: at.original, parts: now }, () => partsPage(ctx, shown))
}

async function cameShown(ctx: Request, event: At['event'], at: At['at']) {
  const [[row], people, said] = await Promise.all([
    meetingRow(ctx.sql, event.id, at.original, ctx.now),
    peopleHere(ctx),
    ctx.sql<{ personId: number; reply: string }[]>`
      select distinct on (person_id) person_id, reply from answer where event_id = ${event.id}
        and coalesce(original, ${at.original}) = ${at.original} order by person_id, original nulls last`,
  ])
  const expected = new Set(said.filter(({ reply }) => reply !== 'no').map(({ personId }) => personId))
  return { event, at, people, expected, came: row!.came.map(({ handle }) => handle), space: spaceOf(ctx) }
}
