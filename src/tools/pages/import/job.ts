import type { Pool } from '../../../platform/database/connect.ts'
import { Invalid, Problem } from '../../../platform/http/problems.ts'
import { errorFacts } from '../../../platform/log.ts'
import { siteAddress } from '../../../spine/people/mailing.ts'
import { backstage } from '../../../spine/request/backstage.ts'
import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import type { Site } from '../../../spine/request/site.ts'
import { becomeVersionOf } from '../languages.ts'
import { pageFor } from '../pages.ts'
import { bringPage, type Came } from './bring.ts'
import { type Bringing, type Brought, NotBrought, type Note, type TakeIn } from './brought.ts'
import { addressFor, BroughtFiles } from './files.ts'
import { importFor, type PageImport } from './imports.ts'
import { opened } from './opened.ts'
import { undo } from './undo.ts'

/** How much of a path a line of the report has. */
const LONGEST_PATH = 500
/** More of what was not understood in one page is not listed. */
const MOST_NOTES = 30
/** What ended its process so often without coming any further ends it once more. */
const MOST_TRIES = 3

/**
 * Works through an import in the name of whoever began it, page after page, each in a transaction of its own with its line
 * of the report: where the process ends meanwhile, the next one goes on. Whoever may not any more, brings nothing more.
 */
export async function workThrough(
  site: Site,
  jobs: Pool,
  id: number,
  personId: number,
  spaceId: number,
): Promise<void> {
  try {
    const slug = await slugOf(site, personId, spaceId)
    const inName = <T>(work: (ctx: Ctx) => Promise<T>) => backstage(site, personId, slug, work)
    const how = await inName((ctx) => importFor(ctx, id))
    if (how.endedAt && (!how.undoAt || how.undoneAt)) return
    const [{ tries }] = await jobs<[{ tries: number }]>`select try_import(${id}) tries`
    if (tries > MOST_TRIES) throw new NotBrought('gave-up')
    if (how.undoAt && !how.undoneAt) await undo(inName, how)
    else await bringAll(site, inName, how)
  } catch (error) {
    const why = error instanceof NotBrought ? error.why : error instanceof Problem ? 'not-allowed' : 'broke'
    await jobs`select end_import(${id}, ${why})`
    if (why === 'broke') throw error
  }
}

async function slugOf(site: Site, personId: number, spaceId: number): Promise<string> {
  const slug = await backstage(site, personId, null, async ({ sql }) => {
    const [row] = await sql<
      { slug: string }[]
    >`select slug::text from space where id = ${spaceId} and id = any((select hosts())::bigint[])`
    return row?.slug
  })
  if (!slug) throw new Problem(403, 'not-yours')
  return slug
}

export type InName = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>

async function bringAll(site: Site, inName: InName, how: PageImport): Promise<void> {
  const here = await inName(async (ctx) => `${siteAddress(site)}/c/${spaceOf(ctx).slug}/pages`)
  const bringing = await opened(site, how, here)
  try {
    const files = new BroughtFiles(site, bringing)
    const before = await inName((ctx) => begun(ctx, how, bringing))
    if (how.stopAt) return void (await inName((ctx) => end(ctx, how, bringing)))
    const ids = new Map<string, number | null>()
    // The keys of pages and of those that they say in another language.
    const originals: [string, string][] = []
    for await (const page of bringing.pages) {
      const already = before.lines.get(page.path.slice(0, LONGEST_PATH))
      const here = already !== undefined || before.hashes.get(page.key)?.equals(page.hash)
      // What files have to be unpacked and made anew is found out before a transaction is open. Of what is here already it
      // is found out all the same which files it shows.
      await page.text(async (path) => {
        if (!here) await files.take(path)
        return undefined
      })
      if (already !== undefined) {
        ids.set(page.key, already.itemId)
        if (already.what === 'made' && page.original) originals.push([page.key, page.original])
        continue
      }
      const under = page.under === null ? null : (ids.get(page.under) ?? null)
      const { came, stop } = await inName((ctx) => bringOne(ctx, how, page, under, files))
      ids.set(page.key, came.itemId)
      if (came.what === 'made' && page.original) originals.push([page.key, page.original])
      if (stop) return void (await inName((ctx) => end(ctx, how, bringing)))
    }
    for (const [key, original] of originals) await inName((ctx) => joinLanguages(ctx, ids.get(key), ids.get(original)))
    await inName((ctx) => end(ctx, how, bringing))
  } finally {
    bringing.close()
  }
}

