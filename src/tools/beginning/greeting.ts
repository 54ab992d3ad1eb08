import { invalid, notFound } from '../../platform/http/problems.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'

/** Somebody whom a host means to greet first, by the name the host thinks of them. */
export interface ToGreet {
  id: number
  name: string
  greeted: boolean
}

/** More is no list of the first ones any more. */
const MOST = 50
const LONGEST = 80

/** The asking host's own list here. Nobody else reads it: the wall decides. */
export function toGreetFirst(ctx: Ctx): Promise<ToGreet[]> {
  return ctx.sql<ToGreet[]>`
    select id, name, greeted from greet_first where space_id = ${spaceOf(ctx).id} and person_id = ${meOf(ctx).id} order by greeted, id`
}

/** Adds names, one a line, those apart that are there. @throws Invalid without one, or when the list is full */
export async function addToGreet(ctx: Ctx, typed: string): Promise<void> {
  const names = typed.split('\n').map((line) => line.replace(/\s+/g, ' ').trim().slice(0, LONGEST))
  const there = await toGreetFirst(ctx)
  const known = new Set(there.map(({ name }) => name))
  const fresh = [...new Set(names)].filter((name) => name && !known.has(name))
  if (!names.some(Boolean)) throw invalid('names', 'needed')
  if (there.length + fresh.length > MOST) throw invalid('names', 'greet-many', { most: MOST })
  for (const name of fresh)
    await ctx.sql`insert into greet_first (space_id, person_id, name) values (${spaceOf(ctx).id}, ${meOf(ctx).id}, ${name})`
}

/** Ticks somebody off, or not. @throws 404 for what is not on one's own list here */
export async function setGreeted(ctx: Ctx, id: number, greeted: boolean): Promise<void> {
  const changed = await ctx.sql`
    update greet_first set greeted = ${greeted} where id = ${id} and space_id = ${spaceOf(ctx).id} returning id`
  if (!changed.length) throw notFound()
}

/** Takes somebody off the list. @throws 404 */
export async function dropToGreet(ctx: Ctx, id: number): Promise<void> {
  const gone = await ctx.sql`delete from greet_first where id = ${id} and space_id = ${spaceOf(ctx).id} returning id`
  if (!gone.length) throw notFound()
}
