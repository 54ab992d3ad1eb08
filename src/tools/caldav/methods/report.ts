import type { FastifyReply } from 'fastify'
import { bodyOf } from '../../../platform/dav/body.ts'
import { sendMultistatus } from '../../../platform/dav/multistatus.ts'
import { Refusal } from '../../../platform/dav/refusal.ts'
import { below, type Element, readXml } from '../../../platform/dav/xml-read.ts'
import { element, text } from '../../../platform/dav/xml-write.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { calendarHref, memberHref, memberNamed } from '../address.ts'
import { type Call, inCalendar } from '../call.ts'
import { filterIn, uidAsked } from '../filter.ts'
import { answeredOf, lastNumber, type Member, membersOf } from '../members.ts'
import { CALDAV } from '../names.ts'
import { askedIn, told } from '../reports/told.ts'
import { numberIn, tokenOf } from '../sync-token.ts'
import { lookerOf, viewerOf } from '../viewer.ts'

type Answer = string[]

/** Questions about what is in a calendar. */
export async function report(call: Call): Promise<FastifyReply> {
  const root = readXml(await bodyOf(call.raw))
  const { place } = call
  const parts =
    place.kind === 'house' || place.kind === 'home'
      ? await call.enter({ space: null, writes: false }, async () => unknown())
      : await inCalendar(call, false, (ctx) => answerTo(ctx, root, place.kind === 'member' ? place.name : undefined))
  return sendMultistatus(call.reply, parts)
}

function unknown(): never {
  throw new Refusal(403, 'supported-report')
}

function answerTo(ctx: Request, root: Element, name: string | undefined): Promise<Answer> {
  const { uri } = root
  if (uri === CALDAV && root.name === 'calendar-query') return query(ctx, root, name)
  if (uri === CALDAV && root.name === 'calendar-multiget') return multiget(ctx, root)
  if (uri === 'DAV:' && root.name === 'sync-collection' && name === undefined) return sync(ctx, root)
  return unknown()
}

/** @param name where one event is asked, not the calendar */
async function query(ctx: Request, root: Element, name: string | undefined): Promise<Answer> {
  const filter = filterIn(root)
  const asked = askedIn(root)
  const { range } = filter
  const uid = uidAsked(filter)
  const wanted = {
    ...(range && { range }),
    ...(uid !== undefined && { uid }),
    ...(name !== undefined && { names: [name] }),
  }
  const [viewer, members] = await Promise.all([
    viewerOf(ctx),
    filter.none ? [] : answeredOf(ctx, lookerOf(ctx), wanted),
  ])
  return (await told(ctx, members, viewer, asked, filter)).map(({ xml }) => xml)
}

async function multiget(ctx: Request, root: Element): Promise<Answer> {
  const { slug } = spaceOf(ctx)
  const asked = askedIn(root)
  const hrefs = below(root, 'DAV:', 'href').map(({ children }) =>
    children.filter((child) => typeof child === 'string').join(''),
  )
  const named = new Map(hrefs.map((href) => [href, memberNamed(href, slug)]))
  const names = [...named.values()].filter((name) => name !== undefined)
  const [viewer, members] = await Promise.all([viewerOf(ctx), answeredOf(ctx, lookerOf(ctx), { names })])
  const found = new Map((await told(ctx, members, viewer, asked)).map(({ name, xml }) => [name, xml]))
  return [...named].map(([href, name]) => (name === undefined ? undefined : found.get(name)) ?? gone(href))
}

/** Not more is told at once; who wants more asks again from there. */
const MOST_CHANGES = 2000

/** What has changed since (RFC 6578). */
async function sync(ctx: Request, root: Element): Promise<Answer> {
  const words = (name: string) =>
    below(root, 'DAV:', name)[0]
      ?.children.filter((child) => typeof child === 'string')
      .join('')
      .trim() ?? ''
  const asked = askedIn(root)
  const { id, slug } = spaceOf(ctx)
  // Before the members: whatever is numbered meanwhile is told now and once more.
  const [viewer, last] = await Promise.all([viewerOf(ctx), lastNumber(ctx)])
  const token = words('sync-token')
  const since = token ? numberIn(ctx, token, last, viewer) : 0
  const most = Math.min(limitIn(root), MOST_CHANGES)
  const changed = await answeredOf(ctx, viewer, { since, most: most + 1 })
  const members = changed.slice(0, most)
  const cut = changed.length > most
  const there = members.filter(({ gone }) => !gone)
  const seen = await told(ctx, there, viewer, asked)
  return [
    ...seen.map(({ xml }) => xml),
    ...names(await goneOf(ctx, members, since, viewer)).map((name) => gone(memberHref(slug, name))),
    ...(cut ? [refused(calendarHref(slug), '507 Insufficient Storage', 'number-of-matches-within-limits')] : []),
    element('DAV:', 'sync-token', text(tokenOf(id, cut ? members.at(-1)!.number : last, viewer))),
  ]
}

const names = (members: Member[]) => members.map(({ name }) => name)

/** Those that went, unless something else has their name now. */
async function goneOf(
  ctx: Request,
  members: Member[],
  since: number,
  viewer: Parameters<typeof membersOf>[1],
): Promise<Member[]> {
  const went = since ? members.filter(({ gone }) => gone) : []
  if (!went.length) return []
  const again = new Set(names(await membersOf(ctx, viewer, { names: names(went) })))
  return went.filter(({ name }) => !again.has(name))
}

function limitIn(root: Element): number {
  const [limit] = below(root, 'DAV:', 'limit')
  const [most] = limit ? below(limit, 'DAV:', 'nresults') : []
  const number = Number(most?.children.join('').trim() || MOST_CHANGES)
  if (!Number.isInteger(number) || number < 1) throw new Refusal(400)
  return number
}

const gone = (href: string) => refused(href, '404 Not Found')

function refused(href: string, status: string, why?: string): string {
  const error = why ? element('DAV:', 'error', element('DAV:', why, '')) : ''
  return `${element('DAV:', 'response', element('DAV:', 'href', text(href)) + element('DAV:', 'status', `HTTP/1.1 ${status}`) + error)}\n`
}
