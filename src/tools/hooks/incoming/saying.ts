import { createHash, createHmac } from 'node:crypto'
import { invalid, notFound, Problem, tooOften } from '../../../platform/http/problems.ts'
import { plainSource, postMessage } from '../../../spine/messages/post.ts'
import { hashOf } from '../../../spine/people/credential.ts'
import type { Ctx, Me } from '../../../spine/request/ctx.ts'
import { tooFast } from '../../../spine/request/pace.ts'
import { roomUrl } from '../../rooms/index.ts'
import { plainName } from '../name.ts'

/** So often one address may be used. */
const PACE = { most: 30, seconds: 60 }

/** What another system says. */
export interface Saying {
  text: string
  /** Who or what there says it: stands behind the name of the connection. */
  name?: string | undefined
  /** Sent again with the same, it is said once. */
  key?: string | undefined
}

/** Where an address leads. */
interface Door {
  id: number
  personId: number
  spaceId: number
  slug: string
  itemId: number
  title: string
  lang: string
  name: string
  open: boolean
}

/** Where it was said; `again` where it was said before, with the same key. */
interface SaidThere {
  number: number
  url: string
  again: boolean
}

/**
 * Says something in the room that an address leads to, in the name of who made the address and marked as said by the connection.
 * Whoever sends it may be anybody: the address is all they need.
 * @throws 404 where the address does not lead anywhere; 409 where nothing more is said; 429; Invalid
 */
export async function sayThrough(ctx: Ctx, secret: string, saying: Saying): Promise<SaidThere> {
  const [door] = await ctx.sql<Door[]>`select * from incoming_door(${hashOf(secret)})`
  if (!door) throw notFound()
  const wait = tooFast(ctx.site, `incoming ${door.id}`, PACE)
  if (wait) throw tooOften(wait)
  if (!door.open) throw new Problem(409, 'hooks-closed')
  const source = plainSource(saying.text)
  const through = saying.name?.trim() ? `${door.name} · ${plainName(saying.name)}` : door.name
  // From here on the transaction is of who made the address, in the one space that it leads to.
  const [row] = await ctx.sql<[{ me: Me }]>`select enter_as(${door.personId}, ${door.slug}, false) me`
  const url = roomUrl(door.slug, door.itemId, door.title)
  const before = saying.key ? await claimed(ctx, door.id, saying.key, [source, through]) : undefined
  if (before) return { number: before, url: `${url}/messages/${before}`, again: true }
  const under = { id: door.itemId, spaceId: door.spaceId, kind: 'room' }
  const { number } = await postMessage({ ...ctx, me: row.me, space: null }, under, { source, lang: door.lang, through })
  if (saying.key)
    await ctx.sql`update incoming_said set number = ${number} where hook_id = ${door.id} and key = ${keyOf(saying.key)}`
  await ctx.sql`update incoming_hook set used_at = now() where id = ${door.id}`
  return { number, url: `${url}/messages/${number}`, again: false }
}

/**
 * Claims a key; a second request with it waits here until the first has committed.
 * @returns the number of what was said with it before @throws Invalid where that was something else
 */
async function claimed(ctx: Ctx, hook: number, key: string, said: string[]): Promise<number | undefined> {
  const hash = createHmac('sha256', ctx.site.config.key.derive('incoming-said')).update(JSON.stringify(said)).digest()
  const [fresh] = await ctx.sql`
    insert into incoming_said (hook_id, key, body_hash) values (${hook}, ${keyOf(key)}, ${hash}) on conflict do nothing returning true`
  if (fresh) return undefined
  const [before] = await ctx.sql<{ number: number; bodyHash: Buffer }[]>`
    select number, body_hash from incoming_said where hook_id = ${hook} and key = ${keyOf(key)}`
  if (!before?.number || !hash.equals(before.bodyHash)) throw invalid('key', 'used-key')
  return before.number
}

/** Keys are of others, and may be anything. */
function keyOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
