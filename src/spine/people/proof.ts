import type { Ctx, Request } from '../request/ctx.ts'
import { noteKey } from './key-events.ts'

/**
 * Whose an address is. Anyone can type one that is somebody else's; whoever answers a letter there shows that it is theirs.
 * The first time that is shown, whatever opened the account before ends: it was made by who had only typed the address.
 */

/**
 * A one-time link has just been used. One that was not mailed shows nothing.
 * @returns whether its letter was the first ever answered: then all that opened the account before has ended
 */
export async function provenByLetter(ctx: Ctx & Partial<Pick<Request, 'raw'>>, personId: number, link: number) {
  const [row] = await ctx.sql<[{ first: boolean }]>`
    select case when is_first_proof(${link}) then first_proof(${personId}) else false end "first"`
  if (row.first) await noteKey(ctx, personId, 'first-letter')
  return row.first
}

/** The same by the word of a provider that the operator trusts with it. */
export async function provenByProvider(ctx: Ctx & Partial<Pick<Request, 'raw'>>, personId: number): Promise<void> {
  const [row] = await ctx.sql<[{ first: boolean }]>`select first_proof(${personId}) "first"`
  if (row.first) await noteKey(ctx, personId, 'first-letter')
}

/** For who is inside, and shows it from there: a link mailed to them was opened in the session that asked. Nothing ends. */
export async function prove(ctx: Pick<Ctx, 'sql'>, personId: number): Promise<void> {
  await ctx.sql`select prove_address(${personId})`
}
