import { invalid, notYours } from '../../platform/http/problems.ts'
import { audit, record } from '../activity/record.ts'
import { type Ctx, type Space, spaceOf } from '../request/ctx.ts'
import { slugOf } from '../slug.ts'

interface NewSpace {
  name: string
  purpose: string
  lang: string
  hue?: number
  slug?: string
  at?: Date
}

/** Makes a community with the person as its host. @returns its slug @throws Invalid without a name */
export function makeCommunity(ctx: Ctx, community: NewSpace): Promise<{ id: number; slug: string }> {
  return makeSpace(ctx, community, null)
}

/** Makes a circle within the space of the address, with the person as its host. Not for guests. @throws Invalid */
export function makeCircle(ctx: Ctx, circle: NewSpace): Promise<{ id: number; slug: string }> {
  return makeSpace(ctx, { hue: spaceOf(ctx).hue, ...circle }, spaceOf(ctx).id)
}

async function makeSpace(ctx: Ctx, space: NewSpace, parent: number | null): Promise<{ id: number; slug: string }> {
  const name = plainName(space.name)
  const kind = parent === null ? 'community' : 'circle'
  const wished = space.slug ?? slugOf(name, 55)
  const slug = wished.length >= 2 ? wished : kind
  const [row] = await mayBeFounded(ctx.sql<[{ id: number }]>`
    select found_space(${slug}, ${name}, ${space.purpose.trim()}, ${space.lang}, ${space.hue ?? 130}, ${space.at ?? ctx.now}, ${ctx.site.begins[kind]}, ${parent}) id`)
  const [made] = await ctx.sql<[{ id: number; slug: string }]>`select id, slug::text from space where id = ${row.id}`
  await record(ctx, 'space.started', made.id, { at: space.at })
  return made
}

/** The site says who makes communities; this says it in words. */
async function mayBeFounded<T>(made: PromiseLike<T>): Promise<T> {
  try {
    return await made
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'CP005') throw notYours('founders-only')
    if (code === 'CP017') throw invalid('name', 'newcomer-circles')
    throw error
  }
}

/** Changes what a community or circle says of itself. */
export async function changeCommunity(
  ctx: Ctx,
  to: { name: string; purpose: string; lang: string; hue: number },
): Promise<void> {
  const space = spaceOf(ctx)
  await ctx.sql`update space set name = ${plainName(to.name)}, purpose = ${to.purpose.trim()}, lang = ${to.lang}, hue = ${to.hue}
    where id = ${space.id}`
  await audit(ctx, 'space.changed', space.id)
}

/** Switches tools on and off. What was made with one that is off stays, out of sight, until it is on again. */
export async function switchTools(ctx: Ctx, tools: string[]): Promise<void> {
  const space = spaceOf(ctx)
  await ctx.sql`update space set tools = ${[...new Set(tools)]} where id = ${space.id}`
  await audit(ctx, 'space.tools', space.id)
}

export async function setCommunityPicture(ctx: Ctx, picture: string | null): Promise<void> {
  await ctx.sql`update space set picture = ${picture} where id = ${spaceOf(ctx).id}`
  await audit(ctx, 'space.changed', spaceOf(ctx).id)
}

function plainName(name: string): string {
  const plain = name.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim()
  if (!plain) throw invalid('name', 'needed')
  return plain.slice(0, 80)
}

/** One's communities and circles, by name. A circle whose community one belongs to names it. */
export interface Mine
  extends Pick<
    Space,
    'id' | 'kind' | 'slug' | 'name' | 'purpose' | 'hue' | 'picture' | 'people' | 'badges' | 'closed' | 'tools'
  > {
  standing: 'host' | 'member' | 'guest'
  parent: string | null
  joinedAt: Date
}

export async function mySpaces(ctx: Pick<Ctx, 'sql'>): Promise<Mine[]> {
  return ctx.sql<Mine[]>`select * from my_spaces()`
}

/** The person leaves the community or circle. @throws Invalid when they are the last host of a community */
export async function leaveCommunity(ctx: Ctx): Promise<void> {
  // A closed community keeps no news any more, but nobody is kept in it.
  if (!spaceOf(ctx).closed) await record(ctx, 'person.left', spaceOf(ctx).id)
  await neverWithoutHost(ctx.sql`select leave(${spaceOf(ctx).id})`)
}

/** The database refuses to leave a community without a host; this says it in words. */
export async function neverWithoutHost<T>(change: PromiseLike<T>): Promise<T> {
  try {
    return await change
  } catch (error) {
    if ((error as { code?: string }).code === 'CP001') throw invalid('standing', 'last-host')
    throw error
  }
}

/** Who belongs where, as the database keeps it, in words. */
export async function withinParent<T>(change: PromiseLike<T>): Promise<T> {
  try {
    return await change
  } catch (error) {
    if ((error as { code?: string }).code === 'CP004') throw invalid('standing', 'not-of-parent')
    throw error
  }
}
