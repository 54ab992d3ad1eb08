import { Invalid, invalid } from '../../../platform/http/problems.ts'
import { LONGEST_DOCUMENT, titleKey } from '../../../platform/markdown/document/document.ts'
import { plainTags } from '../../../spine/items/items.ts'
import { type Ctx, meOf, spaceOf } from '../../../spine/request/ctx.ts'
import { keepFilesOf } from '../files.ts'
import { mayChange } from '../own.ts'
import { changePage, type Page, pageFor, writePage } from '../pages.ts'
import type { Brought, Note, TakeIn } from './brought.ts'
import type { PageImport } from './imports.ts'

/** What became of a page. */
export interface Came {
  what: 'made' | 'changed' | 'same' | 'left'
  why?: string
  itemId: number | null
  version?: number
  /** The revision before. */
  before?: number
  notes: Note[]
}

/** How a page was known to an earlier import. */
interface Known {
  itemId: number
  hash: Buffer
  version: number
  removed: boolean
  now: number
}

/**
 * Brings one page, in one transaction: makes it, or brings it up to date where it came before and nobody has changed it
 * here since, or where a page of its title is to be brought up to date.
 * @param under the page that it is to lie under
 */
export async function bringPage(
  ctx: Ctx,
  how: PageImport,
  page: Brought,
  under: number | null,
  files: TakeIn,
): Promise<Came> {
  const known = await knownFor(ctx, page.key)
  if (known) return again(ctx, how, page, known, files)
  const id = await sameFor(ctx, page)
  if (id === undefined) return fresh(ctx, how, page, under, files)
  const there = await pageFor(ctx, id)
  const { text, notes } = await textOf(page, files)
  const same = there.text === text && there.title === page.title
  if (!same && !mayChange(ctx, there)) return { what: 'left', why: 'someones-own', itemId: id, notes }
  if (same || how.there === 'leave') {
    // Next time it is known as the same, or asked about again.
    if (same) await remember(ctx, how, page, id, there.version)
    return {
      what: same ? 'same' : 'left',
      ...(!same && { why: 'there-already' }),
      itemId: id,
      notes: same ? [] : notes,
    }
  }
  return changed(ctx, how, page, there, text, notes)
}

async function knownFor(ctx: Ctx, key: string): Promise<Known | undefined> {
  const [row] = await ctx.sql<Known[]>`
    select s.item_id, s.hash, s.version, i.removed_at is not null removed, p.version now
    from page_source s join item i on i.id = s.item_id join page p on p.item_id = s.item_id
    where s.space_id = ${spaceOf(ctx).id} and s.key = ${key}`
  return row
}

/** A page that says to be this one: by its id, where it was taken from here; by its title. */
async function sameFor(ctx: Ctx, page: Brought): Promise<number | undefined> {
  const space = spaceOf(ctx).id
  if (page.own) {
    const [own] = await ctx.sql<{ id: number }[]>`
      select id from item where id = ${page.own} and space_id = ${space} and kind = 'page' and removed_at is null`
    if (own) return own.id
  }
  const [named] = await ctx.sql<{ id: number }[]>`
    select i.id from page_name n join item i on i.id = n.item_id and i.removed_at is null
    where n.space_id = ${space} and n.key = ${titleKey(page.title)} and n.current`
  return named?.id
}

/** It came before. What somebody changed or took away here since stays as they made it. */
async function again(ctx: Ctx, how: PageImport, page: Brought, known: Known, files: TakeIn): Promise<Came> {
  const { itemId } = known
  if (known.removed) return { what: 'left', why: 'removed-here', itemId: null, notes: [] }
  if (known.hash.equals(page.hash)) return { what: 'same', itemId, notes: [] }
  if (known.now !== known.version) return { what: 'left', why: 'changed-here', itemId, notes: [] }
  const { text, notes } = await textOf(page, files)
  const there = await pageFor(ctx, itemId)
  if (!mayChange(ctx, there)) return { what: 'left', why: 'someones-own', itemId, notes }
  return changed(ctx, how, page, there, text, notes)
}

