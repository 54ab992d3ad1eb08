import { invalid, notFound } from '../../platform/http/problems.ts'
import type { RenderedDocument } from '../../platform/markdown/document/document.ts'
import { record } from '../../spine/activity/record.ts'
import { type Backdated, makeItem, plainTags, plainTitle } from '../../spine/items/items.ts'
import { keepLinks } from '../../spine/items/links.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import type { Under } from '../../spine/messages/post.ts'
import { addressesIn } from '../../spine/outside/addresses.ts'
import { outsideKept } from '../../spine/outside/kept.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { idSlug } from '../../spine/slug.ts'
import { embedsIn } from './embeds.ts'
import { keepFilesOf } from './files.ts'
import { meaningOf } from './glossary.ts'
import { makeOwn, mustChange } from './own.ts'
import { rendered } from './rendered.ts'
import { reviseTo } from './revisions.ts'
import type { TemplateKey } from './templates.ts'
import { linksKept, nameKept } from './titles.ts'
import { goesOn, type Sitting } from './together/together.ts'
import { lastPlaceUnder, underFor } from './tree.ts'

/** How far a community is with a way of working. */
export const states = ['draft', 'in-use', 'agreed', 'retired'] as const
export type State = (typeof states)[number]

export interface Page extends Under {
  title: string
  lang: string
  tags: string[]
  url: string
  authorId: number
  parentId: number | null
  template: TemplateKey
  text: string
  version: number
  number: number
  modseq: number
  state: State | null
  reviewOn: string | null
  originalId: number | null
  originalNumber: number | null
  /** Whose own it is: who alone changes it. */
  ownerId: number | null
}

export function urlOf(slug: string, id: number, title: string): string {
  return `/c/${slug}/pages/${idSlug(id, title)}`
}

/** A page of the space of the address. Access is the query. @throws 404 */
export async function pageFor(ctx: Ctx, id: number): Promise<Page> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<Omit<Page, 'url'>[]>`
    select i.id, i.space_id, i.kind, i.title, i.lang, i.tags, i.author_id, p.parent_id, p.template, p.text, p.version, p.number, t.modseq,
      p.state, p.review_on::text, p.original_id, p.original_number, (select o.person_id from page_own o where o.item_id = i.id) owner_id
    from item i join page p on p.item_id = i.id join tail t on t.item_id = i.id
    where i.id = ${id} and i.space_id = ${space.id} and i.removed_at is null`
  if (!row) throw notFound()
  return { ...row, url: urlOf(space.slug, row.id, row.title) }
}

interface NewPage {
  title: string
  text: string
  lang: string
  tags?: string[]
  template?: TemplateKey
  /** The page that it is under; none: on top. */
  under?: number | null
  why?: string
  /** Where an imported page came from. */
  source?: string
  /** Only its writer changes it. */
  onlyMine?: boolean | undefined
}

/** Writes a page. @throws Invalid; 403 for guests */
export async function writePage(ctx: Ctx, input: NewPage, backdated?: Backdated): Promise<{ id: number; url: string }> {
  if (!backdated) mustStart(ctx)
  const space = spaceOf(ctx)
  // What is to be above goes nowhere meanwhile: what is put under it would stay behind, below nothing.
  if (input.under) await ctx.sql`select pg_advisory_xact_lock_shared(hashtext('pages'), ${space.id}::int)`
  const under = await underFor(ctx, input.under ?? null)
  const { title, lang, tags, source } = input
  const id = await makeItem(ctx, { kind: 'page', spaceId: space.id, title, lang, tags, source }, backdated)
  const page = { id, spaceId: space.id }
  const text = plainLines(input.text)
  const shown = await rendered(ctx, lang, text)
  const by = backdated?.authorId ?? meOf(ctx).id
  const at = backdated?.at ?? ctx.now
  const template = input.template ?? 'plain'
  const { items, files } = embedsIn(shown.html, space.slug)
  await ctx.sql`
    insert into page (item_id, space_id, parent_id, place, template, text, html, headings, meaning, embeds, embed_files, changed_at, changed_by)
    values (${id}, ${space.id}, ${under}, ${await lastPlaceUnder(ctx, under)}, ${template}, ${text}, ${shown.html},
      ${ctx.sql.json(shown.headings as never)}, ${meaningOf(template, shown.html)}, ${items}::bigint[], ${files}::bigint[], ${at}, ${by})`
  await nameKept(ctx, page, title)
  await linksKept(ctx, page, shown.pageLinks)
  await outsideKept(ctx, page, addressesIn(shown.html))
  await keepLinks(ctx, { spaceId: space.id, itemId: id }, text, true)
  if (!backdated) await keepFilesOf(ctx, id, text)
  await reviseTo(ctx, page, { title, lang, tags: plainTags(tags), text, why: input.why ?? '', version: 1 }, { by, at })
  if (input.onlyMine) await makeOwn(ctx, { ...page, authorId: by, ownerId: null })
  return { id, url: urlOf(space.slug, id, title) }
}

