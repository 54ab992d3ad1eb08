import { invalid, notFound, Problem } from '../../platform/http/problems.ts'
import { oneLine } from '../../platform/plain-text.ts'
import { record } from '../../spine/activity/record.ts'
import type { Backdated } from '../../spine/items/items.ts'
import { refused } from '../../spine/items/refused.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import type { Upload } from '../../spine/request/route.ts'
import { type Entry, type FileEntry, fileById, freeName, holdShelf, inFolder } from './entries.ts'
import { makeEntryItem, putEntry, refusals } from './folders.ts'
import { named } from './names.ts'

/** Bytes as they came, already kept, and whether the place where they were taken is left in them. */
export interface Received extends Upload {
  keepsPlace?: boolean
}

export interface Keeping {
  folderId: number | null
  /** Without: as the upload is called. */
  name?: string
  upload: Received
  why?: string
  lang?: string
  tags?: string[]
  /** What becomes of a name that is taken: a new version of that file, a name with a number, or nothing at all. */
  taken: 'version' | 'beside' | 'refuse'
}

export interface Kept {
  file: FileEntry
  /** made: a new file · version: a new version of one · same: it said exactly this already */
  became: 'made' | 'version' | 'same'
}

/**
 * Puts a file into a folder of the space of the address.
 * @throws Invalid where the name is taken by a folder, or by anything that is not to be written over; 413 where the space's
 * files may not take more; 403 for guests
 */
export async function keepFile(ctx: Ctx, it: Keeping, backdated?: Backdated): Promise<Kept> {
  if (!backdated) mustStart(ctx)
  await holdShelf(ctx)
  let row = named(it.name ?? it.upload.name)
  const there = await namesake(ctx, it.folderId, row.key)
  if (there && it.taken === 'version' && !there.isFolder) {
    const file = await fileById(ctx, there.id)
    const became = await addVersion(ctx, file, it.upload, it.why ?? '', backdated)
    return { file: await fileById(ctx, there.id), became }
  }
  if (there && it.taken === 'beside') row = named(await freeName(ctx, it.folderId, row.name))
  else if (there) throw invalid('name', 'name-taken', { name: row.name })
  await roomFor(ctx, it.upload.bytes)
  const { id: spaceId, lang } = spaceOf(ctx)
  const id = await makeEntryItem(ctx, 'file', row.name, it.lang ?? lang, backdated, it.tags)
  const at = backdated?.at ?? ctx.now
  await putEntry(ctx, { id, folderId: it.folderId, isFolder: false, bytes: it.upload.bytes, at, ...row })
  await ctx.sql`insert into file (item_id, space_id) values (${id}, ${spaceId})`
  await putVersion(ctx, { id, number: 1, name: row.name, why: it.why ?? '', upload: it.upload }, backdated)
  return { file: await fileById(ctx, id), became: 'made' }
}

/**
 * Gives a file something new to say, and keeps what it said.
 * @returns `same` where it says exactly this already: then nothing is written @throws 404, 413, 403
 */
export async function addVersion(
  ctx: Ctx,
  file: FileEntry,
  upload: Received,
  why: string,
  backdated?: Backdated,
): Promise<'version' | 'same'> {
  if (!backdated) mustStart(ctx)
  const me = ctx.me?.id ?? null
  // Two at once come one after the other, and each counts on from the other; so does what is left of the room.
  await holdShelf(ctx)
  await nextModseq(ctx, file)
  const [now] = await ctx.sql<{ blob: string; last: number; begun: boolean }[]>`
    select v.blob, (select max(o.number) from file_version o where o.item_id = f.item_id) last,
      v.bytes = 0 and v.by_id = ${me} and v.at > ${ctx.now}::timestamptz - interval '10 minutes' begun
    from file f join file_version v on v.item_id = f.item_id and v.number = f.version
    join entry e on e.item_id = f.item_id and not e.removed where f.item_id = ${file.id}`
  // Somebody took it away meanwhile.
  if (!now) throw notFound()
  if (now.blob === upload.hash) return 'same'
  await roomFor(ctx, upload.bytes)
  if (now.last === 1 && now.begun && !backdated) return fillFile(ctx, file, upload, why)
  const number = now.last + 1
  await putVersion(ctx, { id: file.id, number, name: file.name, why, upload }, backdated)
  await sayNow(ctx, file, number, upload.bytes, backdated?.at ?? ctx.now)
  await record(ctx, 'file.changed', file.spaceId, {
    itemId: file.id,
    ...(backdated && { at: backdated.at, actorId: backdated.authorId, quietly: true }),
  })
  return 'version'
}

