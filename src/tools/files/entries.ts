import type { Sql } from '../../platform/database/connect.ts'
import { invalid, notFound } from '../../platform/http/problems.ts'
import type { Under } from '../../spine/messages/post.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { idSlug } from '../../spine/slug.ts'
import { keyOf, numbered } from './names.ts'

/** A folder or a file, where it stands. */
export interface Entry extends Under {
  kind: 'file' | 'folder'
  name: string
  title: string
  lang: string
  url: string
  authorId: number
  /** The folder in which it stands; null at the top. */
  folderId: number | null
  isFolder: boolean
  hidden: boolean
  bytes: number
  changedAt: Date
  createdAt: Date
  modseq: number
}

/** A file with what it says now. */
export interface FileEntry extends Entry {
  version: number
  facts: number
  blob: string
  type: string
}

export function urlOf(slug: string, id: number, name: string): string {
  return `/c/${slug}/files/${idSlug(id, name)}`
}

/**
 * From here to the end of the transaction nobody else changes the shelf of the space of the address. Asked before anything of it
 * is locked, and before what is looked at decides what is written.
 */
export async function holdShelf(ctx: Ctx): Promise<void> {
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`shelf ${spaceOf(ctx).id}`}, 38))`
}

export const columns = (sql: Sql) => sql`
  e.item_id id, e.space_id, i.kind, e.name, i.title, i.lang, i.author_id, e.folder_id, e.is_folder, e.hidden, e.bytes, e.changed_at, i.created_at, t.modseq`

const shown = (slug: string) => (row: Omit<Entry, 'url'>) => ({ ...row, url: urlOf(slug, row.id, row.name) }) as Entry

/** Stands in this folder, or at the top: a condition on an entry that an index can answer. */
export function inFolder(sql: Sql, folderId: number | null) {
  return folderId === null ? sql`e.folder_id is null` : sql`e.folder_id = ${folderId}`
}

/** A folder or file of the space of the address. Access is the query. @throws 404 */
export async function entryById(ctx: Ctx, id: number): Promise<Entry> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<Omit<Entry, 'url'>[]>`
    select ${columns(ctx.sql)} from entry e join item i on i.id = e.item_id join tail t on t.item_id = e.item_id
    where e.item_id = ${id} and e.space_id = ${space.id} and not e.removed`
  if (!row) throw notFound()
  return shown(space.slug)(row)
}

/** Several of the space of the address, each once, in their order. One query. @throws 404 where one of them is not there */
export async function entriesByIds(ctx: Ctx, ids: readonly number[]): Promise<Entry[]> {
  const { id: spaceId, slug } = spaceOf(ctx)
  const wanted = [...new Set(ids)]
  if (!wanted.length) return []
  const rows = await ctx.sql<Omit<Entry, 'url'>[]>`
    select ${columns(ctx.sql)} from entry e join item i on i.id = e.item_id join tail t on t.item_id = e.item_id
    where e.item_id = any(${wanted}::bigint[]) and e.space_id = ${spaceId} and not e.removed`
  if (rows.length < wanted.length) throw notFound()
  return rows.sort((one, other) => wanted.indexOf(one.id) - wanted.indexOf(other.id)).map(shown(slug))
}

/** A file of the space of the address with what it says now. @throws 404, for a folder, too */
export async function fileById(ctx: Ctx, id: number): Promise<FileEntry> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<Omit<FileEntry, 'url'>[]>`
    select ${columns(ctx.sql)}, f.version, f.facts, v.blob, v.type
    from entry e join item i on i.id = e.item_id join tail t on t.item_id = e.item_id
    join file f on f.item_id = e.item_id join file_version v on v.item_id = f.item_id and v.number = f.version
    where e.item_id = ${id} and e.space_id = ${space.id} and not e.removed`
  if (!row) throw notFound()
  return shown(space.slug)(row) as FileEntry
}

/** A folder of the space of the address by its id; nothing at the top. @throws Invalid where it is none */
export async function folderById(ctx: Ctx, id: number | null | undefined): Promise<Entry | null> {
  if (!id) return null
  try {
    const entry = await entryById(ctx, id)
    if (entry.isFolder) return entry
  } catch {}
  throw invalid('folder', 'no-folder')
}

/** What stands at a path of names below the top of the space of the address; nothing where there is none. One query. */
export async function entryAt(ctx: Ctx, names: readonly string[]): Promise<Entry | undefined> {
  if (!names.length || names.length > DEEPEST) return undefined
  const space = spaceOf(ctx)
  const keys = names.map(keyOf)
  const [row] = await ctx.sql<Omit<Entry, 'url'>[]>`
    with recursive way as (
      select e.item_id, 1 n from entry e where e.space_id = ${space.id} and e.folder_id is null and e.key = ${keys[0]!} and not e.removed
      union all
      select e.item_id, w.n + 1 from way w join entry e on e.space_id = ${space.id} and e.folder_id = w.item_id and not e.removed
        and e.key = (${keys}::text[])[w.n + 1])
    select ${columns(ctx.sql)} from way w join entry e on e.item_id = w.item_id join item i on i.id = e.item_id join tail t on t.item_id = e.item_id
    where w.n = ${keys.length}`
  return row && shown(space.slug)(row)
}

/** A folder or a file with what it says now, for programs. */
export type ShelfEntry = Entry & { type: string | null; blob: string | null; version: number | null }

/** All that stands in a folder, hidden things too, by name: for programs. At the top: null. */
export async function entriesIn(ctx: Ctx, folderId: number | null): Promise<ShelfEntry[]> {
  const space = spaceOf(ctx)
  const rows = await ctx.sql<Omit<ShelfEntry, 'url'>[]>`
    select ${columns(ctx.sql)}, v.type, v.blob, f.version
    from entry e join item i on i.id = e.item_id join tail t on t.item_id = e.item_id
    left join file f on f.item_id = e.item_id left join file_version v on v.item_id = f.item_id and v.number = f.version
    where e.space_id = ${space.id} and ${inFolder(ctx.sql, folderId)} and not e.removed order by e.ordering, e.item_id`
  return rows.map((row) => ({ ...row, url: urlOf(space.slug, row.id, row.name) }))
}

/** How deep folders may stand in each other. */
export const DEEPEST = 30

/** One step on the way from the top to an entry. */
export interface Step {
  id: number
  name: string
  lang: string
}

/** The folders in which an entry stands, the uppermost first. For a query's column over `e.item_id`. */
export const wayTo = (sql: Sql, folder: ReturnType<Sql>) => sql`(
  with recursive above as (
    select p.item_id, p.folder_id, p.name, x.lang, 1 n from entry p join item x on x.id = p.item_id where p.item_id = ${folder}
    union all
    select p.item_id, p.folder_id, p.name, x.lang, a.n + 1 from above a join entry p on p.item_id = a.folder_id join item x on x.id = p.item_id)
  select coalesce(jsonb_agg(jsonb_build_object('id', a.item_id, 'name', a.name, 'lang', a.lang) order by a.n desc), '[]') from above a)`

/**
 * The first name that is free in a folder: this one, else with a number. Whoever takes it in the same moment comes first;
 * then the row that uses it is refused.
 * @throws Invalid where hundreds are called so already
 */
export async function freeName(ctx: Ctx, folderId: number | null, name: string): Promise<string> {
  const names = [name, ...Array.from({ length: 500 }, (_, n) => numbered(name, n + 2))]
  const rows = await ctx.sql<{ key: string }[]>`
    select e.key from entry e where e.space_id = ${spaceOf(ctx).id} and ${inFolder(ctx.sql, folderId)}
      and not e.removed and e.key = any(${names.map(keyOf)}::text[])`
  const taken = new Set(rows.map(({ key }) => key))
  const free = names.find((one) => !taken.has(keyOf(one)))
  if (!free) throw invalid('name', 'name-taken', { name })
  return free
}
