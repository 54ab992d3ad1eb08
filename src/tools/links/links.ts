import type { Sql } from '../../platform/database/connect.ts'
import { invalid, notFound } from '../../platform/http/problems.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { oneLine, plainText } from '../../platform/plain-text.ts'
import { record } from '../../spine/activity/record.ts'
import { goGently } from '../../spine/care/newcomers.ts'
import { type Backdated, makeItem, plainTags, plainTitle } from '../../spine/items/items.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import type { Under } from '../../spine/messages/post.ts'
import { hostOf, webAddress } from '../../spine/outside/addresses.ts'
import { outsideKept } from '../../spine/outside/kept.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { idSlug } from '../../spine/slug.ts'

/** What a link leads to. */
export const kinds = [
  'website',
  'article',
  'document',
  'book',
  'video',
  'sound',
  'course',
  'tool',
  'data',
  'map',
  'law',
] as const
export type LinkKind = (typeof kinds)[number]

/** Licences that are often said; any other word may be written. */
export const licences = ['CC BY 4.0', 'CC BY-SA 4.0', 'CC BY-NC 4.0', 'CC0', 'Licence Ouverte 2.0', 'OGL 3.0', '©']

export interface Link extends Under {
  title: string
  lang: string
  tags: string[]
  url: string
  authorId: number
  address: string
  what: LinkKind
  licence: string
  note: string
  version: number
  modseq: number
  outsideId: number | null
}

export function urlOf(slug: string, id: number, title: string): string {
  return `/c/${slug}/links/${idSlug(id, title)}`
}

/** A link of the space of the address. Access is the query. @throws 404 */
export async function linkFor(ctx: Ctx, id: number): Promise<Link> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<Omit<Link, 'url'>[]>`
    select i.id, i.space_id, i.kind, i.title, i.lang, i.tags, i.author_id, l.address, l.kind what, l.licence, l.note, l.version, t.modseq, o.id outside_id
    from item i join link l on l.item_id = i.id join tail t on t.item_id = i.id
    left join outside o on o.space_id = l.space_id and o.address = l.address
    where i.id = ${id} and i.space_id = ${space.id} and i.removed_at is null`
  if (!row) throw notFound()
  return { ...row, url: urlOf(space.slug, row.id, row.title) }
}

/** What a link says: as it is typed. */
export interface Said {
  address: string
  /** Empty: as its address says it, shortly. */
  title: string
  note: string
  tags: string[]
  lang: string
  kind: LinkKind
  licence: string
}

/** Keeps a link. @throws Invalid, also where it is here already; 403 for guests */
export async function keepLink(ctx: Ctx, said: Said, backdated?: Backdated): Promise<{ id: number; url: string }> {
  if (!backdated) mustStart(ctx)
  const space = spaceOf(ctx)
  const it = await plain(ctx, said, null, backdated !== undefined)
  const id = await makeItem(
    ctx,
    { kind: 'link', spaceId: space.id, title: it.title, lang: said.lang, tags: said.tags },
    backdated,
  )
  await ctx.sql`
    insert into link (item_id, space_id, address, kind, licence, note, html)
    values (${id}, ${space.id}, ${it.address}, ${said.kind}, ${it.licence}, ${it.note}, ${renderMarkdown(it.note)})`
  await outsideKept(ctx, { id, spaceId: space.id }, [it.address])
  return { id, url: urlOf(space.slug, id, it.title) }
}

/** Changes what a link says; members may, as they may with pages. @throws Invalid; 403 */
export async function changeLink(ctx: Ctx, link: Link, said: Said, version: number): Promise<string> {
  mustStart(ctx)
  const it = await plain(ctx, said, link.id)
  await nextModseq(ctx, link)
  // First the item: what is found of a link is found in the item's language.
  await ctx.sql`update item set title = ${it.title}, lang = ${said.lang}, tags = ${plainTags(said.tags)} where id = ${link.id}`
  const changed = await ctx.sql`
    update link set address = ${it.address}, kind = ${said.kind}, licence = ${it.licence}, note = ${it.note}, html = ${renderMarkdown(it.note)}, version = version + 1
    where item_id = ${link.id} and version = ${version} returning item_id`
  if (!changed.length) throw invalid('note', 'changed-meanwhile')
  await outsideKept(ctx, link, [it.address])
  await record(ctx, 'link.changed', link.spaceId, { itemId: link.id })
  return urlOf(spaceOf(ctx).slug, link.id, it.title)
}

/** Takes the address to which a link has moved for good. */
export async function followMove(ctx: Ctx, link: Link): Promise<void> {
  mustStart(ctx)
  const [row] = await ctx.sql<{ movedTo: string }[]>`
    select moved_to from outside where space_id = ${link.spaceId} and address = ${link.address} and moved_to is not null`
  const address = row && webAddress(row.movedTo)
  if (!address) return
  if (await linkAt(ctx, address)) throw invalid('address', 'link-there')
  await nextModseq(ctx, link)
  await ctx.sql`update link set address = ${address}, version = version + 1 where item_id = ${link.id}`
  await outsideKept(ctx, link, [address])
  await record(ctx, 'link.changed', link.spaceId, { itemId: link.id })
}

/** The link of a space that has this address, if there is one. */
export async function linkAt(
  ctx: Ctx,
  typed: string,
): Promise<{ id: number; title: string; lang: string; url: string } | undefined> {
  const address = webAddress(typed)
  if (!address) return undefined
  const { id, slug } = spaceOf(ctx)
  const [row] = await ctx.sql<{ id: number; title: string; lang: string }[]>`
    select i.id, i.title, i.lang from link l join item i on i.id = l.item_id and i.removed_at is null
    where l.space_id = ${id} and l.address = ${address} order by i.id limit 1`
  return row && { ...row, url: urlOf(slug, row.id, row.title) }
}

/** Keeps others from keeping these addresses meanwhile: all at once and in one order, so that no two wait for each other. */
export async function holdAddresses(ctx: Ctx, typed: readonly string[]): Promise<void> {
  const keys = [...new Set(typed.map(webAddress))].filter((one) => one !== undefined).sort()
  await ctx.sql`
    select pg_advisory_xact_lock(hashtextextended(key, 32)) from unnest(${keys.map((one) => `${spaceOf(ctx).id} ${one}`)}::text[]) key`
}

/** What is typed, as it is kept. Two who keep the same address at once wait for each other. @throws Invalid */
async function plain(ctx: Ctx, said: Said, own: number | null, quietly = false) {
  const address = webAddress(said.address)
  if (!address) throw invalid('address', 'no-web-address')
  if (!quietly) await goGently(ctx, said.note, 0, [])
  await holdAddresses(ctx, [address])
  const there = await linkAt(ctx, address)
  if (there && there.id !== own) throw invalid('address', 'link-there')
  const title = plainTitle(said.title.trim() || spoken(address))
  const licence = oneLine(said.licence).slice(0, 100)
  return { address, title, licence, note: plainText(said.note) }
}

/** An address as one would say it, where nothing better is known. */
export function spoken(address: string): string {
  const { pathname } = new URL(address)
  const path = pathname === '/' ? '' : decoded(pathname.replace(/\/$/, ''))
  return `${hostOf(address)}${path}`.slice(0, 200)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** For the copy of what is one's own: the links that one keeps, with what one says of them. */
export async function linksOf(sql: Sql): Promise<object[]> {
  return sql<object[]>`
    select l.item_id, i.title, l.address, l.kind, l.licence, l.note, i.tags, i.lang, i.created_at from link l join item i on i.id = l.item_id
    where i.author_id = me() and i.removed_at is null order by l.item_id`
}
