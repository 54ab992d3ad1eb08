import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { type Static, Type as T } from '@sinclair/typebox'
import { siteUrl } from '../../platform/http/server.ts'
import { siteName } from '../../ui/layout.ts'
import type { Ctx, Me, Request } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'
import { isChallenge, newChallenge, spendChallenge } from './challenges.ts'

/** Passkeys: keys that never leave somebody's device, or travel between theirs (WebAuthn). */

/** Loaded when the first passkey comes: it takes 24 MB and a third of a second. */
const library = () => import('@simplewebauthn/server')

const Credential = T.Object({
  id: T.String(),
  type: T.Literal('public-key'),
  transports: T.Optional(T.Array(T.String())),
})

/** What a browser needs to ask for a passkey: `PublicKeyCredentialRequestOptionsJSON`. */
export const AskSchema = T.Object({
  challenge: T.String(),
  rpId: T.String(),
  timeout: T.Integer(),
  userVerification: T.Literal('preferred'),
  allowCredentials: T.Array(Credential),
})
export type Ask = Static<typeof AskSchema>

/** What a browser needs to make one: `PublicKeyCredentialCreationOptionsJSON`. */
export const MakeSchema = T.Object({
  challenge: T.String(),
  rp: T.Object({ id: T.Optional(T.String()), name: T.String() }),
  user: T.Object({ id: T.String(), name: T.String(), displayName: T.String() }),
  pubKeyCredParams: T.Array(T.Object({ alg: T.Integer(), type: T.Literal('public-key') })),
  timeout: T.Optional(T.Integer()),
  attestation: T.Optional(T.String()),
  excludeCredentials: T.Optional(T.Array(Credential)),
  authenticatorSelection: T.Optional(
    T.Object({
      residentKey: T.Optional(T.String()),
      requireResidentKey: T.Optional(T.Boolean()),
      userVerification: T.Optional(T.String()),
    }),
  ),
})

const TIMEOUT_MS = 5 * 60_000

type Asked = Pick<Request, 'site' | 'raw' | 'now'>

/** The name that passkeys of this site are kept under: its host. An address of digits cannot have any. */
function hostOf({ raw, site }: Pick<Request, 'raw' | 'site'>): string {
  return new URL(siteUrl(raw, site.config)).hostname
}

