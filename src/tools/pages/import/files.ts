import { Readable } from 'node:stream'
import { Invalid } from '../../../platform/http/problems.ts'
import { withoutUnseen } from '../../../platform/unseen.ts'
import { attach } from '../../../spine/attachments/attachments.ts'
import { keepFiles } from '../../../spine/attachments/kept.ts'
import { fileUrl } from '../../../spine/attachments/written.ts'
import { checked } from '../../../spine/request/checking.ts'
import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import type { Upload } from '../../../spine/request/route.ts'
import type { Site } from '../../../spine/request/site.ts'
import type { Bringing, Brought, Note } from './brought.ts'

/** Files that pages of one import show: each kept once, before any transaction; pictures made anew. */
export class BroughtFiles {
  private readonly kept = new Map<string, Promise<Upload | 'missing' | 'broken'>>()

  constructor(
    private readonly site: Site,
    private readonly bringing: Bringing,
  ) {}

  /** The file, kept; or why it cannot be. */
  take(path: string): Promise<Upload | 'missing' | 'broken'> {
    const one = this.kept.get(path) ?? this.keep(path)
    this.kept.set(path, one)
    return one
  }

  private async keep(path: string): Promise<Upload | 'missing' | 'broken'> {
    const file = await this.bringing.file(path)
    if (!file) return 'missing'
    const { blobs } = this.site
    const stored = await blobs.put(Readable.from(file.stream as AsyncIterable<Buffer>)).catch((error) => {
      // A full disk is not the file's fault.
      if ((error as { code?: string }).code?.startsWith('E')) throw error
      return undefined
    })
    if (!stored) return 'broken'
    const name =
      withoutUnseen(file.name)
        .replace(/["<>|:*?/\\]/g, '')
        .trim()
        .slice(-200) || 'file'
    // Of an archive that was too large to be looked into, too, each file is.
    const harmful = await checked(this.site, [{ field: 'files', name, ...stored }]).then(
      () => false,
      (error) => {
        if (error instanceof Invalid) return true
        throw error
      },
    )
    if (harmful) return 'broken'
    const type = /\.(png|jpe?g|gif|webp|avif|heic)$/i.test(name) ? 'image/*' : 'application/octet-stream'
    const [upload] = await keepFiles(this.site, [{ field: 'files', name, type, ...stored }])
    return upload!.unreadable ? 'broken' : upload!
  }
}

/** The address of a file for one page: a file of its own, of bytes that are kept once. */
export async function addressFor(
  ctx: Ctx,
  files: BroughtFiles,
  page: Brought,
  path: string,
  alt: string,
  notes: Note[],
): Promise<string | undefined> {
  const own = page.files?.get(path)
  const [mine] = own
    ? await ctx.sql<{ id: number; name: string }[]>`
        select id, name from attachment where id = ${own} and space_id = ${spaceOf(ctx).id} and item_id is not null`
    : []
  if (mine) return fileUrl(`/c/${spaceOf(ctx).slug}`, mine)
  const upload = await files.take(path)
  if (upload === 'missing' || upload === 'broken') {
    notes.push({ why: upload === 'missing' ? 'file-too-large' : 'file-broken', about: path })
    return undefined
  }
  const here = `/c/${spaceOf(ctx).slug}`
  const [there] = await ctx.sql<{ id: number; name: string }[]>`
    select id, name from attachment where space_id = ${spaceOf(ctx).id} and person_id = ${ctx.me!.id} and blob = ${upload.hash} and name = ${upload.name} and not sent limit 1`
  return fileUrl(here, there ?? (await attach(ctx, upload, { alt })))
}
