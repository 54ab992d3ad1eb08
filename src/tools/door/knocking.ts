import { Type as T } from '@sinclair/typebox'
import { invalid, signInFirst } from '../../platform/http/problems.ts'
import { knownZone } from '../../platform/i18n.ts'
import { openSession } from '../../spine/people/sessions.ts'
import { checkNewPassword, countTry, passwordHash } from '../../spine/people/signing-in.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { type Door, doorFor, knock, withdrawRequest } from '../../spine/spaces/door.ts'
import { WelcomingSchema, welcomingAt } from '../../spine/spaces/welcoming.ts'
import { firstPage, handleOf, Lang } from './joining.ts'
import { knockPage } from './views/knocking.ts'

const Answer = T.Optional(T.String({ maxLength: 1000 }))
const answerFields = ['answer1', 'answer2', 'answer3', 'answer4', 'answer5'] as const

/** A space from outside: its name and purpose, and how one comes in. */
export const knocking = [
  get('/c/:space/door', {
    access: 'door',
    summary: 'What one may know of a community or circle before belonging to it, and how one comes in',
    response: T.Object({
      name: T.String(),
      purpose: T.String(),
      kind: T.String(),
      joining: T.String(),
      questions: T.Array(T.String()),
      answersShown: T.Boolean(),
      mayAsk: T.Boolean(),
      belongs: T.Boolean(),
      awayUntil: nullable(T.String()),
      request: nullable(T.Object({ id: T.Integer(), state: T.String(), word: T.String(), at: T.String() })),
      ...WelcomingSchema.properties,
    }),
    async handle(ctx, { params }) {
      if (isIn(ctx)) return elsewhere(`/c/${params.space}`)
      const [door, welcoming] = await Promise.all([doorFor(ctx, params.space), welcomingAt(ctx, params.space)])
      return page({ ...door, ...welcoming }, () => knockPage(ctx, door, welcoming))
    },
  }),

  post('/c/:space/door', {
    access: 'door',
    summary: 'Join where the door is free, else ask with answers; without an account, make one with it',
    body: T.Object({
      /** What the form said: that the answers will be shown. */
      shown: T.Optional(T.Boolean()),
      ...Object.fromEntries(answerFields.map((name) => [name, Answer])),
      name: T.Optional(T.String({ maxLength: 80 })),
      lang: T.Optional(Lang),
      email: T.Optional(T.String({ format: 'email', maxLength: 254 })),
      password: T.Optional(T.String({ maxLength: 200 })),
      timeZone: T.Optional(T.String({ maxLength: 60 })),
    }),
    response: T.Object({ joined: T.Boolean(), url: T.String() }),
    async prepare(door) {
      const { email, password } = door.body as NewPerson
      await countTry(door, 'join-from', door.raw.ip, 30, 900)
      if (!email || !password) return undefined
      await countTry(door, 'join', email, 10, 900)
      return passwordHash(password)
    },
    async handle(ctx, { params, body, prepared }) {
      if (isIn(ctx)) return done(`/c/${params.space}`, { joined: true, url: `/c/${params.space}` })
      const door = await doorFor(ctx, params.space)
      const answers = answersIn(door, body as Record<string, string>)
      if (!ctx.me) await becomeSomeone(ctx, door, body as NewPerson, prepared)
      const joined = await knock(ctx, door, answers, (body as { shown?: boolean }).shown ?? false)
      const url = joined ? `/c/${door.slug}` : `/c/${door.slug}/door`
      return done(joined ? firstPage(door.slug, door.kind) : url, { joined, url })
    },
    async form(ctx, { params, typed, errors }) {
      const [door, welcoming] = await Promise.all([doorFor(ctx, params.space), welcomingAt(ctx, params.space)])
      return knockPage(ctx, door, welcoming, { typed, errors })
    },
  }),

  post('/c/:space/door/withdrawal', {
    access: 'door',
    summary: 'Take back your request',
    response: Url,
    async handle(ctx, { params }) {
      const url = `/c/${params.space}/door`
      if (isIn(ctx)) return done(url, { url })
      const door = await doorFor(ctx, params.space)
      if (!ctx.me) throw signInFirst()
      if (door.request) await withdrawRequest(ctx, door.request.id)
      return done(url, { url })
    },
  }),
]

interface NewPerson {
  name?: string
  lang?: string
  email?: string
  password?: string
  timeZone?: string
}

/** Whoever belongs has no need of the door; a visitor behind an open one does. */
function isIn(ctx: Request): boolean {
  return ctx.space !== null && ctx.space.standing !== 'visitor'
}

/** The answers to the questions as they are now. @throws Invalid where one is missing */
function answersIn(door: Door, body: Record<string, string | undefined>): string[] {
  const asked = door.joining === 'request' && !door.belongs ? door.questions : []
  return asked.map((_, i) => {
    const answer = body[answerFields[i]!]?.trim()
    if (!answer) throw invalid(answerFields[i]!, 'needed')
    return answer
  })
}

/** Someone who is not known here yet gets an account, signed in, before they knock. @throws Invalid */
async function becomeSomeone(ctx: Request, door: Door, body: NewPerson, hash: string | undefined): Promise<void> {
  // What only people of the site may know of is not for a stranger; the announced is.
  if (!door.mayAsk || door.joining === 'invitation') throw signInFirst()
  const missing = Object.entries({ name: body.name?.trim(), email: body.email, password: body.password })
  for (const [field, value] of missing) if (!value) throw invalid(field, 'needed')
  checkNewPassword(body.password!, [body.name!, body.email!])
  const zone = knownZone(body.timeZone)
  const lang = body.lang ?? ctx.locale.lang.slice(0, 2)
  try {
    const [row] = await ctx.sql<[{ id: number }]>`
      select register(${handleOf(body.name!)}, ${body.name!.trim()}, ${lang}, ${body.email!}, ${hash!}, ${zone}) id`
    const [entered] = await ctx.sql<[{ me: Request['me'] }]>`select enter_as(${row.id}) me`
    ctx.me = entered.me
    await openSession(ctx, row.id)
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw invalid('email', 'cannot-use-address')
    throw error
  }
}