/** Whether passkeys work here: browsers want https, or the very machine, and a name. */
export function passkeysWork(ctx: Pick<Request, 'raw' | 'site'>): boolean {
  const { protocol, hostname } = new URL(siteUrl(ctx.raw, ctx.site.config))
  return hostname === 'localhost' || (protocol === 'https:' && !/^[\d.]+$|^\[/.test(hostname))
}

/** To ask for a passkey: any of this site, or those of one person. */
export async function askFor(ctx: Asked & Pick<Ctx, 'sql'>, purpose: string, personId?: number): Promise<Ask> {
  const known = personId === undefined ? [] : await credentialsOf(ctx, personId)
  return {
    challenge: newChallenge(ctx.site, purpose, ctx.now),
    rpId: hostOf(ctx),
    timeout: TIMEOUT_MS,
    userVerification: 'preferred',
    allowCredentials: known,
  }
}

/** To make a passkey for someone, on a device that has none of theirs yet. */
export async function makeFor(ctx: Request, me: Me): Promise<Static<typeof MakeSchema>> {
  const options = await (await library()).generateRegistrationOptions({
    rpName: siteName(ctx),
    rpID: hostOf(ctx),
    userName: me.handle,
    userDisplayName: me.name,
    userID: Buffer.from(ctx.site.config.key.derive(`passkeys-of:${me.id}`), 'base64url'),
    challenge: Buffer.from(newChallenge(ctx.site, madeBy(me.id), ctx.now), 'base64url'),
    timeout: TIMEOUT_MS,
    attestationType: 'none',
    excludeCredentials: await credentialsOf(ctx, me.id),
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  })
  return options as Static<typeof MakeSchema>
}

function madeBy(personId: number): string {
  return `make:${personId}`
}

async function credentialsOf({ sql }: Pick<Ctx, 'sql'>, personId: number): Promise<Ask['allowCredentials']> {
  const rows = await sql<{ credentialId: string; transports: string[] }[]>`select * from passkeys_of(${personId})`
  return rows.map(({ credentialId, transports }) => ({ id: credentialId, type: 'public-key', transports }))
}

/** Keeps a passkey that a browser has just made. @returns its id, or undefined where what came is no answer to what we asked */
export async function keepPasskey(ctx: Request, me: Me, answer: string, name: string): Promise<number | undefined> {
  const response = read<RegistrationResponseJSON>(answer)
  if (!response) return undefined
  // As the library read it: what is used up is the very thing that was signed.
  let challenge = ''
  const made = await (await library())
    .verifyRegistrationResponse({
      response,
      expectedChallenge: (given) => {
        challenge = given
        return isChallenge(ctx.site, madeBy(me.id), given, ctx.now)
      },
      expectedOrigin: siteUrl(ctx.raw, ctx.site.config),
      expectedRPID: hostOf(ctx),
      requireUserVerification: false,
    })
    .catch(() => undefined)
  if (!made?.verified || !(await spendChallenge(ctx, challenge))) return undefined
  const { id, publicKey, counter } = made.registrationInfo.credential
  const transports = (response.response.transports ?? []).filter((one) => /^[a-z-]{1,20}$/.test(one))
  const [row] = await ctx.sql<[{ id: number }]>`
    select keep_passkey(${id}, ${Buffer.from(publicKey)}, ${counter}, ${transports}, ${name}) id`
  return row.id
}

/** What a passkey has shown: whose it is, and whether its device asked them for a finger or a number. */
export interface Shown {
  passkeyId: number
  personId: number
  verified: boolean
  counter: number
  challenge: string
}

/**
 * Checks what a passkey signed. Changes nothing: `usePasskey` does, in the transaction of what it is for.
 * @returns undefined where it is not one of ours, or did not sign what we asked
 */
export async function shownBy(
  site: Site,
  raw: Request['raw'],
  purpose: string,
  answer: string,
): Promise<Shown | undefined> {
  const response = read<AuthenticationResponseJSON>(answer)
  if (typeof response?.id !== 'string') return undefined
  const [kept] = await site.database.app<
    { id: number; personId: number; publicKey: Buffer; counter: number; transports: string[] }[]
  >`select * from passkey_for(${response.id})`
  if (!kept) return undefined
  let challenge = ''
  const shown = await (await library())
    .verifyAuthenticationResponse({
      response,
      expectedChallenge: (given) => {
        challenge = given
        return isChallenge(site, purpose, given, new Date())
      },
      expectedOrigin: siteUrl(raw, site.config),
      expectedRPID: hostOf({ raw, site }),
      credential: { id: response.id, publicKey: new Uint8Array(kept.publicKey), counter: Number(kept.counter) },
      requireUserVerification: false,
    })
    .catch(() => undefined)
  if (!shown?.verified) return undefined
  const { userVerified, newCounter } = shown.authenticationInfo
  return { passkeyId: kept.id, personId: kept.personId, verified: userVerified, counter: newCounter, challenge }
}

/** Uses up what was signed. False where it was used before, or where the passkey's counter went back: a copy may be about. */
export async function usePasskey(ctx: Pick<Ctx, 'sql'>, { passkeyId, counter, challenge }: Shown): Promise<boolean> {
  if (!(await spendChallenge(ctx, challenge))) return false
  const [row] = await ctx.sql<[{ used: boolean }]>`select use_passkey(${passkeyId}, ${counter}) used`
  return row.used
}

function read<A extends { response?: { clientDataJSON?: unknown } }>(answer: string): A | undefined {
  try {
    const value = JSON.parse(answer) as A | null
    return typeof value?.response?.clientDataJSON === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
