import type { Readable } from 'node:stream'
import yazl from 'yazl'
import { notFound, Problem } from '../../platform/http/problems.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'

interface Packed {
  id: number
  folderId: number | null
  isFolder: boolean
  name: string
  blob: string | null
  changedAt: Date
}

/** More is not packed at once. */
const MOST = 20_000

/** Endings whose bytes are packed already: to try again costs and gains nothing. */
const packedAlready = /\.(zip|gz|7z|jpe?g|png|webp|mp[34]|m4[av]|webm|ogg|docx|xlsx|pptx|od[tsp]|pdf)$/i

/**
 * Folders with all that stands in them, and files, as a ZIP archive that is written while it is fetched.
 * @param ids what was chosen; null: the whole shelf
 * @throws 404 where one of them is not there; 413 for more than is packed at once
 */
export async function archiveOf(ctx: Ctx, ids: readonly number[] | null): Promise<{ name: string; stream: Readable }> {
  const { id: spaceId, name: space } = spaceOf(ctx)
  const rows = await ctx.sql<(Packed & { depth: number })[]>`
    with recursive below as (
      select e.item_id, 0 depth from entry e where e.space_id = ${spaceId} and not e.removed and not e.hidden
        and ${ids === null ? ctx.sql`e.folder_id is null` : ctx.sql`e.item_id = any(${ids as number[]}::bigint[])`}
      union all
      select e.item_id, b.depth + 1 from below b join entry e on e.folder_id = b.item_id and e.space_id = ${spaceId} and not e.removed and not e.hidden)
    select e.item_id id, e.folder_id, e.is_folder, e.name, v.blob, e.changed_at, min(b.depth) depth
    from below b join entry e on e.item_id = b.item_id left join file f on f.item_id = e.item_id
    left join file_version v on v.item_id = f.item_id and v.number = f.version
    group by 1, 2, 3, 4, 5, 6 order by depth, e.item_id limit ${MOST + 1}`
  if (ids?.some((id) => !rows.some((row) => row.id === id))) throw notFound()
  if (rows.length > MOST) throw new Problem(413, 'too-many-files', { most: MOST })
  const zip = new yazl.ZipFile()
  let open: Readable | undefined
  const paths = new Map<number, string>()
  const taken = new Set<string>()
  for (const row of rows) {
    const above = row.folderId === null ? undefined : paths.get(row.folderId)
    const path = freePath(taken, above === undefined ? atTop(row.name) : `${above}/${row.name}`)
    paths.set(row.id, path)
    const mtime = row.changedAt
    if (row.isFolder) zip.addEmptyDirectory(path, { mtime })
    else if (row.blob) {
      const { blob } = row
      zip.addReadStreamLazy(path, { mtime, compress: !packedAlready.test(path) }, (give) => {
        open = ctx.site.blobs.read(blob)
        give(null, open)
      })
    }
  }
  // A file that cannot be read breaks the archive off, and nothing else.
  zip.on('error', (error: Error) => (zip.outputStream as Readable).destroy(error))
  // Whoever goes away in the middle leaves no file open behind.
  zip.outputStream.on('close', () => open?.destroy())
  zip.end()
  const only = ids?.length === 1 ? rows.find(({ id }) => id === ids[0])?.name : undefined
  return { name: only ?? space, stream: zip.outputStream as Readable }
}

/** What stands at the top of an archive begins with no letter of a drive: nobody unpacks that, and it cannot be packed. */
function atTop(name: string): string {
  return name.replace(/^([a-z]):/i, '$1_')
}

/** Things chosen from several folders may be called the same. */
function freePath(taken: Set<string>, path: string): string {
  let free = path
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${path} (${n})`
  taken.add(free.toLowerCase())
  return free
}
