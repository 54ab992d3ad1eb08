import { invalid } from '../../platform/http/problems.ts'
import { type Backdated, makeItem } from '../../spine/items/items.ts'
import { refused } from '../../spine/items/refused.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { DEEPEST, type Entry, entryById, wayTo } from './entries.ts'
import { named } from './names.ts'

/** What the shelf refuses, in our words. */
export const refusals = {
  '23505': () => invalid('name', 'name-taken'),
  CP038: () => invalid('folder', 'no-folder'),
  CP039: () => invalid('folder', 'folder-in-itself'),
}

/**
 * Makes a folder in a folder, or at the top.
 * @throws Invalid where the name is taken or folders stand too deep; 403 for guests
 */
export async function makeFolder(
  ctx: Ctx,
  folderId: number | null,
  called: string,
  backdated?: Backdated,
): Promise<Entry> {
  if (!backdated) mustStart(ctx)
  const row = named(called)
  await roomBelow(ctx, folderId, 1)
  const id = await makeEntryItem(ctx, 'folder', row.name, spaceOf(ctx).lang, backdated)
  await putEntry(ctx, { id, folderId, isFolder: true, bytes: 0, at: backdated?.at ?? ctx.now, ...row })
  return entryById(ctx, id)
}

/** The item of an entry; what programs leave for themselves nobody hears of. */
export function makeEntryItem(
  ctx: Ctx,
  kind: 'file' | 'folder',
  name: string,
  lang: string,
  backdated?: Backdated,
  tags: string[] = [],
): Promise<number> {
  return makeItem(ctx, { kind, spaceId: spaceOf(ctx).id, title: name, lang, tags }, backdated)
}

/** Puts an item where it stands. @throws Invalid where the name is taken or the folder is none */
export async function putEntry(
  ctx: Ctx,
  it: {
    id: number
    folderId: number | null
    isFolder: boolean
    name: string
    key: string
    ordering: string
    bytes: number
    at: Date
  },
): Promise<void> {
  await refused(
    ctx.sql`insert into entry (item_id, space_id, folder_id, is_folder, name, key, ordering, bytes, changed_at)
      values (${it.id}, ${spaceOf(ctx).id}, ${it.folderId}, ${it.isFolder}, ${it.name}, ${it.key}, ${it.ordering}, ${it.bytes}, ${it.at})`,
    refusals,
  )
}

/** @throws Invalid where folders of so many levels would stand too deep below this one */
export async function roomBelow(ctx: Ctx, folderId: number | null, levels: number): Promise<void> {
  if (folderId === null) return
  const [row] = await ctx.sql<[{ way: unknown[] }]>`select ${wayTo(ctx.sql, ctx.sql`${folderId}::bigint`)} way`
  if (row.way.length + levels > DEEPEST) throw invalid('folder', 'folders-too-deep', { most: DEEPEST })
}
