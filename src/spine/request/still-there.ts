import { hashOf } from '../people/credential.ts'
import { idIn } from '../slug.ts'
import type { Request, Space } from './ctx.ts'
import type { Site } from './site.ts'

/**
 * Whether the place and the thing that an address of ours leads to are still there for whoever asks, as if they went there now.
 * The transaction enters that place for it: nothing else may be asked after.
 */
export async function stillThere(ctx: Pick<Request, 'site' | 'sql' | 'credential'>, address: string): Promise<boolean> {
  const [, slug, below = ''] = /^\/c\/([^/?#]+)([^?#]*)/.exec(address) ?? []
  if (slug === undefined) return true
  const credential = ctx.credential ? hashOf(ctx.credential) : null
  const [there] = await ctx.sql<[{ space: Space | null; door: boolean }]>`
    select e.space, door_card(${slug}) is not null door from enter(${credential}, ${slug}, false) e`
  if (!there.space) return there.door && ['', '/door'].includes(below)
  const id = itemIn(ctx.site, below)
  if (id === undefined) return true
  const [item] = await ctx.sql`select from item where id = ${id}`
  if (item) return true
  const [moved] = await ctx.sql<[{ slug: string | null }]>`select slug from whereabouts(${there.space.id}, ${id})`
  return moved.slug !== null
}

/** The item that a part of an address below its space's leads to. */
function itemIn(site: Pick<Site, 'searched' | 'itemPath'>, below: string): number | undefined {
  const id = idIn(below.split('/')[2] ?? '')
  return Object.keys(site.searched).some((kind) => below.startsWith(site.itemPath(kind, id, ''))) ? id : undefined
}
