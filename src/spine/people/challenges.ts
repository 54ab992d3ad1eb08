import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Ctx } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'
import { hashOf } from './credential.ts'

/** How long there is to answer. */
const MINUTES = 10
const RANDOM = 16
const TIME = 6

/**
 * What a passkey is to sign: random, with its time, and our own sign for what it is for. So any number of pages can carry
 * one, and nothing is written before one comes back (`spendChallenge`): then it is used.
 */
export function newChallenge(site: Site, purpose: string, now: Date): string {
  const head = Buffer.alloc(RANDOM + TIME)
  randomBytes(RANDOM).copy(head)
  head.writeUIntBE(now.getTime(), RANDOM, TIME)
  return Buffer.concat([head, signOf(site, purpose, head)]).toString('base64url')
}

/** Whether a challenge is ours, for this purpose, and still young. */
export function isChallenge(site: Site, purpose: string, challenge: string, now: Date): boolean {
  const all = Buffer.from(challenge, 'base64url')
  const head = all.subarray(0, RANDOM + TIME)
  const sign = all.subarray(RANDOM + TIME)
  const expected = signOf(site, purpose, head)
  // Written the one way that we write it: another spelling of the same would count as another.
  if (all.toString('base64url') !== challenge) return false
  if (sign.length !== expected.length || !timingSafeEqual(sign, expected)) return false
  const age = now.getTime() - head.readUIntBE(RANDOM, TIME)
  return age >= -60_000 && age <= MINUTES * 60_000
}

/** Uses a challenge up; false where it was used before, at whichever node. */
export async function spendChallenge(ctx: Pick<Ctx, 'sql'>, challenge: string): Promise<boolean> {
  const [row] = await ctx.sql<[{ fresh: boolean }]>`select spend(${hashOf(challenge)}, ${MINUTES + 2}) fresh`
  return row.fresh
}

function signOf({ config }: Site, purpose: string, head: Buffer): Buffer {
  return createHmac('sha256', config.key.derive(`challenge:${purpose}`))
    .update(head)
    .digest()
}
