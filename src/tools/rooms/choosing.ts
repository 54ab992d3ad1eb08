import { Type as T } from '@sinclair/typebox'
import { CalendarTrouble } from '../../platform/calendar/when.ts'
import { momentOf } from '../../platform/calendar/zones.ts'
import { invalid, notYours, Problem } from '../../platform/http/problems.ts'
import { excerptOf } from '../../platform/markdown/markdown.ts'
import { makingsIn, makingUrl } from '../../spine/items/makings.ts'
import { MOST_CHOSEN } from '../../spine/items/origin.ts'
import { type Ctx, mayStart, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { type Room, roomFor } from './rooms.ts'
import { choosingPage } from './views/choosing.ts'

const DAY_MS = 86_400_000
const of = '/c/:space/rooms/:id'
const Day = T.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** What was said in seven days of a room, to choose from. */
export interface Week {
  room: Room
  /** The first of its days, YYYY-MM-DD. */
  since: string
  said: { number: number; name: string; lang: string; words: string; at: Date }[]
  /** The number after which there is more of the same week. */
  more: number | null
  makings: ReturnType<typeof makingsIn>
}

export const choosingRoutes = [
  get(`${of}/choosing`, {
    access: 'writer',
    summary:
      'What was said in seven days, to choose from: for a page that sums them up, a discussion, an action or a date; without `since`, in the last seven',
    query: T.Object({ since: T.Optional(Day), after: T.Optional(T.Integer({ minimum: 1 })) }),
    response: T.Object({
      since: T.String(),
      messages: T.Array(T.Object({ number: T.Integer(), name: T.String(), words: T.String(), at: T.String() })),
      more: nullable(T.Integer()),
    }),
    async handle(ctx, { params, query }) {
      const it = await weekOf(ctx, await choosable(ctx, params), query.since, query.after)
      const messages = it.said.map(({ number, name, words, at }) => ({ number, name, words, at: at.toISOString() }))
      return page({ since: it.since, messages, more: it.more }, () => choosingPage(ctx, it))
    },
  }),

  post(`${of}/choosing`, {
    access: 'writer',
    summary:
      'Lead to the form that makes something of chosen messages: a page, a discussion, an action, a question of dates (`make`: a tool)',
    body: T.Object({
      messages: T.Optional(
        T.Union([T.String({ pattern: '^\\d{1,9}$' }), T.Array(T.Integer({ minimum: 1 }), { maxItems: MOST_CHOSEN })]),
      ),
      make: T.String({ maxLength: 40 }),
      since: T.Optional(Day),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const room = await choosable(ctx, params)
      const chosen = [body.messages ?? []]
        .flat()
        .map(Number)
        .sort((one, other) => one - other)
      const space = spaceOf(ctx)
      const making = makingsIn(ctx.site, space).find(({ tool }) => tool === body.make)
      if (!chosen.length || !making) throw invalid('messages', 'choose-some')
      const title = body.since && making.tool === 'pages' && { title: weekTitle(ctx, room, body.since) }
      const url = makingUrl(space, making, { id: room.id, chosen }, { ...title })
      return done(url, { url })
    },
    form: async (ctx, { params, typed, errors }) => again(ctx, params, { typed, errors }),
  }),
]

async function again(ctx: Request, params: unknown, it: Again) {
  const since = typeof it.typed?.since === 'string' ? it.typed.since : undefined
  return choosingPage(ctx, await weekOf(ctx, await choosable(ctx, params), since), it)
}

/** Who begins things here makes something of what was said. @throws 403; 404 */
async function choosable(ctx: Ctx, params: unknown): Promise<Room> {
  const room = await roomFor(ctx, idOf(params))
  if (!mayStart(spaceOf(ctx))) throw notYours()
  return room
}

/** A day so many days from another. */
export function dayFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** What a page that sums up a week is called, before its writer calls it something else. */
function weekTitle(ctx: Ctx, room: Room, since: string): string {
  const locale = ctx.site.localeFor(room.lang)
  const day = locale.date(new Date(since), 'UTC', { day: 'numeric', month: 'long', year: 'numeric' })
  return locale.t('rooms.week.title', { room: room.title, day })
}

async function weekOf(ctx: Ctx, room: Room, wanted?: string, after = 0): Promise<Week> {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: ctx.timeZone }).format(ctx.now)
  const since = wanted ?? dayFrom(today, -6)
  const [from, to] = [since, dayFromOr400(since, 7)].map((day) => beginningOf(day, ctx.timeZone))
  const rows = await ctx.sql<{ number: number; name: string; lang: string; html: string; at: Date }[]>`
    select m.number, coalesce(m.through, p.name) "name", m.lang, left(m.html, 4000) html, m.created_at at from message m join person p on p.id = m.author_id
    where m.item_id = ${room.id} and m.created_at >= ${from!} and m.created_at < ${to!} and m.removed_at is null and m.number > ${after}
      and m.author_id <> all(array(select b.blocked_id from block b where b.person_id = (select me())))
    order by m.number limit ${MOST_CHOSEN + 1}`
  const said = rows.slice(0, MOST_CHOSEN).map(({ html, ...row }) => ({ ...row, words: excerptOf(html, 160) }))
  return {
    room,
    since,
    said,
    more: rows.length > MOST_CHOSEN ? said.at(-1)!.number : null,
    makings: makingsIn(ctx.site, spaceOf(ctx)),
  }
}

function dayFromOr400(day: string, days: number): string {
  if (Number.isNaN(Date.parse(`${day}T00:00:00Z`))) throw new Problem(400, 'not-understood')
  return dayFrom(day, days)
}

/** When a day begins in a zone. @throws 400 for what is no day */
export function beginningOf(day: string, zone: string): Date {
  try {
    return momentOf(day, zone)
  } catch (error) {
    throw error instanceof CalendarTrouble ? new Problem(400, 'not-understood') : error
  }
}
