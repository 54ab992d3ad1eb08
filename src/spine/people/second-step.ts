import { createHmac } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { seal, unseal } from '../../platform/sealed.ts'
import { type Ctx, meOf } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'
import { randomWords } from './random-words.ts'

/** The second step of signing in: codes of six figures from an app (RFC 6238), and recovery codes for who lost it. */

const PERIOD = 30
const HOW_MANY_CODES = 10

/** A secret for an app, 160 bits, as people type it. */
export function newAppSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** What an app reads from the picture. */
export function appAddress(secret: string, site: string, account: string): string {
  return totp(secret, site, account).toString()
}

function totp(secret: string, issuer = '', label = 'Copse'): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), issuer, label, period: PERIOD })
}

/**
 * The step of the clock that a code belongs to; one before and one after count, for clocks that are a little off.
 * @returns undefined for a code that is none
 */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const plain = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(plain)) return undefined
  const delta = totp(secret).validate({ token: plain, timestamp: now, window: 1 })
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD) + delta
}

/** The secret as it is kept: encrypted, for this person. */
function sealSecret({ config }: Pick<Site, 'config'>, personId: number, secret: string): Buffer {
  return seal(config.key, `second-step:${personId}`, Buffer.from(secret))
}

function openSecret({ config }: Pick<Site, 'config'>, personId: number, sealed: Buffer): string | undefined {
  return unseal(config.key, `second-step:${personId}`, sealed)?.toString()
}

/** Fresh recovery codes, 50 bits each: `k7m2p-9xq4r`. */
function newRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY_CODES }, () => randomWords(2))
}

/** How a recovery code is kept: of no use to whoever has the database without the site's key. */
function recoveryHash({ config }: Pick<Site, 'config'>, personId: number, code: string): Buffer {
  const plain = code.toLowerCase().replace(/[^a-z0-9]/g, '')
  return createHmac('sha256', config.key.derive('recovery')).update(`${personId}:${plain}`).digest()
}

/** What a code turned out to be. */
type Proof = { by: 'app' } | { by: 'recovery'; left: number }

/**
 * Uses a code up, of the app or for recovery. Counts tries yourself, outside this transaction.
 * @returns undefined where it is none, or was used
 */
export async function useCode(
  ctx: Pick<Ctx, 'sql' | 'site' | 'now'>,
  personId: number,
  code: string,
): Promise<Proof | undefined> {
  const [kept] = await ctx.sql<{ secret: Buffer | null }[]>`select secret from second_step_of(${personId})`
  if (!kept?.secret) return undefined
  const secret = openSecret(ctx.site, personId, kept.secret)
  const step = secret && stepOf(secret, code, ctx.now.getTime())
  if (step) {
    const [row] = await ctx.sql<[{ used: boolean }]>`select use_step(${personId}, ${step}) used`
    return row.used ? { by: 'app' } : undefined
  }
  const [row] = await ctx.sql<[{ left: number | null }]>`
    select use_recovery_code(${personId}, ${recoveryHash(ctx.site, personId, code)}) "left"`
  return row.left === null ? undefined : { by: 'recovery', left: row.left }
}

/** Switches the second step on for the asking person, or to another app. @returns the recovery codes, to be shown once */
export async function keepSecondStep(ctx: Ctx, secret: string, step: number): Promise<string[]> {
  const { id } = meOf(ctx)
  const codes = newRecoveryCodes()
  await ctx.sql`select keep_second_step(${sealSecret(ctx.site, id, secret)}, ${step}, ${hashes(ctx, codes)})`
  return codes
}

/** Fresh recovery codes in place of those before. */
export async function renewRecoveryCodes(ctx: Ctx): Promise<string[]> {
  const codes = newRecoveryCodes()
  await ctx.sql`select keep_recovery_codes(${hashes(ctx, codes)})`
  return codes
}

function hashes(ctx: Ctx, codes: string[]): string[] {
  return codes.map((code) => recoveryHash(ctx.site, meOf(ctx).id, code).toString('hex'))
}
