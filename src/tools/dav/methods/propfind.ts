import type { FastifyReply } from 'fastify'
import { bodyOf } from '../../../platform/dav/body.ts'
import { type Depth, depthOf } from '../../../platform/dav/headers.ts'
import { response, sendMultistatus } from '../../../platform/dav/multistatus.ts'
import { type PropertyName, type Propfind, propfindIn } from '../../../platform/dav/propfind.ts'
import { missing, Refusal } from '../../../platform/dav/refusal.ts'
import type { Ctx, Request } from '../../../spine/request/ctx.ts'
import { header } from '../../../spine/request/dav.ts'
import { mySpaces } from '../../../spine/spaces/communities.ts'
import { entriesIn, useOf } from '../../files/index.ts'
import { HOUSE, hrefOf, SHELVES } from '../address.ts'
import { type Call, inShelf, type Shelf } from '../call.ts'
import { type Dead, deadOf } from '../dead.ts'
import { covering } from '../lock-rules.ts'
import { activeLocks, locksHere } from '../locks.ts'
import { allOf, namesOf, needs, type Seen, someOf } from '../properties.ts'
import { etagOf, type Resource } from '../resource.ts'
import { aboveIds, type Spot, spotAt } from '../spot.ts'

/** What is known of a resource and, one level deep, of all that is in it. */
export async function propfind(call: Call): Promise<FastifyReply> {
  const asked = propfindIn(await bodyOf(call.raw))
  const depth = depthOf(header(call.raw, 'depth')) ?? 'infinity'
  const seen =
    call.place.kind === 'shelf'
      ? await inShelf(call, false, (ctx, shelf) => shelfSeen(ctx, shelf, asked, depth))
      : await call.enter({ space: null, writes: false }, (ctx) => aboveSeen(ctx, call.place.kind, depth))
  return sendMultistatus(
    call.reply,
    seen.map((one) => () => response(one.href, groupsOf(one, asked))),
  )
}

function groupsOf(seen: Seen, asked: Propfind) {
  if (asked.kind === 'names') return namesOf(seen)
  return asked.kind === 'all' ? allOf(seen, asked.besides) : someOf(seen, asked.names)
}

/** Nobody needs all of a large shelf at once, and nobody should make us look for it. */
function refuseEndless(depth: Depth): void {
  if (depth === 'infinity') throw new Refusal(403, 'propfind-finite-depth')
}

async function shelfSeen(ctx: Request, { names }: Shelf, asked: Propfind, depth: Depth): Promise<Seen[]> {
  const spot = await spotAt(ctx, names)
  const { found, top } = spot
  if (!found && !top) throw missing()
  const folder = top || found!.isFolder
  if (folder) refuseEndless(depth)
  const inside = folder && depth === 1 ? await entriesIn(ctx, found?.id ?? null) : []
  const see = await lookedUp(ctx, spot, inside, asked)
  return [
    found ? see(found, spot.names) : { ...shelfItself(ctx), ...(await useSeen(ctx, asked)) },
    ...inside.map((entry) => see(entry, [...spot.names, entry.name])),
  ]
}

/** All that is asked of several resources is asked at once. */
async function lookedUp(ctx: Request, spot: Spot, inside: Resource[], asked: Propfind) {
  const wanted = needs(namesAsked(asked))
  const all = [...(spot.found ? [spot.found] : []), ...inside]
  const [dead, locks] = await Promise.all([
    wanted.dead
      ? deadOf(
          ctx,
          all.map(({ id }) => id),
        )
      : new Map<number, Dead[]>(),
    wanted.locks ? locksHere(ctx) : [],
  ])
  const use = spot.found ? await useSeen(ctx, asked) : {}
  const above = aboveIds(spot)
  return (entry: Resource, names: string[]): Seen => {
    const over = entry === spot.found || !spot.found ? above : [...above, spot.found.id]
    return {
      href: hrefOf({ kind: 'shelf', space: spot.space, names }, entry.isFolder),
      name: entry.name,
      folder: entry.isFolder,
      created: entry.createdAt,
      changed: entry.changedAt,
      // Written when its turn comes: many locks on a folder are many words on each of thousands of files.
      get locks() {
        return activeLocks(covering(locks, entry.id, over), spot.space, ctx.now)
      },
      dead: dead.get(entry.id) ?? [],
      ...(entry.isFolder ? use : { bytes: entry.bytes, type: entry.type ?? undefined, etag: etagOf(entry) }),
    }
  }
}

function namesAsked(asked: Propfind): PropertyName[] | undefined {
  return asked.kind === 'some' ? asked.names : undefined
}

async function useSeen(ctx: Ctx, asked: Propfind): Promise<Pick<Seen, 'use'>> {
  const named = asked.kind === 'all' ? asked.besides : namesAsked(asked)
  if (asked.kind !== 'names' && !needs(named ?? []).use) return {}
  const { bytes, most } = await useOf(ctx)
  return { use: { used: bytes, left: most === null ? null : Math.max(0, most - bytes) } }
}

function shelfItself({ space }: Request): Seen {
  const { slug, name, createdAt } = space!
  const href = hrefOf({ kind: 'shelf', space: slug, names: [] }, true)
  return { href, name, folder: true, created: new Date(createdAt), dead: [] }
}

/** The person's spaces as folders, and what they are in. */
async function aboveSeen(ctx: Request, kind: 'house' | 'shelves' | 'shelf', depth: Depth): Promise<Seen[]> {
  refuseEndless(depth)
  const house: Seen = { href: HOUSE, name: 'dav', folder: true, dead: [] }
  const shelves: Seen = { href: SHELVES, name: 'files', folder: true, dead: [] }
  if (kind === 'house') return depth === 0 ? [house] : [house, shelves]
  if (depth === 0) return [shelves]
  const spaces = (await mySpaces(ctx)).filter(({ tools }) => tools.includes('files'))
  return [
    shelves,
    ...spaces.map(({ slug, name }): Seen => {
      return { href: hrefOf({ kind: 'shelf', space: slug, names: [] }, true), name, folder: true, dead: [] }
    }),
  ]
}
