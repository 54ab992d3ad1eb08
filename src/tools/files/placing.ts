import { invalid, notYours, Problem } from '../../platform/http/problems.ts'
import { record } from '../../spine/activity/record.ts'
import { refused } from '../../spine/items/refused.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { type Entry, entryById, freeName, holdShelf } from './entries.ts'
import { refusals, roomBelow } from './folders.ts'
import { roomFor } from './keeping.ts'
import { named } from './names.ts'

/**
 * Puts an entry into another folder of its space, or gives it another name, or both. Members may, as they may with pages.
 * @throws Invalid where the name is taken, the folder is none, or it would stand in itself; 403 for guests
 */
export async function moveEntry(ctx: Ctx, entry: Entry, folderId: number | null, called: string): Promise<Entry> {
  mustStart(ctx)
  const asked = named(called)
  const [renames, moves] = [asked.name !== entry.name, folderId !== entry.folderId]
  if (!renames && !moves) return entry
  // One after the other: of two who put two folders into each other, the second is refused; and who moves what another renames
  // meanwhile leaves it its new name.
  await holdShelf(ctx)
  const now = await entryById(ctx, entry.id)
  const row = renames ? asked : named(now.name)
  const into = moves ? folderId : now.folderId
  if (entry.isFolder && into !== now.folderId) await roomBelow(ctx, into, await levelsIn(ctx, entry.id))
  await nextModseq(ctx, entry)
  await refused(
    ctx.sql`update entry set folder_id = ${into}, name = ${row.name}, key = ${row.key}, ordering = ${row.ordering} where item_id = ${entry.id}`,
    refusals,
  )
  if (row.name !== now.name) await ctx.sql`update item set title = ${row.name} where id = ${entry.id}`
  const moved = await entryById(ctx, entry.id)
  // What comes out of what programs keep for themselves has just come, and is told so by the database.
  if (moved.hidden || !entry.hidden) await record(ctx, `${entry.kind}.moved`, entry.spaceId, { itemId: entry.id })
  return moved
}

async function levelsIn(ctx: Ctx, id: number): Promise<number> {
  const [row] = await ctx.sql<
    [{ levels: number }]
  >`select coalesce(max(depth), 0)::int + 1 levels from entries_below(${id})`
  return row.levels
}

/** So many files and folders are copied at once: while they are, nobody else changes the folders of the space. */
const MOST_COPIED = 2000

const tooMany = () => new Problem(413, 'too-many-files', { most: MOST_COPIED })

/** @throws 413 where these, with all that stands in them, are more than is copied at once */
export async function fewEnough(ctx: Ctx, entries: readonly Pick<Entry, 'id'>[]): Promise<void> {
  const ids = entries.map(({ id }) => id)
  const [row] = await ctx.sql<[{ n: number }]>`
    select count(*)::int n from unnest(${ids}::bigint[]) x (id), entries_below(x.id)`
  if (row.n > MOST_COPIED) throw tooMany()
}

/**
 * Copies an entry, with all that stands in it, as it is now: without its past, its messages and who followed it.
 * @param where a folder of the space of the address, and how the copy is called; without a name: as it is called, with a
 * number where that is taken
 * @throws Invalid where the name is taken, the folder is none or stands in the entry; 413; 403
 */
export async function copyEntry(
  ctx: Ctx,
  entry: Pick<Entry, 'id' | 'name'>,
  folderId: number | null,
  called?: string,
): Promise<Entry> {
  mustStart(ctx)
  await holdShelf(ctx)
  const row = named(called ?? (await freeName(ctx, folderId, entry.name)))
  const [size] = await ctx.sql<[{ bytes: number; levels: number }]>`
    select coalesce(sum(e.bytes), 0)::bigint bytes, coalesce(max(b.depth), 0)::int + 1 levels from entries_below(${entry.id}) b join entry e on e.item_id = b.item_id`
  await roomFor(ctx, size.bytes)
  await roomBelow(ctx, folderId, size.levels)
  const [made] = await refused(
    ctx.sql<[{ id: number }]>`
      select copy_entry(${entry.id}, ${spaceOf(ctx).id}, ${folderId}, ${row.name}, ${row.key}, ${row.ordering}, ${ctx.now}) id`,
    { ...refusals, '42501': () => notYours(), CP041: tooMany },
  )
  return entryById(ctx, made!.id)
}

/** Gives an entry another name where it stands. @throws Invalid */
export function renameEntry(ctx: Ctx, entry: Entry, called: string): Promise<Entry> {
  if (!called.trim()) throw invalid('name', 'needed')
  return moveEntry(ctx, entry, entry.folderId, called)
}