/** Forms send line ends as two signs (HTML 4.10.21.4); here they are one. */
export function plainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

export interface Changed {
  title: string
  text: string
  lang: string
  tags: string[]
  /** The version that was read: whoever comes second is told. */
  version: number
  why?: string
  /** A revision of its own, called so. */
  name?: string
  /** A revision of its own. */
  apart?: boolean
  /** Where it was written together with others. */
  sitting?: Sitting | undefined
  /** Whose words they are, where it is not who takes them in. */
  by?: number
}

/**
 * Changes what a page says and is called. @throws 403; Invalid, also when it changed meanwhile: the caller shows both texts
 */
export async function changePage(ctx: Ctx, page: Page, to: Changed, backdated?: Backdated): Promise<void> {
  if (!backdated) mustChange(ctx, page)
  const title = plainTitle(to.title)
  const tags = plainTags(to.tags)
  const text = plainLines(to.text)
  const same = title === page.title && to.lang === page.lang && text === page.text && tags.join() === page.tags.join()
  if (same && to.version === page.version && !to.name) {
    if (to.sitting) await goesOn(ctx, page, page, to.sitting)
    return
  }
  // Before anything is locked: others who write here need not wait for it.
  const shown = await rendered(ctx, to.lang, text)
  const actorId = backdated?.authorId ?? meOf(ctx).id
  const by = to.by ?? actorId
  const at = backdated?.at ?? ctx.now
  const version = to.version + 1
  await shownNow(ctx, page, to, { text, shown, by, at })
  const [, written] = await Promise.all([
    ctx.sql`update item set title = ${title}, lang = ${to.lang}, tags = ${tags} where id = ${page.id} and (title, lang, tags) is distinct from (${title}, ${to.lang}, ${tags}::text[])`,
    goesOn(ctx, page, { version, text }, to.sitting),
    title !== page.title && nameKept(ctx, page, title),
    linksKept(ctx, page, shown.pageLinks),
    outsideKept(ctx, page, addressesIn(shown.html)),
    keepLinks(ctx, { spaceId: page.spaceId, itemId: page.id }, text),
    !backdated && keepFilesOf(ctx, page.id, text),
  ])
  const { why = '', name, apart } = to
  const others = backdated ? [] : written
  const said = { title, lang: to.lang, tags, text, why, name, apart, version, others }
  const fresh = await reviseTo(ctx, page, said, { by, at })
  // Whoever follows hears of it once for a sitting.
  if (fresh)
    await record(ctx, 'page.changed', page.spaceId, {
      itemId: page.id,
      at,
      actorId,
      quietly: backdated !== undefined,
    })
}

interface ShownNow {
  text: string
  shown: RenderedDocument
  by: number
  at: Date
}

/** Puts a text and what it looks like in place of what the page said in the version that was read. @throws Invalid where it says something else by now */
async function shownNow(ctx: Ctx, page: Page, to: Changed, { text, shown, by, at }: ShownNow): Promise<void> {
  const { items, files } = embedsIn(shown.html, spaceOf(ctx).slug)
  const [, changed] = await Promise.all([
    // The tail first, as everywhere: of two who save at once the second waits here.
    nextModseq(ctx, { id: page.id }),
    ctx.sql`
      update page set text = ${text}, html = ${shown.html}, headings = ${ctx.sql.json(shown.headings as never)}, version = version + 1,
        meaning = ${meaningOf(page.template, shown.html)}, embeds = ${items}::bigint[], embed_files = ${files}::bigint[],
        changed_at = ${at}, changed_by = ${by} where item_id = ${page.id} and version = ${to.version}
          and may_change_page(item_id, (select me())) returning item_id`,
  ])
  if (!changed.length) throw invalid('text', 'changed-meanwhile')
}
