import { notFound } from '../../platform/http/problems.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import type { Site } from '../../spine/request/site.ts'

/** What a feed holds: what is said, or dates. Each is at an address of its own. */
export type FeedForm = 'atom' | 'calendar'

/** A feed of the asking person's. */
export interface Feed {
  id: number
  form: FeedForm
  madeAt: Date
  /** Of one place; null: of everything they read. */
  spaceId: number | null
  /** As long as they read there. */
  slug: string | null
  name: string | null
}

const PURPOSE = 'feed'

/** A feed is looked at every few minutes at most. */
export const PACE = { most: 30, seconds: 60 }

/** An address that must not be passed on is not put in an index, nor told to where its links lead. */
export const discreet = {
  'x-robots-tag': 'noindex',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-cache',
}

/** Where a feed is. Whoever has this address reads as the person whose feed it is. */
export function feedPath(site: Pick<Site, 'config'>, id: number, form: FeedForm = 'atom'): string {
  return `/feeds/${site.config.key.linkToken(PURPOSE, id)}.${form === 'atom' ? 'atom' : 'ics'}`
}

/** The feed that an address names; undefined for one that was not made here. */
export function idOfToken(site: Pick<Site, 'config'>, token: string): number | undefined {
  return site.config.key.idInToken(PURPOSE, token)
}

/** Everything first, then places by name; what one no longer reads comes last. */
export function myFeeds({ sql }: Pick<Ctx, 'sql'>): Promise<Feed[]> {
  return sql<Feed[]>`
    select f.id, f.form, f.made_at, f.space_id, s.slug::text, s.name from feed f left join space s on s.id = f.space_id
    where f.person_id = (select me()) order by f.space_id is not null, s.name nulls last, f.form, f.id`
}

/**
 * Makes an address for a place, or for everything; where there is one it stays.
 * @param slug a place they read
 * @throws 404
 */
export async function makeFeed(ctx: Ctx, slug?: string, form: FeedForm = 'atom'): Promise<number> {
  const { sql } = ctx
  const [space] = slug
    ? await sql<{ id: number }[]>`select id from space where slug = ${slug} and kind <> 'conversation'`
    : [{ id: null }]
  if (!space) throw notFound()
  const [made] = await sql<{ id: number }[]>`
    insert into feed (person_id, space_id, form) values (${meOf(ctx).id}, ${space.id}, ${form})
    on conflict (person_id, space_id, form) do update set space_id = excluded.space_id returning id`
  return made!.id
}

/** Ends an address at once. @throws 404 */
export async function endFeed(ctx: Ctx, id: number): Promise<Pick<Feed, 'spaceId' | 'form'>> {
  const [ended] = await ctx.sql<Pick<Feed, 'spaceId' | 'form'>[]>`
    delete from feed where id = ${id} and person_id = ${meOf(ctx).id} returning space_id, form`
  if (!ended) throw notFound()
  return ended
}

/** Ends an address and makes another for the same. @throws 404 */
export async function renewFeed(ctx: Ctx, id: number): Promise<{ id: number; form: FeedForm }> {
  const { spaceId, form } = await endFeed(ctx, id)
  const [made] = await ctx.sql<[{ id: number }]>`
    insert into feed (person_id, space_id, form) values (${meOf(ctx).id}, ${spaceId}, ${form}) returning id`
  return { id: made.id, form }
}
