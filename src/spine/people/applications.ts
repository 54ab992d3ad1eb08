import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Problem } from '../../platform/http/problems.ts'
import type { Site } from '../request/ctx.ts'
import { applicationCredential, basicIn } from './basic.ts'
import { hashOf } from './credential.ts'
import { countTry } from './signing-in.ts'

/**
 * Passwords of applications: for programs that know only a name and a password (mail, calendar, files), by HTTP Basic. Made
 * by us, so that they are never somebody's own; one for each device, so that each can end alone.
 */

/** Without signs that are read for each other: 5 bits each. */
const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
const GROUPS = 5
const SIGNS = 5

/** A fresh one, 125 bits, in groups that can be typed on a phone: `k7m2p-9xq4r-…`. */
export function newApplicationPassword(): string {
  const signs = [...randomBytes(GROUPS * SIGNS)].map((byte) => letters[byte % letters.length]).join('')
  return signs.match(/.{5}/g)!.join('-')
}

/**
 * Refuses a request whose name and password do not belong together. Only those count as tries, per address of the network:
 * who knows theirs gets in whatever others guess. Ask it before a transaction is open.
 * @throws 401, which makes programs ask for another one; 429
 */
export async function refuseWrongBasic(site: Site, request: FastifyRequest): Promise<void> {
  const basic = basicIn(request.headers.authorization)
  if (!basic) return
  const [owner] = await site.database.app<{ handle: string; email: string | null }[]>`
    select * from application_owner(${hashOf(applicationCredential(basic.password))})`
  // The handle or the address: whichever a program asks for.
  const names = owner ? [owner.handle, owner.email ?? owner.handle] : []
  if (names.some((name) => name.toLowerCase() === basic.name.toLowerCase())) return
  await countTry({ site }, 'application', request.ip, 30, 900)
  throw new Problem(401, 'wrong-application', {}, { 'www-authenticate': 'Basic realm="Copse", charset="UTF-8"' })
}

const HOUR = 3_600_000
const noted = new Map<number, number>()

/** Notes that a token was used, once an hour, and lets nobody wait for it. */
export function noteUse(site: Site, tokenId: number): void {
  const now = Date.now()
  if (now - (noted.get(tokenId) ?? 0) < HOUR) return
  if (noted.size > 10_000) noted.clear()
  noted.set(tokenId, now)
  void site.database.app`select touch_token(${tokenId})`.catch(() => noted.delete(tokenId))
}
