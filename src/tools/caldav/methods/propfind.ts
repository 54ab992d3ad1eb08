import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { bodyOf } from '../../../platform/dav/body.ts'
import { depthOf } from '../../../platform/dav/headers.ts'
import { CLOSING, OPENING, response } from '../../../platform/dav/multistatus.ts'
import { type Propfind, propfindIn } from '../../../platform/dav/propfind.ts'
import { missing, Refusal } from '../../../platform/dav/refusal.ts'
import { mayStart, meOf, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { mySpaces } from '../../../spine/spaces/communities.ts'
import { calendarHref, HOME, HOUSE, memberHref } from '../address.ts'
import { type Call, header, inCalendar } from '../call.ts'
import { etagOf, lastNumber, membersOf } from '../members.ts'
import {
  calendarProperties,
  groupsOf,
  homeProperties,
  houseProperties,
  memberProperties,
  type Properties,
} from '../properties.ts'
import { tokenOf } from '../sync-token.ts'
import { addressOf, viewerOf } from '../viewer.ts'

export interface Seen {
  href: string
  properties: Properties
}

/** What is known of a resource and, one level deep, of all that is in it. */
export async function propfind(call: Call): Promise<FastifyReply> {
  const asked = propfindIn(await bodyOf(call.raw))
  const depth = depthOf(header(call.raw, 'depth')) ?? 'infinity'
  const { kind } = call.place
  if (depth === 'infinity' && kind !== 'member') throw new Refusal(403, 'propfind-finite-depth')
  const above = kind === 'house' || kind === 'home'
  const seen = above
    ? await call.enter({ space: null, writes: false }, (ctx) => aboveSeen(ctx, kind, depth === 1))
    : await inCalendar(call, false, (ctx) => calendarSeen(ctx, call, depth === 1))
  return sendSeen(call.reply, seen, asked)
}

/** In pieces: a calendar of ten thousand is never one text. */
export function sendSeen(reply: FastifyReply, seen: Iterable<Seen>, asked: Propfind): FastifyReply {
  return reply
    .code(207)
    .headers({ 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'no-store' })
    .send(Readable.from(written(seen, asked)))
}

function* written(seen: Iterable<Seen>, asked: Propfind): Generator<Buffer> {
  let piece = OPENING
  for (const { href, properties } of seen) {
    piece += response(href, groupsOf(properties, asked))
    if (piece.length > 32_768) {
      yield Buffer.from(piece)
      piece = ''
    }
  }
  yield Buffer.from(piece + CLOSING)
}

async function calendarSeen(ctx: Request, { place }: Call, deep: boolean): Promise<Seen[]> {
  const viewer = await viewerOf(ctx)
  const { id, slug, name, purpose, hue } = spaceOf(ctx)
  const number = await lastNumber(ctx)
  const one = place.kind === 'member'
  const members = one || deep ? await membersOf(ctx, viewer, one ? { names: [place.name] } : {}) : []
  if (one && !members.length) throw missing()
  const inside = members.map((member) => ({
    href: memberHref(slug, member.name),
    properties: memberProperties(etagOf(member, viewer), member),
  }))
  const token = tokenOf(id, number, viewer)
  const properties = calendarProperties({ slug, name, purpose, hue, number, token, writes: mayStart(spaceOf(ctx)) })
  return one ? inside : [{ href: calendarHref(slug), properties }, ...inside]
}

/** The person's calendars, and where they begin. */
async function aboveSeen(ctx: Request, kind: 'house' | 'home', deep: boolean): Promise<Seen[]> {
  const home = async () => ({ href: HOME, properties: homeProperties(meOf(ctx).name, await addressesOf(ctx)) })
  if (kind === 'house') return [{ href: HOUSE, properties: houseProperties() }, ...(deep ? [await home()] : [])]
  return [await home(), ...(deep ? await calendars(ctx) : [])]
}

async function calendars(ctx: Request): Promise<Seen[]> {
  const spaces = (await mySpaces(ctx)).filter(({ tools }) => tools.includes('calendar'))
  const counts = await ctx.sql<{ spaceId: number; number: number }[]>`
    select space_id, number from calendar_count where space_id = any(${spaces.map(({ id }) => id)})`
  const numbers = new Map(counts.map(({ spaceId, number }) => [spaceId, number]))
  const keyed = await Promise.all(spaces.map((space) => viewerOf({ ...ctx, space: space as never })))
  return spaces.map((space, at) => {
    const number = numbers.get(space.id) ?? 0
    const token = tokenOf(space.id, number, keyed[at]!)
    return {
      href: calendarHref(space.slug),
      properties: calendarProperties({ ...space, number, token, writes: mayStart(space) }),
    }
  })
}

async function addressesOf(ctx: Request): Promise<string[]> {
  const [row] = await ctx.sql<[{ email: string | null }]>`select email from my_login()`
  return [...(row.email ? [`mailto:${row.email}`] : []), addressOf(meOf(ctx).handle)]
}
