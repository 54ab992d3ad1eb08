import { audit } from '../../../spine/activity/record.ts'
import { type Ctx, meOf } from '../../../spine/request/ctx.ts'
import { changePage, pageFor } from '../pages.ts'
import { revisionsWith } from '../revisions.ts'
import type { PageImport } from './imports.ts'
import type { InName } from './job.ts'

/** How many pages one transaction takes back: each that was changed is rendered anew, while its row is locked. */
const AT_ONCE = 5

interface Made {
  id: number
  itemId: number
  before: number | null
}

/**
 * Takes back what an import did, as far as nobody changed it since: pages that it made are removed and can be brought back
 * each by itself; those that it changed say again what they said. What was brought is then not known any more, so that it
 * can be brought again.
 */
export async function undo(inName: InName, how: PageImport): Promise<void> {
  for (;;) {
    const left = await inName((ctx) => undoSome(ctx, how))
    if (!left) break
  }
  await inName(async (ctx) => {
    await ctx.sql`update page_import set undone_at = now() where id = ${how.id}`
    await audit(ctx, 'pages.import-undone', how.spaceId)
  })
}

/** @returns whether there may be more */
async function undoSome(ctx: Ctx, how: PageImport): Promise<boolean> {
  const { sql } = ctx
  const rows = await sql<Made[]>`
    select l.id, l.item_id, l.before from page_import_line l join page p on p.item_id = l.item_id and p.version = l.version
    join item i on i.id = l.item_id and i.removed_at is null
    where l.import_id = ${how.id} and l.what in ('made', 'changed') and (l.before is null or may_change_page(l.item_id, (select me()))) order by l.id limit ${AT_ONCE}`
  const made = rows.filter(({ before }) => before === null).map(({ itemId }) => itemId)
  if (made.length) {
    await sql`update tail set removed = true, modseq = modseq + 1 where item_id = any(${made})`
    await sql`update item set removed_at = ${ctx.now}, removed_by = ${meOf(ctx).id} where id = any(${made})`
  }
  for (const { itemId, before } of rows) if (before !== null) await asBefore(ctx, itemId, before)
  await sql`delete from page_source where space_id = ${how.spaceId} and import_id = ${how.id} and item_id = any(${rows.map(({ itemId }) => itemId)})`
  await sql`update page_import_line set version = null where id = any(${rows.map(({ id }) => id)})`
  await sql`update page_import set tries = 0, active_at = now() where id = ${how.id}`
  return rows.length === AT_ONCE
}

async function asBefore(ctx: Ctx, id: number, number: number): Promise<void> {
  const it = await pageFor(ctx, id)
  const [then] = await revisionsWith(ctx, id, [number])
  if (!then) return
  const { title, text, lang, tags } = then
  const why = ctx.site.localeFor(it.lang).t('pages.restored-why', { number })
  await changePage(
    ctx,
    it,
    { title, text, lang, tags, version: it.version, why, apart: true },
    { authorId: meOf(ctx).id, at: ctx.now },
  )
}