/** How far it was already, and what is known from before. */
async function begun({ sql }: Ctx, how: PageImport, bringing: Bringing) {
  const lines = await sql<{ path: string; what: Came['what']; itemId: number | null }[]>`
    select path, what, item_id from page_import_line where import_id = ${how.id} and what <> 'note'`
  const hashes = await sql<
    { key: string; hash: Buffer }[]
  >`select key, hash from page_source where space_id = ${how.spaceId}`
  await sql`update page_import set total = ${bringing.total}, done = ${lines.length} where id = ${how.id}`
  return {
    lines: new Map(lines.map((line) => [line.path, line])),
    hashes: new Map(hashes.map(({ key, hash }) => [key, hash])),
  }
}

async function bringOne(
  ctx: Ctx,
  how: PageImport,
  page: Brought,
  under: number | null,
  files: BroughtFiles,
): Promise<{ came: Came; stop: boolean }> {
  const notes: Note[] = []
  const takeIn: TakeIn = (path, alt) => addressFor(ctx, files, page, path, alt, notes)
  await ctx.sql`savepoint page`
  const came = await bringPage(ctx, how, page, under, takeIn).catch(async (error): Promise<Came> => {
    if (!(error instanceof Invalid || isOfData(error))) throw error
    // One page that cannot be kept as it is holds up no other.
    await ctx.sql`rollback to savepoint page`
    if (!(error instanceof Invalid)) ctx.site.log.info('import.left', { import: how.id, ...errorFacts(error) })
    return {
      what: 'left',
      why: error instanceof Invalid && 'text' in error.fields ? 'too-long' : 'not-taken',
      itemId: null,
      notes: [],
    }
  })
  await tell(ctx, how, page.path, came, [...came.notes, ...notes])
  const [row] = await ctx.sql<[{ stop: boolean }]>`
    update page_import set done = done + 1, tries = 0, active_at = now() where id = ${how.id} returning stop_at is not null stop`
  return { came, stop: row.stop }
}

/** The database calls it wrong in itself (SQLSTATE 22) or against a rule (23). */
function isOfData(error: unknown): boolean {
  return /^2[23]/.test(String((error as { code?: unknown }).code ?? ''))
}

async function tell(ctx: Ctx, how: PageImport, path: string, came: Came, notes: Note[]): Promise<void> {
  const lines = [
    { what: came.what, why: came.why ?? null, about: '', version: came.version ?? null, before: came.before ?? null },
    ...notes
      .slice(0, MOST_NOTES)
      .map(({ why, about = '' }) => ({ what: 'note', why, about: about.slice(0, 500), version: null, before: null })),
  ]
  await ctx.sql`
    insert into page_import_line (import_id, space_id, what, path, why, about, item_id, version, before)
    select ${how.id}, ${how.spaceId}, what, ${path.slice(0, LONGEST_PATH)}, why, about, ${came.itemId}, version, before
    from jsonb_to_recordset(${ctx.sql.json(lines)}) l (what text, why text, about text, version int, before int)`
}

async function joinLanguages(ctx: Ctx, id: number | null | undefined, of: number | null | undefined): Promise<void> {
  if (!id || !of || id === of) return
  const it = await pageFor(ctx, id)
  await becomeVersionOf(ctx, it, await pageFor(ctx, of)).catch((error) => {
    if (!(error instanceof Invalid)) throw error
  })
}

async function end(ctx: Ctx, how: PageImport, bringing: Bringing): Promise<void> {
  const rest = bringing.rest().slice(0, 5000)
  await ctx.sql`
    insert into page_import_line (import_id, space_id, what, path, why, about)
    select ${how.id}, ${how.spaceId}, what, left(path, 500), why, coalesce(left(about, 500), '')
    from jsonb_to_recordset(${ctx.sql.json(rest as never)}) l (what text, path text, why text, about text)`
  await ctx.sql`update page_import set ended_at = now() where id = ${how.id}`
}
