import { notFound } from '../../platform/http/problems.ts'
import { record } from '../../spine/activity/record.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import type { FileEntry } from './entries.ts'
import { sayNow } from './keeping.ts'

/** What a file was. */
export interface Version {
  number: number
  blob: string
  bytes: number
  type: string
  name: string
  why: string
  at: Date
  by: PersonRow
}

/** What one page of a file's past shows. */
export const VERSIONS = 50

/** What a file was, the last first: one more than a page. One query. */
export function versionsOf(ctx: Ctx, id: number, before?: number): Promise<Version[]> {
  return ctx.sql<Version[]>`
    select v.number, v.blob, v.bytes, v.type, v.name, v.why, v.at,
      ${personColumn(ctx.sql, 'p')} by
    from file_version v join person p on p.id = v.by_id
    where v.item_id = ${id} ${before === undefined ? ctx.sql`` : ctx.sql`and v.number < ${before}`}
    order by v.number desc limit ${VERSIONS + 1}`
}

/** @throws 404 */
export async function versionOf(ctx: Ctx, file: Pick<FileEntry, 'id'>, number: number): Promise<Version> {
  const [version] = await versionsOf(ctx, file.id, number + 1)
  if (version?.number !== number) throw notFound()
  return version
}

/** The file says again what it said: nothing is lost, it can be undone the same way. @throws 404; 403 for guests */
export async function restoreVersion(ctx: Ctx, file: FileEntry, number: number): Promise<void> {
  mustStart(ctx)
  const version = await versionOf(ctx, file, number)
  if (file.version === number) return
  await nextModseq(ctx, file)
  await sayNow(ctx, file, number, version.bytes, ctx.now)
  await record(ctx, 'file.changed', file.spaceId, { itemId: file.id })
}
