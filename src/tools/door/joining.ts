import { Type as T } from '@sinclair/typebox'
import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { knownZone, languages } from '../../platform/i18n.ts'
import { record } from '../../spine/activity/record.ts'
import { PersonSchema } from '../../spine/people/cards.ts'
import { hasSecondStep, letIn, openSession } from '../../spine/people/sessions.ts'
import { checkNewPassword, countTry, passwordFits, passwordHash } from '../../spine/people/signing-in.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { slugOf } from '../../spine/slug.ts'
import { invitationCard, invitationIn } from '../../spine/spaces/invitations.ts'
import { WelcomingSchema, welcomingBy } from '../../spine/spaces/welcoming.ts'
import { welcomePath } from '../welcome/index.ts'
import { gone } from './signing-in.ts'
import { haveInvitationPage, type InvitedTo, joinPage } from './views/joining.ts'

export const Lang = T.Union(Object.keys(languages).map((lang) => T.Literal(lang)))

/** A handle to begin with, made of the name. The database adds a number where it is taken. */
export function handleOf(name: string): string {
  const words = slugOf(name, 30)
  return words.length >= 2 ? words : 'person'
}

export const joining = [
  get('/join', {
    access: 'anyone',
    summary: 'The page for someone who has an invitation',
    query: T.Object({ link: T.Optional(T.String({ maxLength: 500 })) }),
    response: T.Object({}),
    async handle(ctx, { query }) {
      const token = /\/join\/([\w-]+)\s*$/.exec(query.link ?? '')?.[1]
      if (token) return elsewhere(`/join/${token}`)
      const errors: Record<string, string> = query.link ? { link: ctx.locale.t('invalid.no-invitation') } : {}
      return page({}, () => haveInvitationPage(ctx, { typed: { link: query.link }, errors }))
    },
  }),

  get('/join/:token', {
    access: 'anyone',
    summary: 'Who invites, how many can read, what for; how much time it asks, and what its people agree on',
    response: T.Object({
      usable: T.Boolean(),
      note: T.String(),
      by: PersonSchema,
      standing: T.String(),
      until: nullable(T.String()),
      space: T.Object({ slug: T.String(), name: T.String(), purpose: T.String(), people: T.Integer() }),
      ...WelcomingSchema.properties,
    }),
    async handle(ctx, { params }) {
      const it = await invitedTo(ctx, params.token)
      const by = { ...it.card.by, url: `/people/${it.card.by.handle}` }
      return page({ ...it.card, by, ...it.welcoming }, () => joinPage(ctx, it))
    },
  }),

  post('/join/:token', {
    access: 'anyone',
    summary: 'Join: signed in by agreeing, otherwise with a name, a language, an address and a password',
    body: T.Object({
      name: T.Optional(T.String({ maxLength: 80 })),
      lang: T.Optional(Lang),
      email: T.Optional(T.String({ format: 'email', maxLength: 254 })),
      password: T.Optional(T.String({ maxLength: 200 })),
      timeZone: T.Optional(T.String({ maxLength: 60 })),
    }),
    response: Url,
    async prepare(door) {
      const { email, password } = door.body
      await countTry(door, 'join-from', door.raw.ip, 30, 900)
      if (!email || !password) return {}
      await countTry(door, 'join', email, 10, 900)
      const [login] = await door.site.database.app<
        { personId: number | null; password: string | null }[]
      >`select * from login_for(${email})`
      // Someone who has an account here and types its password joins with it.
      if (login?.personId && (await passwordFits(login.password, password))) return { known: login.personId }
      return { hash: await passwordHash(password) }
    },
    async handle(ctx, { params, body, prepared }) {
      const which = invitationIn(ctx.site, params.token)
      // Who has a second step takes it before anything is done in their name; then one button is left.
      if (prepared.known && prepared.known !== ctx.me?.id && (await hasSecondStep(ctx, prepared.known))) {
        const url = await letIn(ctx, prepared.known, `/join/${params.token}`)
        return done(url, { url })
      }
      const slug = ctx.me || prepared.known ? await joinKnown() : await joinNew()
      const [space] = await ctx.sql<{ id: number; kind: string }[]>`select id, kind from space where slug = ${slug}`
      const [me] = await ctx.sql<{ me: number }[]>`select me() me`
      if (space) await record(ctx, 'person.joined', space.id, { actorId: me!.me })
      return done(firstPage(slug, space?.kind), { url: `/c/${slug}` })

      async function joinKnown(): Promise<string> {
        const other = prepared.known && prepared.known !== ctx.me?.id ? prepared.known : undefined
        if (other) {
          // In the name of who is signed in: afterwards it would be nobody's session of the other person.
          if (ctx.me?.via === 'session') await ctx.sql`select end_sessions(${ctx.me.viaId})`
          await ctx.sql`select enter_as(${other})`
        }
        const slug = await whileUsable(
          async () => (await ctx.sql<[{ slug: string }]>`select join_by(${which}) slug`)[0].slug,
        )
        // Only now: a cookie cannot be taken back when the invitation turns out to have ended.
        if (other) await openSession(ctx, other)
        return slug
      }

      async function joinNew(): Promise<string> {
        const { name, email, password } = body
        const missing = Object.entries({ name: name?.trim(), email, password }).filter(([, value]) => !value)
        if (missing.length) throw invalid(missing[0]![0], 'needed')
        checkNewPassword(password!, [name!, email!])
        const zone = knownZone(body.timeZone)
        const joined = await whileUsable(
          () => ctx.sql<[{ personId: number; slug: string }]>`
            select * from join_new(${which}, ${handleOf(name!)}, ${name!.trim()}, ${body.lang ?? ctx.locale.lang.slice(0, 2)}, ${email!}, ${prepared.hash!}, ${zone})`,
        )
        await openSession(ctx, joined[0].personId)
        return joined[0].slug
      }
    },
    async form(ctx, again) {
      return joinPage(ctx, await invitedTo(ctx, again.params.token), again)
    },
  }),
]

/** Whoever joins a community finds their first steps there; whoever is not new is led on from them to its home. */
export function firstPage(slug: string, kind: string | undefined): string {
  return kind === 'community' ? welcomePath(slug) : `/c/${slug}`
}

/** What an invitation shows to whoever holds its link, with what its community says to them. @throws 404 */
async function invitedTo(ctx: Ctx, token: string): Promise<InvitedTo> {
  const id = invitationIn(ctx.site, token)
  const [card, welcoming] = await Promise.all([invitationCard(ctx, id), welcomingBy(ctx, id)])
  return { card, welcoming }
}

/** The database decides whether an invitation still works and whether an address is free; this says it in words. */
export async function whileUsable<T>(join: () => PromiseLike<T>): Promise<T> {
  try {
    return await join()
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'CP003') throw gone()
    if (code === 'CP004') throw notYours('guests-of-circle')
    if (code === '23505') throw invalid('email', 'cannot-use-address')
    if (code === 'P0002') throw notFound()
    throw error
  }
}
