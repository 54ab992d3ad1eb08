import { type Static, Type as T } from '@sinclair/typebox'
import { notYours } from '../../platform/http/problems.ts'
import { mailWorks } from '../../spine/people/mailing.ts'
import { providerName } from '../../spine/people/provider.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'

const at = { createdAt: T.String(), usedAt: nullable(T.String()) }
const Program = T.Object({
  id: T.Integer(),
  name: T.String(),
  scopes: T.Array(T.String()),
  ...at,
  expiresAt: nullable(T.String()),
})

/** Everything that opens one's account. */
export const KeysSchema = T.Object({
  email: nullable(T.String()),
  /** Whether a letter to this address was ever answered. */
  proven: T.Boolean(),
  password: T.Boolean(),
  sessions: T.Array(T.Object({ id: T.Integer(), agent: T.String(), ...at, current: T.Boolean() })),
  passkeys: T.Array(T.Object({ id: T.Integer(), name: T.String(), ...at })),
  secondStep: nullable(T.Object({ since: T.String(), codesLeft: T.Integer() })),
  providers: T.Array(T.Object({ id: T.Integer(), issuer: T.String(), email: T.String(), ...at })),
  /** What one could link: the provider that this site lets people sign in with. */
  provider: nullable(T.String()),
  applications: T.Array(Program),
  tokens: T.Array(Program),
  events: T.Array(T.Object({ verb: T.String(), what: T.String(), agent: T.String(), at: T.String() })),
})
export type Keys = Static<typeof KeysSchema>

type Row = Omit<Keys, 'tokens' | 'applications' | 'provider'> & {
  tokens: (Static<typeof Program> & { kind: string })[]
}

/** All of it in one query. */
export async function keysOf(ctx: Ctx): Promise<Keys> {
  const me = meOf(ctx)
  const [{ keys }] = await ctx.sql<[{ keys: Row }]>`select my_keys() keys`
  const { tokens, sessions, ...rest } = dated(keys)
  return {
    ...rest,
    sessions: sessions.map((one) => ({ ...one, current: me.via === 'session' && one.id === me.viaId })),
    provider: providerName(ctx.site),
    applications: tokens.filter(({ kind }) => kind === 'application'),
    tokens: tokens.filter(({ kind }) => kind === 'token'),
  }
}

/** The database writes dates its own way; everything else here is sent as ISO 8601. */
function dated<T>(value: T): T {
  const isDate = (key: string, one: unknown): one is string => /^(at|since|\w+At)$/.test(key) && typeof one === 'string'
  return JSON.parse(JSON.stringify(value), (key, one) => (isDate(key, one) ? new Date(one).toISOString() : one))
}

/** @throws 403 where nothing would be left to come in by */
export function refuseLastWay(ctx: Ctx, keys: Keys, without: { passkey?: number; provider?: number }): void {
  const left =
    keys.password ||
    mailWorks(ctx) ||
    keys.passkeys.some(({ id }) => id !== without.passkey) ||
    keys.providers.some(({ id }) => id !== without.provider)
  if (!left) throw notYours('last-way')
}

/** Said where something is ended from the list that follows a new password by mail. */
export const Left = T.Object({ left: T.Optional(T.Boolean()) })

/** Where one goes on after ending something: to the same list. */
export function backTo({ left }: Static<typeof Left>, place: string): string {
  return left ? '/me/keys?left=true' : `/me/keys${place}`
}