/** Programs make a file empty first and fill it then: that it was empty for a moment is no past worth keeping. */
async function fillFile(ctx: Ctx, file: FileEntry, upload: Received, why: string): Promise<'version'> {
  await ctx.sql`delete from file_version where item_id = ${file.id} and number = 1`
  await putVersion(ctx, { id: file.id, number: 1, name: file.name, why, upload })
  await sayNow(ctx, file, 1, upload.bytes, ctx.now)
  return 'version'
}

/** The file says from now on what it said in this version. */
export async function sayNow(
  ctx: Ctx,
  file: Pick<Entry, 'id'>,
  number: number,
  bytes: number,
  at: Date,
): Promise<void> {
  await ctx.sql`update file set version = ${number} where item_id = ${file.id}`
  await ctx.sql`update entry set bytes = ${bytes}, changed_at = ${at} where item_id = ${file.id}`
}

async function putVersion(
  ctx: Ctx,
  it: { id: number; number: number; name: string; why: string; upload: Received },
  backdated?: Backdated,
): Promise<void> {
  const { hash, bytes, type, keepsPlace = false } = it.upload
  const by = backdated?.authorId ?? meOf(ctx).id
  await refused(
    ctx.sql`insert into file_version (item_id, number, space_id, blob, bytes, type, name, why, by_id, at, keeps_place)
      values (${it.id}, ${it.number}, ${spaceOf(ctx).id}, ${hash}, ${bytes}, ${type}, ${it.name}, ${plainWhy(it.why)}, ${by}, ${backdated?.at ?? ctx.now}, ${keepsPlace})`,
    refusals,
  )
}

function plainWhy(why: string): string {
  const plain = oneLine(why)
  if (plain.length > 500) throw invalid('why', 'too-long', { most: 500 })
  return plain
}

/** What is called so in a folder. */
async function namesake(
  ctx: Ctx,
  folderId: number | null,
  key: string,
): Promise<{ id: number; isFolder: boolean } | undefined> {
  const [row] = await ctx.sql<{ id: number; isFolder: boolean }[]>`
    select e.item_id id, e.is_folder from entry e where e.space_id = ${spaceOf(ctx).id} and ${inFolder(ctx.sql, folderId)}
      and e.key = ${key} and not e.removed`
  return row
}

/** What a space's files take and may take, in bytes; null: as much as there is room. */
export interface Use {
  bytes: number
  most: number | null
}

export async function useOf(ctx: Ctx): Promise<Use> {
  const [row] = await ctx.sql<Use[]>`select bytes, most from shelf_use where space_id = ${spaceOf(ctx).id}`
  return { bytes: row?.bytes ?? 0, most: row?.most ?? ctx.site.config.shelfBytes }
}

/** Asked before any of it is read. @throws 403 for guests; 413 */
export async function mustHaveRoom(ctx: Ctx, bytes: number): Promise<void> {
  mustStart(ctx)
  await roomFor(ctx, bytes)
}

/** Asked while the shelf is held, or others take the same room. @throws 413 where the files of the space would take more than they may */
export async function roomFor(ctx: Ctx, bytes: number): Promise<void> {
  const { bytes: used, most } = await useOf(ctx)
  if (most !== null && used + bytes > most) throw new Problem(413, 'shelf-full')
}
