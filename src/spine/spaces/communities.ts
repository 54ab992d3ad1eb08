import { invalid } from '../../platform/http/problems.ts'
import { audit, record } from '../activity/record.ts'
import { type Ctx, meOf, type Space, spaceOf } from '../request/ctx.ts'
import { slugOf } from '../slug.ts'

export interface NewCommunity {
  name: string
  purpose: string
  lang: string
  hue?: number
  slug?: string
  at?: Date
}

/** Makes a community with the person as its host. @returns its slug @throws Invalid without a name */
export async function makeCommunity(ctx: Ctx, community: NewCommunity): Promise<{ id: number; slug: string }> {
  const name = plainName(community.name)
  const wished = community.slug ?? slugOf(name, 55)
  const slug = wished.length >= 2 ? wished : 'community'
  const [row] = await ctx.sql<[{ id: number }]>`
    select found_space(${slug}, ${name}, ${community.purpose.trim()}, ${community.lang}, ${community.hue ?? 130}, ${community.at ?? ctx.now}) id`
  const [made] = await ctx.sql<[{ id: number; slug: string }]>`select id, slug::text from space where id = ${row.id}`
  await record(ctx, 'space.started', made.id, { at: community.at })
  return made
}

/** Changes what a community says of itself. */
export async function changeCommunity(
  ctx: Ctx,
  to: { name: string; purpose: string; lang: string; hue: number; membersInvite: boolean },
): Promise<void> {
  const space = spaceOf(ctx)
  await ctx.sql`update space set name = ${plainName(to.name)}, purpose = ${to.purpose.trim()}, lang = ${to.lang}, hue = ${to.hue}, members_invite = ${to.membersInvite}
    where id = ${space.id}`
  await audit(ctx, 'space.changed', space.id)
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

/** One's communities, by name. */
export interface Mine
  extends Pick<Space, 'id' | 'slug' | 'name' | 'purpose' | 'hue' | 'picture' | 'people' | 'badges' | 'standing'> {
  joinedAt: Date
}

export async function myCommunities(ctx: Ctx): Promise<Mine[]> {
  return ctx.sql<Mine[]>`
    select s.id, s.slug::text, s.name, s.purpose, s.hue, s.picture, s.people, s.badges, m.standing, m.joined_at
    from membership m join space s on s.id = m.space_id
    where m.person_id = ${meOf(ctx).id} and m.ended_at is null and s.kind = 'community' order by s.name`
}

/** The person leaves the community. @throws Invalid when they are its last host */
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
