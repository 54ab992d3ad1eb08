import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { secure } from '../../platform/http/server.ts'
import { type Hours, knownZone, languages, pseudo } from '../../platform/i18n.ts'
import { chosen } from '../../spine/people/data-saver.ts'
import { keepPortraits, portraitOf } from '../../spine/people/portraits.ts'
import { type Ctx, meOf, type Request, type WeekStart, weekStarts } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { mePage } from './views/me.ts'

export interface Own {
  name: string
  handle: string
  lang: string
  picture: string | null
  timeZone: string
  /** How weeks and hours are shown; null: as the language has it. */
  weekStart: WeekStart | null
  hours: Hours | null
  /** From which hour until which they are awake: others see only at which dates they would not be. */
  wakes: number
  sleeps: number
  /** Whether others see what they read just now. */
  showsPresence: boolean
  /** Whether others see how far they have read, where a few talk. */
  showsReading: boolean
  /** Whether pictures and films come only when they are asked for. */
  savesData: boolean
  email: string
  /** What the operator did with the account by a command, the last first. */
  emergencies: { what: string; at: string }[]
}

/** What a person says of themselves and how pages look to them, in four queries. */
export async function own(ctx: Ctx): Promise<Own> {
  const me = meOf(ctx)
  const [[row], [profile], emergencies, saves] = await Promise.all([
    ctx.sql<[{ email: string | null }]>`select email from my_login()`,
    ctx.sql<
      { showsPresence: boolean; showsReading: boolean; wakes: number; sleeps: number }[]
    >`select shows_presence, shows_reading, wakes, sleeps from profile where person_id = ${me.id}`,
    ctx.sql<{ verb: string; at: Date }[]>`select verb, at from emergency order by id desc limit 20`,
    chosen(ctx),
  ])
  return {
    name: me.name,
    handle: me.handle,
    lang: me.lang,
    picture: me.picture,
    timeZone: me.timeZone,
    weekStart: me.weekStart,
    hours: me.hours,
    wakes: profile?.wakes ?? AWAKE.wakes,
    sleeps: profile?.sleeps ?? AWAKE.sleeps,
    showsPresence: profile?.showsPresence ?? false,
    showsReading: profile?.showsReading ?? false,
    savesData: saves,
    email: row?.email ?? '',
    emergencies: emergencies.map(({ verb, at }) => ({ what: verb.split('.')[1]!, at: at.toISOString() })),
  }
}

/** When people are awake who have said nothing else. */
const AWAKE = { wakes: 8, sleeps: 21 }

const Hour = T.Integer({ minimum: 0, maximum: 23 })
const again = async (
  ctx: Request,
  { typed, errors }: { typed: Record<string, string | string[] | undefined>; errors: Record<string, string> },
) => mePage(ctx, await own(ctx), { typed, errors })

/** Until when one is awake now, as far as one has said it. */
async function awake(ctx: Ctx): Promise<{ wakes: number; sleeps: number }> {
  const [row] = await ctx.sql<{ wakes: number; sleeps: number }[]>`
    select wakes, sleeps from profile where person_id = ${meOf(ctx).id}`
  return row ?? AWAKE
}

function hoursIn({ wakes, sleeps }: { wakes?: number; sleeps?: number }) {
  return { ...(wakes !== undefined && { wakes }), ...(sleeps !== undefined && { sleeps }) }
}

export { again as showMeAgain }

export const card = [
  get('/me', {
    access: 'person',
    summary: 'Your card, and how pages look to you',
    response: T.Object({
      name: T.String(),
      handle: T.String(),
      lang: T.String(),
      picture: T.Union([T.String(), T.Null()]),
      timeZone: T.String(),
      weekStart: nullable(T.String()),
      hours: nullable(T.Integer()),
      wakes: T.Integer(),
      sleeps: T.Integer(),
      showsPresence: T.Boolean(),
      showsReading: T.Boolean(),
      savesData: T.Boolean(),
      email: T.String(),
      emergencies: T.Array(T.Object({ what: T.String(), at: T.String() })),
    }),
    async handle(ctx) {
      const all = await own(ctx)
      return page(all, () => mePage(ctx, all))
    },
  }),

  post('/me', {
    access: 'person',
    summary: 'Change your card, and how times look to you; an empty day or clock is as your language has it',
    body: T.Object({
      name: T.String({ minLength: 1, maxLength: 80 }),
      handle: T.String({ minLength: 2, maxLength: 40 }),
      lang: T.Union([...Object.keys(languages), pseudo].map((lang) => T.Literal(lang))),
      timeZone: T.String({ maxLength: 60 }),
      weekStart: T.Optional(T.Union([...weekStarts, ''].map((day) => T.Literal(day)))),
      hours: T.Optional(T.Union(['12', '24', ''].map((hours) => T.Literal(hours)))),
      wakes: T.Optional(Hour),
      sleeps: T.Optional(Hour),
    }),
    response: Url,
    async handle(ctx, { body }) {
      const me = meOf(ctx)
      const name = body.name.replace(/\s+/g, ' ').trim()
      if (!name) throw invalid('name', 'needed')
      if (!/^(?!gone-)[a-z0-9][a-z0-9_-]+$/.test(body.handle)) throw invalid('handle', 'handle')
      if (knownZone(body.timeZone) !== body.timeZone) throw invalid('timeZone', 'no-zone')
      if (body.lang === pseudo && ctx.site.config.mode === 'production') throw invalid('lang', 'choose')
      const { wakes, sleeps } = { ...(await awake(ctx)), ...hoursIn(body) }
      if (wakes === sleeps) throw invalid('sleeps', 'awake')
      const taken = await ctx.sql`select from person where handle = ${body.handle} and id <> ${me.id}`
      if (taken.length) throw invalid('handle', 'handle-taken')
      await ctx.sql`update person set name = ${name}, handle = ${body.handle}, lang = ${body.lang} where id = ${me.id}`
      const { weekStart = me.weekStart, hours = me.hours } = body
      await ctx.sql`insert into profile (person_id, time_zone, week_start, hours, wakes, sleeps)
        values (${me.id}, ${body.timeZone}, ${weekStart || null}, ${hours ? Number(hours) : null}, ${wakes}, ${sleeps})
        on conflict (person_id) do update set time_zone = excluded.time_zone, week_start = excluded.week_start, hours = excluded.hours,
          wakes = excluded.wakes, sleeps = excluded.sleeps`
      return done('/me', { url: '/me' })
    },
    form: again,
  }),

  post('/me/picture', {
    access: 'person',
    summary: 'Give yourself a picture, or take it away',
    body: T.Object({ remove: T.Optional(T.Boolean()) }),
    files: keepPortraits,
    response: Url,
    async handle(ctx, { body, files }) {
      const picture = body.remove ? null : portraitOf(files[0])
      await ctx.sql`update person set picture = ${picture} where id = ${meOf(ctx).id}`
      return done('/me', { url: '/me' })
    },
    form: again,
  }),

  post('/me/appearance', {
    access: 'anyone',
    summary: 'Light, dark, or as the device says; kept in this browser',
    body: T.Object({ theme: T.Union([T.Literal('auto'), T.Literal('light'), T.Literal('dark')]) }),
    response: Url,
    async handle(ctx, { body }) {
      ctx.reply.setCookie('copse_theme', body.theme, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: secure(ctx.raw, ctx.site.config),
        maxAge: 365 * 24 * 3600,
      })
      return done('/me', { url: '/me' })
    },
  }),
]
