import type { FastifyReply } from 'fastify'
import { bodyOf } from '../../../platform/dav/body.ts'
import { mayGoOn } from '../../../platform/dav/preconditions.ts'
import { notFor, Refusal, unmet } from '../../../platform/dav/refusal.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Call, inCalendar, METHODS } from '../call.ts'
import { bringBack, changeFrom, makeFrom } from '../keeping.ts'
import { etagOf, type Member, membersOf } from '../members.ts'
import { eventIn } from '../taken.ts'
import { lookerOf, viewerOf } from '../viewer.ts'

/**
 * Puts an event at a name, or another state of the one that is there. It is written in our own words: no ETag is told, so that its
 * program reads it again (RFC 4791, 5.3.4).
 */
export async function put(call: Call): Promise<FastifyReply> {
  const { place, raw, reply } = call
  if (raw.headers['content-range'] !== undefined) throw new Refusal(400)
  const body = await bodyOf(raw)
  const existed = await inCalendar(call, true, async (ctx) => {
    if (place.kind !== 'member') throw notFor(METHODS.filter((method) => method !== 'PUT'))
    const [viewer, member] = await Promise.all([viewerOf(ctx), heldMember(ctx, place.name)])
    if (!mayGoOn(raw.headers, member && etagOf(member, viewer))) throw unmet()
    const ics = eventIn(body, ctx.timeZone)
    const there = member ?? (await bringBack(ctx, ics.uid, place.name, viewer))
    if (there) await changeFrom(ctx, ics, there, viewer)
    else await makeFrom(ctx, ics, place.name, viewer)
    return member !== undefined
  })
  return reply.code(existed ? 204 : 201).send()
}

/** What is at a name, held so that nobody else puts anything there or changes it meanwhile. */
export async function heldMember(ctx: Request, name: string): Promise<Member | undefined> {
  const look = () => membersOf(ctx, lookerOf(ctx), { names: [name] })
  const hold = async () => {
    await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`${spaceOf(ctx).id}/${name}`}, 47))`
  }
  // The database does one after another: looked at is what is held.
  const [, [member]] = await Promise.all([hold(), look()])
  if (!member) return undefined
  const holdIt = async () => {
    await ctx.sql`select from tail where item_id = ${member.eventId} for no key update`
  }
  const [, [now]] = await Promise.all([holdIt(), look()])
  return now
}