async function changed(
  ctx: Ctx,
  how: PageImport,
  page: Brought,
  there: Page,
  text: string,
  notes: Note[],
): Promise<Came> {
  const at = { authorId: meOf(ctx).id, at: ctx.now }
  const tags = page.tags.length ? page.tags : there.tags
  await changePage(
    ctx,
    there,
    {
      title: page.title,
      text,
      lang: page.lang ?? there.lang,
      tags,
      version: there.version,
      why: whyOf(ctx, how),
      apart: true,
    },
    at,
  )
  await keepFilesOf(ctx, there.id, text)
  const now = await pageFor(ctx, there.id)
  await remember(ctx, how, page, there.id, now.version)
  if (now.version === there.version) return { what: 'same', itemId: there.id, notes }
  return { what: 'changed', itemId: there.id, version: now.version, before: there.number, notes }
}

async function fresh(ctx: Ctx, how: PageImport, page: Brought, under: number | null, files: TakeIn): Promise<Came> {
  const { text, notes } = await textOf(page, files)
  const write = (above: number | null) =>
    writePage(
      ctx,
      { ...page, text, tags: plainTags(page.tags), lang: page.lang ?? how.lang, under: above, why: whyOf(ctx, how) },
      { authorId: meOf(ctx).id, at: ctx.now },
    )
  const made = await write(under).catch((error) => {
    // It was to lie under a page that itself lies deep already, or was taken away in this moment.
    if (!(error instanceof Invalid && 'under' in error.fields)) throw error
    notes.push({ why: 'too-deep' })
    return write(null)
  })
  const { id } = made
  await keepFilesOf(ctx, id, text)
  if (page.state || page.reviewOn)
    await ctx.sql`update page set state = ${page.state ?? null}, review_on = ${page.reviewOn ?? null} where item_id = ${id}`
  await keepAliases(ctx, id, page)
  if (page.ownOf) await keepOwn(ctx, id, page.ownOf)
  await remember(ctx, how, page, id, 1)
  return { what: 'made', itemId: id, version: 1, notes }
}

/** @throws Invalid where it is longer than a page can be */
async function textOf(page: Brought, files: TakeIn) {
  const read = await page.text(files)
  if (read.text.length > LONGEST_DOCUMENT) throw invalid('text', 'too-long', { most: LONGEST_DOCUMENT })
  return read
}

/** It was somebody's own, and is again, where they are of this space. */
async function keepOwn(ctx: Ctx, id: number, handle: string): Promise<void> {
  await ctx.sql`
    insert into page_own (item_id, space_id, person_id)
    select ${id}, m.space_id, m.person_id from membership m join person p on p.id = m.person_id
    where m.space_id = ${spaceOf(ctx).id} and m.ended_at is null and m.standing <> 'guest' and p.handle = ${handle}`
}

/** Other titles lead to it, where no page has them. */
async function keepAliases(ctx: Ctx, id: number, page: Brought): Promise<void> {
  const keys = [...new Set(page.aliases.map(titleKey))].filter((key) => key && key.length <= 250)
  if (!keys.length) return
  await ctx.sql`insert into page_name (space_id, key, item_id, current)
    select ${spaceOf(ctx).id}, key, ${id}, false from unnest(${keys}::text[]) key on conflict (space_id, key) do nothing`
}

async function remember(ctx: Ctx, how: PageImport, page: Brought, id: number, version: number): Promise<void> {
  await ctx.sql`
    insert into page_source (space_id, key, item_id, import_id, hash, version)
    values (${spaceOf(ctx).id}, ${page.key}, ${id}, ${how.id}, ${page.hash}, ${version})
    on conflict (space_id, key) do update set item_id = excluded.item_id, import_id = excluded.import_id, hash = excluded.hash, version = excluded.version`
}

function whyOf(ctx: Ctx, how: PageImport): string {
  return ctx.site.localeFor(spaceOf(ctx).lang).t('pages.import.why', { name: how.name }).slice(0, 300)
}
