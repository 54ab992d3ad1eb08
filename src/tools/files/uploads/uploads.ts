import { notFound, Problem } from '../../../platform/http/problems.ts'
import { type Ctx, meOf, spaceOf } from '../../../spine/request/ctx.ts'
import { mustStart } from '../../../spine/request/must.ts'
import { folderById, urlOf } from '../entries.ts'
import { useOf } from '../keeping.ts'
import { standsBelow } from './folders.ts'
import type { Taken, Wanted } from './said.ts'

/** A file on its way. */
export interface Upload {
  id: number
  spaceId: number
  part: string
  bytes: number
  folderId: number | null
  way: string[]
  name: string
  taken: Taken
  why: string
  keepsPlace: boolean
  said: string
  touchedAt: Date
  /** What it became, once it is a file. */
  became: 'made' | 'version' | 'same' | null
  url: string | null
}

/** After so many days without a byte it is forgotten. */
const DAYS = 7
/** So many may be under way at once, of one person in one space. */
const MOST = 5_000

/** When it will be forgotten, if it is left alone from now on. */
export function endOf({ touchedAt }: Pick<Upload, 'touchedAt'>): Date {
  return new Date(touchedAt.getTime() + DAYS * 86_400_000)
}

/**
 * Whether a file may begin to come: asked before anything is kept of it.
 * @throws 403 for guests; 413 where it is too large or there is no room; 422 where its name is taken and its person is to be asked,
 * or its folder is none
 */
export async function mustHaveRoomFor(ctx: Ctx, it: Wanted, bytes: number): Promise<void> {
  mustStart(ctx)
  const folder = await folderById(ctx, it.folder)
  const most = ctx.site.config.largestShelfFile
  if (bytes > most) throw new Problem(413, 'file-too-large', { most: ctx.locale.size(most) })
  await roomForAll(ctx, bytes)
  if (it.taken !== 'ask' && it.taken !== 'refuse') return
  if (await standsBelow(ctx, folder?.id ?? null, [...it.way, it.name]))
    throw new Problem(422, 'file-there', { name: it.name })
}

/** What a person begins at once in a space is looked at one after the other: each finds what the others take. */
export async function oneByOne(ctx: Ctx): Promise<void> {
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`uploads ${meOf(ctx).id} ${spaceOf(ctx).id}`}, 42))`
}

/**
 * Counts also what this person brings already: all of what is on its way, of what was left lying only what came of it.
 * @throws 413
 */
async function roomForAll(ctx: Ctx, bytes: number): Promise<void> {
  const [coming] = await ctx.sql<[{ bytes: number; count: number }]>`
    select coalesce(sum(case when touched_at > now() - interval '1 hour' then bytes else came end), 0)::bigint bytes, count(*)::int count
    from upload where person_id = ${meOf(ctx).id} and space_id = ${spaceOf(ctx).id} and item_id is null`
  if (coming.count >= MOST) throw new Problem(413, 'too-many-files', { most: MOST })
  const { bytes: used, most } = await useOf(ctx)
  if (most !== null && used + coming.bytes + bytes > most) throw new Problem(413, 'shelf-full')
}

/** Notes that a file comes under this name of the store. @returns its number */
export async function beginUpload(ctx: Ctx, it: Wanted, bytes: number, part: string): Promise<number> {
  const [row] = await ctx.sql<[{ id: number }]>`
    insert into upload (person_id, space_id, part, bytes, folder_id, way, name, taken, why, keeps_place, said)
    values (${meOf(ctx).id}, ${spaceOf(ctx).id}, ${part}, ${bytes}, ${it.folder || null}, ${it.way}, ${it.name}, ${it.taken},
      ${it.why}, ${it.keepPlace}, ${it.said}) returning id`
  return row.id
}

/** One's own, in the space of the address. Access is the query. @throws 404; 403 for guests */
export async function uploadFor(ctx: Ctx, id: number): Promise<Upload> {
  mustStart(ctx)
  const { id: spaceId, slug } = spaceOf(ctx)
  const [row] = await ctx.sql<(Omit<Upload, 'url'> & { itemId: number | null; title: string | null })[]>`
    select u.id, u.space_id, u.part, u.bytes, u.folder_id, u.way, u.name, u.taken, u.why, u.keeps_place, u.said, u.touched_at,
      u.became, u.item_id, i.title
    from upload u left join item i on i.id = u.item_id
    where u.id = ${id} and u.space_id = ${spaceId} and u.person_id = ${meOf(ctx).id}`
  if (!row) throw notFound()
  const { itemId, title, ...upload } = row
  return { ...upload, url: itemId === null ? null : urlOf(slug, itemId, title ?? '') }
}

/** So much of it came: it is not left alone. */
export async function touchUpload(ctx: Ctx, { id }: Pick<Upload, 'id'>, length: number): Promise<void> {
  await ctx.sql`update upload set touched_at = now(), came = ${length} where id = ${id}`
}

export async function forgetUpload(ctx: Ctx, { id }: Pick<Upload, 'id'>): Promise<void> {
  await ctx.sql`delete from upload where id = ${id}`
}
