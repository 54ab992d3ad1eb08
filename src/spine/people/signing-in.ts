import { createHash } from 'node:crypto'
import { hash as argonHash, verify } from '@node-rs/argon2'
import type { Pool, Sql } from '../../platform/database/connect.ts'
import { invalid, tooOften } from '../../platform/http/problems.ts'
import type { Request } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'

const SHORTEST_PASSWORD = 10
export const LONGEST_PASSWORD = 200

/** OWASP's second choice for argon2id: 19 MiB, 2 rounds: bearable on a small machine. */
const argon = { memoryCost: 19456, timeCost: 2, parallelism: 1 }

/** A password as it is kept (argon2id). Takes tens of milliseconds: call it while no transaction holds locks. */
export function passwordHash(password: string): Promise<string> {
  return argonHash(password.normalize('NFKC'), argon)
}

// Checked when there is no such account, so that the answer takes as long.
let decoy: Promise<string> | undefined

export async function passwordFits(kept: string | null, password: string): Promise<boolean> {
  decoy ??= passwordHash('a password that nobody has')
  const fits = await verify(kept ?? (await decoy), password.normalize('NFKC')).catch(() => false)
  return kept !== null && fits
}

/** @throws Invalid for a password that is too short, too long, or the person's own name or address */
export function checkNewPassword(password: string, about: string[]): void {
  if (password.length < SHORTEST_PASSWORD) throw invalid('password', 'too-short', { least: SHORTEST_PASSWORD })
  if (password.length > LONGEST_PASSWORD) throw invalid('password', 'too-long', { most: LONGEST_PASSWORD })
  const plain = password.toLowerCase()
  if (about.some((word) => word.length > 3 && plain === word.toLowerCase()) || /^(.)\1+$/.test(plain))
    throw invalid('password', 'too-plain')
}

/**
 * Counts a try and refuses when there were too many, per account and per address. Counted outside the request's
 * transaction: a failed try must count.
 * @throws 429
 */
export async function countTry(
  ctx: Pick<Request, 'site'>,
  what: string,
  who: string,
  most: number,
  seconds: number,
): Promise<void> {
  const wait = await waitAfter(ctx.site.database.app, what, who, most, seconds)
  if (wait > 0) throw tooOften(wait)
}

/** Counts something that somebody did. @returns how long to wait, in seconds: more than none once it was done too often */
export async function waitAfter(
  sql: Pool | Sql,
  what: string,
  who: string,
  most: number,
  seconds: number,
): Promise<number> {
  const key = tryKey(what, who)
  const count = async () => {
    const [row] = await sql<[{ wait: number }]>`select copse.try(${key}, ${most}, ${seconds}) wait`
    return row.wait
  }
  const wait = await count()
  if (wait <= seconds + 1) return wait
  // Nobody has to wait longer than the whole time: it was counted while the clock was ahead, and would last until then.
  await sql`select copse.forgive(${key})`
  return count()
}

/** Forgets the tries of someone who got in: only wrong guesses count. */
export async function forgiveTries(ctx: Pick<Request, 'site'>, what: string, who: string): Promise<void> {
  await ctx.site.database.app`select forgive(${tryKey(what, who)})`
}

/** What was tried by whom, as a hash: no address is kept. */
function tryKey(what: string, who: string): Buffer {
  return createHash('sha256').update(`${what}:${who.toLowerCase()}`).digest()
}

/** The secret of a mailed link is derived from its id by the site's key. */
export function oneTimePath(site: Site, kind: 'sign-in' | 'password' | 'first-run', id: number): string {
  const token = site.config.key.linkToken(kind, id)
  return { 'sign-in': `/sign-in/${token}`, password: `/password/${token}`, 'first-run': `/first-run/${token}` }[kind]
}
