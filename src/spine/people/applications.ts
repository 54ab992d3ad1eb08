import type { FastifyRequest } from 'fastify'
import { notYours, Problem } from '../../platform/http/problems.ts'
import type { Me } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'
import { asPerson } from '../request/transaction.ts'
import { applicationCredential, basicIn } from './basic.ts'
import { hashOf } from './credential.ts'
import { randomWords } from './random-words.ts'
import { countTry } from './signing-in.ts'

/**
 * Passwords of applications: for programs that know only a name and a password (mail, calendar, files), by HTTP Basic. Made
 * by us, so that they are never somebody's own; one for each device, so that each can end alone.
 */

/** A fresh one, 125 bits, in groups that can be typed on a phone: `k7m2p-9xq4r-…`. */
export function newApplicationPassword(): string {
  return randomWords(5)
}

/** Goes with a 401 to a program that came without a password, or with a wrong one: it asks its person for another. */
export const askForApplication = { 'www-authenticate': 'Basic realm="Copse", charset="UTF-8"' }

/**
 * Refuses a request by HTTP Basic where applications have no business, whatever its name and password: so nothing can be
 * found out about them there.
 * @throws 403
 */
export function refuseApplication(request: FastifyRequest): void {
  if (basicIn(request.headers.authorization)) throw notYours('not-for-applications')
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
  throw new Problem(401, 'wrong-application', {}, askForApplication)
}

const HOUR = 3_600_000
/** When the use of which token was noted last. By site: two of them give the same numbers to their tokens. */
const noted = new WeakMap<Site, Map<number, number>>()

/** Notes that a token was used, once an hour, and lets nobody wait for it. */
export function noteUse(site: Site, me: Pick<Me, 'id' | 'viaId'>): void {
  const now = Date.now()
  const token = me.viaId
  const here = noted.get(site) ?? new Map<number, number>()
  noted.set(site, here)
  if (now - (here.get(token) ?? 0) < HOUR) return
  if (here.size > 10_000) here.clear()
  here.set(token, now)
  const touch = asPerson(site.database.app, me.id, null, (sql) => sql`select touch_token(${token})`)
  void touch.catch(() => here.delete(token))
}
