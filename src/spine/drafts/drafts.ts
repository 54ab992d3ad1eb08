import type { Sql } from '../../platform/database/connect.ts'
import { Problem } from '../../platform/http/problems.ts'
import type { OwnFile } from '../attachments/attachments.ts'
import { type AttachedFile, fileUrl } from '../attachments/written.ts'
import { type Ctx, meOf } from '../request/ctx.ts'

/**
 * What someone has begun to write, by place: `item:12` for a reply, `new:5` for a discussion in a space, `summary:12` for what
 * is kept on top, `thread:34` beside message 34, `text:12` for an item's own text, `new-page:5` for something new of that kind or in a form of that name.
 */
export interface Draft {
  place: string
  fields: Record<string, string>
  /** Files that go with it, as far as they are there. */
  files: AttachedFile[]
  version: number
  at: string
}

const PLACES = /^(item|thread|new|new-[a-z]{1,20}|edit|summary|text):\d{1,15}$/

/**
 * Keeps a draft. `version` is the one the writer's tab knows (0 for none): when another tab has kept something since,
 * nothing is overwritten.
 * @throws 409 when another tab was here; 404 for a place that is none
 */
export async function keepDraft(
  ctx: Ctx,
  place: string,
  fields: Record<string, string>,
  version: number,
): Promise<Omit<Draft, 'files'>> {
  if (!PLACES.test(place)) throw new Problem(404, 'not-found')
  const me = meOf(ctx).id
  const [row] = await ctx.sql<{ version: number; at: Date }[]>`
    insert into draft as d (person_id, place, fields, version) values (${me}, ${place}, ${ctx.sql.json(fields)}, 1)
    on conflict (person_id, place) do update set fields = excluded.fields, version = d.version + 1, at = now()
      where d.version = ${version} or d.fields = excluded.fields
    returning version, at`
  if (!row) throw new Problem(409, 'draft-elsewhere')
  return { place, fields, version: row.version, at: row.at.toISOString() }
}

/** One's draft for a place, with its files as far as the spaces of this request hold them. */
export async function draftAt(ctx: Ctx, place: string): Promise<Draft | null> {
  const [row] = await ctx.sql<{ fields: Record<string, string>; version: number; at: Date; files: DraftFile[] }[]>`
    select dr.fields, dr.version, dr.at, draft_files(dr) files from draft dr where dr.person_id = ${meOf(ctx).id} and dr.place = ${place}`
  return row ? { ...row, place, at: row.at.toISOString(), files: filesOfDraft(row.files) } : null
}

/** A file as a query of drafts brings it. */
export interface DraftFile extends OwnFile {
  space: string
}

function filesOfDraft(files: DraftFile[]): AttachedFile[] {
  return files.map(({ space, ...file }) => ({ ...file, url: fileUrl(`/c/${space}`, file) }))
}

/** What someone has begun to write, as a query of what it belongs to brings it. */
export interface DraftRow {
  fields: Record<string, string>
  version: number
  at: string
  files: DraftFile[]
  /** The name under which the message stands that it answers, where that is still there. */
  replyName: string | null
}

/** A column for a query of items `i`: what the asking person has begun to write below it, with its files and whom it answers. */
export function draftColumn(sql: Sql) {
  return sql`begun_below(i.id) draft`
}

export type BegunDraft = NonNullable<ReturnType<typeof presentDraft>>

/** The same for the composer and the API. */
export function presentDraft(row: DraftRow | null) {
  if (!row) return null
  const { replyName, files, fields, version, at } = row
  return {
    fields,
    version,
    at,
    text: fields.text ?? '',
    files: filesOfDraft(files),
    replyTo: replyName === null ? null : { number: Number(fields.replyTo), name: replyName },
  }
}

/** What was sent or given up needs no draft any more. @param version drop only what is still as this tab knows it */
export async function dropDraft(ctx: Ctx, place: string, version: number | null = null): Promise<void> {
  await ctx.sql`delete from draft where person_id = ${meOf(ctx).id} and place = ${place} and coalesce(version = ${version}, true)`
}
