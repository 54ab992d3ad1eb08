import type { FastifyReply } from 'fastify'
import { bodyOf } from '../../../platform/dav/body.ts'
import { response, sendMultistatus } from '../../../platform/dav/multistatus.ts'
import { isDav, namesIn } from '../../../platform/dav/propfind.ts'
import { missing, Refusal } from '../../../platform/dav/refusal.ts'
import { below, NotXml, readXml } from '../../../platform/dav/xml-read.ts'
import { calendarHref, memberHref } from '../address.ts'
import { type Call, inCalendar } from '../call.ts'
import { membersOf } from '../members.ts'
import { viewerOf } from '../viewer.ts'

/** A calendar is a community's: it is there, with its name and its colour, and programs make and change none. */
export async function make(call: Call): Promise<FastifyReply> {
  const { kind } = call.place
  if (kind === 'calendar' || kind === 'member') await inCalendar(call, true, async () => {})
  throw new Refusal(403)
}

/** Says of each property that it stays as it is. */
export async function proppatch(call: Call): Promise<FastifyReply> {
  const root = readXml(await bodyOf(call.raw))
  if (!isDav(root, 'propertyupdate')) throw new NotXml('propertyupdate')
  const names = below(root).flatMap((step) => below(step, 'DAV:', 'prop').flatMap(namesIn))
  const { place } = call
  if (place.kind !== 'calendar' && place.kind !== 'member') throw new Refusal(403)
  await inCalendar(call, true, async (ctx) => {
    if (place.kind !== 'member') return
    if (!(await membersOf(ctx, await viewerOf(ctx), { names: [place.name] })).length) throw missing()
  })
  const href = place.kind === 'calendar' ? calendarHref(place.space) : memberHref(place.space, place.name)
  return sendMultistatus(call.reply, [
    response(href, [{ status: 403, properties: names, error: 'cannot-modify-protected-property' }]),
  ])
}
