import { notFound } from '../../platform/http/problems.ts'
import { type Ctx, meOf, type Site } from '../../spine/request/ctx.ts'

/** A feed of the asking person's. */
export interface Feed {
  id: number
  madeAt: Date
  /** Of one place; null: of everything they read. */
  spaceId: number | null
  /** As long as they read there. */
  slug: string | null
  name: string | null
}

const PURPOSE = 'feed'

/** Where a feed is. Whoever has this address reads as the person whose feed it is. */
export function feedPath(site: Pick<Site, 'config'>, id: number): string {
  return `/feeds/${site.config.key.linkToken(PURPOSE, id)}.atom`
}

/** The feed that an address names; undefined for one that was not made here. */
export function idOfToken(site: Pick<Site, 'config'>, token: string): number | undefined {
  return site.config.key.idInToken(PURPOSE, token)
}

/** Everything first, then places by name; what one no longer reads comes last. */
export function myFeeds({ sql }: Pick<Ctx, 'sql'>): Promise<Feed[]> {
  return sql<Feed[]>`
    select f.id, f.made_at, f.space_id, s.slug::text, s.name from feed f left join space s on s.id = f.space_id
    where f.person_id = (select me()) order by f.space_id is not null, s.name nulls last, f.id`
}

/**
 * Makes an address for a place, or for everything; where there is one it stays.
 * @param slug a place they read
 * @throws 404
 */
export async function makeFeed(ctx: Ctx, slug?: string): Promise<number> {
  const { sql } = ctx
  const [space] = slug ? await sql<{ id: number }[]>`select id from space where slug = ${slug}` : [{ id: null }]
  if (!space) throw notFound()
  const [made] = await sql<{ id: number }[]>`
    insert into feed (person_id, space_id) values (${meOf(ctx).id}, ${space.id})
    on conflict (person_id, space_id) do update set space_id = excluded.space_id returning id`
  return made!.id
}

/** Ends an address at once. @throws 404 */
export async function endFeed(ctx: Ctx, id: number): Promise<{ spaceId: number | null }> {
  const [ended] = await ctx.sql<{ spaceId: number | null }[]>`
    delete from feed where id = ${id} and person_id = ${meOf(ctx).id} returning space_id`
  if (!ended) throw notFound()
  return ended
}

/** Ends an address and makes another for the same. @throws 404 */
export async function renewFeed(ctx: Ctx, id: number): Promise<number> {
  const { spaceId } = await endFeed(ctx, id)
  const [made] = await ctx.sql<[{ id: number }]>`
    insert into feed (person_id, space_id) values (${meOf(ctx).id}, ${spaceId}) returning id`
  return made.id
}
