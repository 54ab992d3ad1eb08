import type { FastifyReply } from 'fastify'
import { bodyOf } from '../../../platform/dav/body.ts'
import { depthOf } from '../../../platform/dav/headers.ts'
import { response, type Said, sendMultistatus } from '../../../platform/dav/multistatus.ts'
import { escaped } from '../../../platform/dav/path.ts'
import { type Propfind, propfindIn } from '../../../platform/dav/propfind.ts'
import { missing, Refusal } from '../../../platform/dav/refusal.ts'
import { mayStart, meOf, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { header } from '../../../spine/request/dav.ts'
import { mySpaces } from '../../../spine/spaces/communities.ts'
import { calendarHref, HOME, HOUSE } from '../address.ts'
import { type Call, inCalendar } from '../call.ts'
import { etagOf, lastNumber, membersOf } from '../members.ts'
import {
  calendarProperties,
  groupsOf,
  homeProperties,
  houseProperties,
  memberTeller,
  type Properties,
} from '../properties.ts'
import { tokenOf } from '../sync-token.ts'
import { addressOf, emailOf, lookerOf, viewerOf, viewerWith } from '../viewer.ts'

/** What is known of a resource and, one level deep, of all that is in it. */
export async function propfind(call: Call): Promise<FastifyReply> {
  const asked = propfindIn(await bodyOf(call.raw))
  const depth = depthOf(header(call.raw, 'depth')) ?? 'infinity'
  const { kind } = call.place
  if (depth === 'infinity' && kind !== 'member') throw new Refusal(403, 'propfind-finite-depth')
  const above = kind === 'house' || kind === 'home'
  const said = above
    ? await call.enter({ space: null, writes: false }, (ctx) => aboveSaid(ctx, asked, kind, depth === 1))
    : await inCalendar(call, false, (ctx) => calendarSaid(ctx, asked, call, depth === 1))
  return sendMultistatus(call.reply, said)
}

async function calendarSaid(ctx: Request, asked: Propfind, { place }: Call, deep: boolean): Promise<Said[]> {
  const { id, slug, name, purpose, hue } = spaceOf(ctx)
  const one = place.kind === 'member'
  const [viewer, number, members] = await Promise.all([
    viewerOf(ctx),
    lastNumber(ctx),
    one || deep ? membersOf(ctx, lookerOf(ctx), one ? { names: [place.name] } : {}) : [],
  ])
  if (one && !members.length) throw missing()
  const base = calendarHref(slug)
  const tell = memberTeller(asked)
  const inside = members.map((member) => () => {
    const { name, createdAt, changedAt } = member
    return tell({ href: base + escaped(name), etag: etagOf(member, viewer), createdAt, changedAt })
  })
  if (one) return inside
  const token = tokenOf(id, number, viewer)
  const properties = calendarProperties({ slug, name, purpose, hue, number, token, writes: mayStart(spaceOf(ctx)) })
  return [saidOf(asked, base, properties), ...inside]
}

const saidOf = (asked: Propfind, href: string, properties: Properties) => () =>
  response(href, groupsOf(properties, asked))

/** The person's calendars, and where they begin. */
async function aboveSaid(ctx: Request, asked: Propfind, kind: 'house' | 'home', deep: boolean): Promise<Said[]> {
  const home = async () => saidOf(asked, HOME, homeProperties(meOf(ctx).name, await addressesOf(ctx)))
  if (kind === 'house') return [saidOf(asked, HOUSE, houseProperties()), ...(deep ? [await home()] : [])]
  return [await home(), ...(deep ? await calendars(ctx, asked) : [])]
}

async function calendars(ctx: Request, asked: Propfind): Promise<Said[]> {
  const spaces = (await mySpaces(ctx)).filter(({ tools }) => tools.includes('calendar'))
  const counts = await ctx.sql<{ spaceId: number; number: number }[]>`
    select space_id, number from calendar_count where space_id = any(${spaces.map(({ id }) => id)})`
  const numbers = new Map(counts.map(({ spaceId, number }) => [spaceId, number]))
  const email = await emailOf(ctx)
  return spaces.map((space) => {
    const number = numbers.get(space.id) ?? 0
    const token = tokenOf(space.id, number, viewerWith({ ...ctx, space: space as never }, email))
    const properties = calendarProperties({ ...space, number, token, writes: mayStart(space) })
    return saidOf(asked, calendarHref(space.slug), properties)
  })
}

async function addressesOf(ctx: Request): Promise<string[]> {
  const email = await emailOf(ctx)
  return [...(email ? [`mailto:${email}`] : []), addressOf(meOf(ctx).handle)]
}
