import { invalid } from '../../../platform/http/problems.ts'
import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import { inFolder } from '../entries.ts'
import { makeFolder } from '../folders.ts'
import { keyOf } from '../names.ts'

interface There {
  id: number
  isFolder: boolean
}

async function called(ctx: Ctx, folderId: number | null, name: string): Promise<There | undefined> {
  const [row] = await ctx.sql<There[]>`
    select e.item_id id, e.is_folder from entry e where e.space_id = ${spaceOf(ctx).id} and ${inFolder(ctx.sql, folderId)}
      and e.key = ${keyOf(name)} and not e.removed`
  return row
}

/** Whether something stands at a path of names below a folder. */
export async function standsBelow(ctx: Ctx, folderId: number | null, names: readonly string[]): Promise<boolean> {
  let at: There | undefined
  for (const name of names) {
    at = await called(ctx, at ? at.id : folderId, name)
    if (!at) return false
  }
  return at !== undefined
}

/**
 * The folder at a path of names below another; what is not there is made. Whoever asks holds the shelf: two who bring the same
 * folder find each other's.
 * @throws Invalid where a file has the name of a folder, or folders would stand too deep
 */
export async function folderBelow(ctx: Ctx, folderId: number | null, names: readonly string[]): Promise<number | null> {
  let at = folderId
  for (const name of names) {
    const there = await called(ctx, at, name)
    if (there && !there.isFolder) throw invalid('name', 'name-taken')
    at = there?.id ?? (await makeFolder(ctx, at, name)).id
  }
  return at
}
