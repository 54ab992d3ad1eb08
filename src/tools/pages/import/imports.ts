import { invalid, notFound } from '../../../platform/http/problems.ts'
import { audit } from '../../../spine/activity/record.ts'
import { type Ctx, meOf, spaceOf } from '../../../spine/request/ctx.ts'

/** What becomes of pages that are there already. */
export const there = ['leave', 'update'] as const
export type There = (typeof there)[number]

/** What is brought in, and how far it is. */
export interface PageImport {
  id: number
  spaceId: number
  personId: number
  by: string
  name: string
  blob: string | null
  bytes: number
  lang: string
  there: There
  askedAt: Date
  total: number
  done: number
  stopAt: Date | null
  endedAt: Date | null
  failed: string | null
  undoAt: Date | null
  undoneAt: Date | null
  counts: Partial<Record<Line['what'], number>>
}

/** What became of a page or file, or what was not understood. */
export interface Line {
  id: number
  what: 'made' | 'changed' | 'same' | 'left' | 'note'
  path: string
  why: string | null
  about: string
  itemId: number | null
  title: string | null
}

/** How many lines of a report a page shows. */
export const LINES = 100

/** The imports of a space, the latest first. Only its hosts see them. */
export function importsOf({ sql, space }: Ctx, id?: number): Promise<PageImport[]> {
  return sql<PageImport[]>`
    select m.*, x.name "by",
      (select coalesce(jsonb_object_agg(what, n), '{}') from (select what, count(*) n from page_import_line where import_id = m.id group by what) c) counts
    from page_import m join person x on x.id = m.person_id
    where m.space_id = ${space!.id} ${id === undefined ? sql`` : sql`and m.id = ${id}`} order by m.id desc limit 30`
}

/** @throws 404 */
export async function importFor(ctx: Ctx, id: number): Promise<PageImport> {
  const [one] = await importsOf(ctx, id)
  if (!one) throw notFound()
  return one
}

/** Begins to bring in what was sent. @throws Invalid while another import of the space goes on: they could bring the same page twice */
export async function beginImport(
  ctx: Ctx,
  file: { blob: string; bytes: number; name: string },
  { lang, there }: { lang: string; there: There },
): Promise<number> {
  const { sql } = ctx
  const space = spaceOf(ctx)
  await sql`select pg_advisory_xact_lock(hashtext('page-import'), ${space.id}::int)`
  const [going] = await sql`select from page_import where space_id = ${space.id} and ended_at is null`
  if (going) throw invalid('files', 'import-going-on')
  const [row] = await sql<[{ id: number }]>`
    insert into page_import (space_id, person_id, name, blob, bytes, lang, there)
    values (${space.id}, ${meOf(ctx).id}, ${file.name}, ${file.blob}, ${file.bytes}, ${lang}, ${there}) returning id`
  await audit(ctx, 'pages.imported', space.id)
  await enqueue(ctx, row.id)
  return row.id
}

/** Its job, in the name of whoever asks for it. */
export async function enqueue(ctx: Ctx, id: number): Promise<void> {
  const payload = { id, person: meOf(ctx).id, space: spaceOf(ctx).id }
  await ctx.sql`select jobs.enqueue('page-import', ${ctx.sql.json(payload)})`
}

/** Lines of one kind, in the order in which they came: one more than a page shows. */
export function linesOf(ctx: Ctx, id: number, what: Line['what'], after: number): Promise<Line[]> {
  return ctx.sql<Line[]>`
    select l.id, l.what, l.path, l.why, l.about, i.id item_id, i.title from page_import_line l left join item i on i.id = l.item_id and i.removed_at is null
    where l.import_id = ${id} and l.what = ${what} and l.id > ${after} order by l.id limit ${LINES + 1}`
}
