import { Type as T } from '@sinclair/typebox'
import { notYours, Problem } from '../../platform/http/problems.ts'
import { noteKey } from '../../spine/people/key-events.ts'
import { prove, provenByProvider } from '../../spine/people/proof.ts'
import { type Claims, providerName } from '../../spine/people/provider.ts'
import { arrival, departure, setOut, type Trip, unpack } from '../../spine/people/provider-trips.ts'
import { confirmSession, hasSecondStep, letIn, openSession } from '../../spine/people/sessions.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { localPath } from '../../spine/request/local-path.ts'
import { done, get, type Outcome, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { doorFor } from '../../spine/spaces/door.ts'
import { invitationCard, invitationIn } from '../../spine/spaces/invitations.ts'
import { leavingPage } from '../../ui/leaving.ts'
import { handleOf } from './joining.ts'
import { backPage, strangerPage } from './views/provider.ts'

const Some = T.Optional(T.String({ maxLength: 4000 }))
/** What a provider puts into the address it sends people back with. */
const Query = T.Object({
  code: Some,
  state: Some,
  iss: Some,
  session_state: Some,
  error: Some,
  error_description: Some,
})

/** Signing in with the account one has elsewhere. */
export const provider = [
  post('/sign-in/provider', {
    access: 'anyone',
    summary: 'Go to the provider to sign in; `url` is its address. Only where the site has one',
    body: T.Object({ to: T.Optional(T.String({ maxLength: 500 })) }),
    response: Url,
    prepare: (door) => departure(door, 'sign-in'),
    async handle(ctx, { body, prepared }) {
      await setOut(ctx, 'sign-in', localPath(body.to), prepared)
      return page({ url: prepared.url }, () => leavingPage(ctx, prepared.url, providerName(ctx.site)!, '/sign-in'))
    },
  }),

  get('/sign-in/provider/back', {
    access: 'anyone',
    summary: 'The page the provider sends people back to; only its button goes on',
    query: Query,
    response: T.Object({ usable: T.Boolean() }),
    async handle(ctx, { query }) {
      if (!ctx.site.config.provider) throw new Problem(404, 'not-found')
      return page({ usable: query.code !== undefined }, () => backPage(ctx, query), { secret: true })
    },
  }),

  post('/sign-in/provider/back', {
    access: 'anyone',
    summary: 'Come in with what the provider said; works once, in the browser that set out',
    body: Query,
    response: Url,
    prepare: (door) => arrival(door, door.body),
    async handle(ctx, { prepared: { trip, claims } }) {
      unpack(ctx)
      if (trip.purpose === 'link') return link(ctx, trip, claims)
      if (trip.purpose === 'confirm') return confirm(ctx, trip, claims)
      return signIn(ctx, trip, claims)
    },
  }),
]

async function signIn(ctx: Request, trip: Trip, claims: Claims): Promise<Outcome> {
  const known = (await personBy(ctx, claims)) ?? (await personByAddress(ctx, claims))
  if (known === 'not-linked') return page({ url: '/sign-in' }, () => strangerPage(ctx, claims.email!, true))
  if (known !== null) return goTo(await letIn(ctx, known, trip.going))
  if (!claims.email || !(await mayBegin(ctx, trip.going)))
    return page({ url: '/sign-in' }, () => strangerPage(ctx, claims.email ?? '', false))
  await becomeSomeone(ctx, claims.name || claims.email.split('@')[0]!, claims)
  return goTo(trip.going)
}

async function personBy(ctx: Request, { subject }: Claims): Promise<number | null> {
  const [row] = await ctx.sql<[{ id: number | null }]>`select person_by_identity(${issuerOf(ctx)}, ${subject}) id`
  return row.id
}

/**
 * Whoever has this address here. That a provider calls an address verified opens an account only where the operator trusts
 * it with that; elsewhere its person first signs in another way, and links the two.
 */
async function personByAddress(ctx: Request, claims: Claims): Promise<number | 'not-linked' | null> {
  const [login] = claims.email
    ? await ctx.sql<{ personId: number | null }[]>`select person_id from login_for(${claims.email})`
    : []
  if (!login?.personId) return null
  if (!ctx.site.config.provider!.trusted) return 'not-linked'
  // Its provider is no second step: whoever has one links by hand, once they are in.
  if (await hasSecondStep(ctx, login.personId)) return 'not-linked'
  await provenByProvider(ctx, login.personId)
  await keepLink(ctx, login.personId, claims)
  return login.personId
}

/** An account is begun where one comes in anyway: by an invitation, or at a door that may be knocked at. */
async function mayBegin(ctx: Request, going: string): Promise<boolean> {
  const [, invitation] = /^\/join\/([\w-]+)$/.exec(going) ?? []
  const [, space] = /^\/c\/([\w-]+)\/door$/.exec(going) ?? []
  try {
    if (invitation) return (await invitationCard(ctx, invitationIn(ctx.site, invitation))).usable
    if (!space) return false
    const door = await doorFor(ctx, space)
    return door.mayAsk && door.joining !== 'invitation'
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return false
    throw error
  }
}

async function becomeSomeone(ctx: Request, name: string, claims: Claims): Promise<void> {
  const [made] = await ctx.sql<[{ id: number }]>`
    select register(${handleOf(name)}, ${name}, ${ctx.locale.lang.slice(0, 2)}, ${claims.email!}, null, 'UTC') id`
  const [linked] = await ctx.sql<[{ id: number | null }]>`
    select link_identity(${made.id}, ${issuerOf(ctx)}, ${claims.subject}, ${claims.email}) id`
  if (linked.id === null) throw notYours('linked-elsewhere')
  // What any other provider says of an address is no more than what somebody typed.
  if (ctx.site.config.provider!.trusted) await prove(ctx, made.id)
  await openSession(ctx, made.id)
}

/** @throws 403 where somebody else set out, or this account elsewhere is somebody else's here */
async function link(ctx: Request, trip: Trip, claims: Claims): Promise<Outcome> {
  if (!isTheirs(ctx, trip)) throw new Problem(403, 'trip-over')
  await keepLink(ctx, trip.personId!, claims)
  return goTo('/me/keys#providers')
}

async function keepLink(ctx: Request, personId: number, claims: Claims): Promise<void> {
  const [row] = await ctx.sql<[{ id: number | null }]>`
    select link_identity(${personId}, ${issuerOf(ctx)}, ${claims.subject}, ${claims.email ?? ''}) id`
  if (row.id === null) throw notYours('linked-elsewhere')
  await noteKey(ctx, personId, 'provider-linked', { what: ctx.site.config.provider!.name })
}

/** @throws 403 where it was another account elsewhere than the linked one */
async function confirm(ctx: Request, trip: Trip, claims: Claims): Promise<Outcome> {
  if (!isTheirs(ctx, trip)) throw new Problem(403, 'trip-over')
  if ((await personBy(ctx, claims)) !== trip.personId) throw notYours('linked-elsewhere')
  await confirmSession(ctx, false)
  return goTo(trip.going)
}

/** Whether the session that set out is the one that came back. */
function isTheirs({ me }: Request, trip: Trip): boolean {
  return me?.via === 'session' && me.viaId === trip.sessionId && me.id === trip.personId
}

function issuerOf({ site }: Request): string {
  return site.config.provider!.issuer
}

function goTo(url: string): Outcome {
  return done(url, { url })
}
