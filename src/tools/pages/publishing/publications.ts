import type { Sql } from '../../../platform/database/connect.ts'
import { invalid, notYours } from '../../../platform/http/problems.ts'
import { audit, record } from '../../../spine/activity/record.ts'
import { nextModseq } from '../../../spine/messages/change.ts'
import { mentionedPeople } from '../../../spine/messages/post.ts'
import { type Ctx, meOf, spaceOf } from '../../../spine/request/ctx.ts'
import { idSlug } from '../../../spine/slug.ts'
import type { Page } from '../pages.ts'
import { renderedForAnyone } from '../rendered.ts'

/** What others may do with a published page. */
export const licences = ['cc-by-sa-4.0', 'cc-by-4.0', 'cc0-1.0', 'reserved'] as const
export type Licence = (typeof licences)[number]

/** Where a licence is to be read; the last has no text of its own. */
export const licenceUrls: Record<Licence, string | null> = {
  'cc-by-sa-4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'cc-by-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'cc0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
  reserved: null,
}

/** A file that a page's text shows or leads to. */
export interface Shown {
  id: number
  name: string
  picture: boolean
}

export interface Publication {
  licence: Licence
  terms: string
  listed: boolean
  number: number
  title: string
  at: Date
  files: number[]
}

export async function publicationOf(ctx: Ctx, id: number): Promise<Publication | undefined> {
  const [row] = await ctx.sql<
    Publication[]
  >`select licence, terms, listed, number, title, at, files from publication where item_id = ${id}`
  return row
}

/** The files of pages that this text names: they can be published with it. */
export function filesShown(ctx: Ctx, text: string): Promise<Shown[]> {
  const named = [...text.matchAll(new RegExp(`/c/${spaceOf(ctx).slug}/attachments/(\\d{1,15})/`, 'g'))]
  const ids = [...new Set(named.map(([, id]) => Number(id)))].slice(0, 500)
  return ctx.sql<Shown[]>`
    select a.id, a.name, a.width is not null picture from attachment a join item i on i.id = a.item_id and i.removed_at is null
    where a.id = any(${ids}::bigint[]) and a.space_id = ${spaceOf(ctx).id} order by a.id`
}

/** How a page is published: what others may do with it, and which of its files go along. */
export interface Terms {
  /** The version that was looked at before. */
  version: number
  licence: Licence
  terms: string
  listed: boolean
  files: number[]
}

/** The people of the space who are named in a text. */
export async function peopleIn(ctx: Ctx, text: string): Promise<string[]> {
  return (await mentionedPeople(ctx, spaceOf(ctx).id, text)).map(({ name }) => name)
}

/**
 * Publishes a page as it is now; what was published of it before is replaced. Only hosts do, and all can see that they did.
 * @throws 403; Invalid for a page without text, and where it changed since it was looked at
 */
export async function publish(ctx: Ctx, page: Page, how: Terms): Promise<void> {
  mustHost(ctx)
  if (!page.text.trim()) throw invalid('_text', 'nothing-to-publish')
  if (how.version !== page.version) throw invalid('_version', 'changed-since-shown')
  const shown = await filesShown(ctx, page.text)
  const files = shown.map(({ id }) => id).filter((id) => how.files.includes(id))
  const { html, links } = await renderedForAnyone(ctx, page.lang, page.text)
  await ctx.sql`
    insert into publication (item_id, space_id, by, at, licence, terms, listed, number, title, lang, html, links, files)
    values (${page.id}, ${page.spaceId}, ${meOf(ctx).id}, ${ctx.now}, ${how.licence}, ${how.terms}, ${how.listed}, ${page.number},
      ${page.title}, ${page.lang}, ${html}, ${links}, ${files})
    on conflict (item_id) do update set by = excluded.by, at = excluded.at, licence = excluded.licence, terms = excluded.terms,
      listed = excluded.listed, number = excluded.number, title = excluded.title, lang = excluded.lang, html = excluded.html,
      links = excluded.links, files = excluded.files`
  await told(ctx, page, 'page.published')
  await audit(ctx, 'page.published', page.spaceId, { itemId: page.id, personId: page.authorId })
}

/** Nobody outside reads it any more, at once; also where a place is closed. */
export async function unpublish(ctx: Ctx, page: Page): Promise<void> {
  mustHost(ctx)
  const [{ gone }] = await ctx.sql<[{ gone: boolean }]>`select end_publication(${page.id}) gone`
  // In a closed place nobody looks on, and nothing is told.
  if (gone && !spaceOf(ctx).closed) await told(ctx, page, 'page.unpublished')
}

async function told(ctx: Ctx, page: Page, verb: string): Promise<void> {
  await nextModseq(ctx, { id: page.id })
  await record(ctx, verb, page.spaceId, { itemId: page.id })
}

function mustHost(ctx: Ctx): void {
  if (spaceOf(ctx).standing !== 'host') throw notYours('hosts-only')
}

interface PublishedRow {
  id: number
  title: string
  lang: string
  licence: Licence
  at: Date
  number: number
  /** Of the page now. */
  now: number
  by: string
}

/** How many published pages a list shows. */
export const PUBLISHED = 50

/** What is published of a space, the latest first: one more than a page of the list. */
export function publishedIn(sql: Sql, spaceId: number, before: { publishedAt: string; id: number } | undefined) {
  return sql<PublishedRow[]>`
    select i.id, i.title, i.lang, u.licence, u.at, u.number, p.number now, x.name "by" from publication u
    join item i on i.id = u.item_id and i.removed_at is null join page p on p.item_id = u.item_id join person x on x.id = u.by
    where u.space_id = ${spaceId} ${before ? sql`and (u.at, u.item_id) < (${before.publishedAt}::timestamptz, ${before.id}::bigint)` : sql``}
    order by u.at desc, u.item_id desc limit ${PUBLISHED + 1}`
}

export function publicPath(id: number, title: string): string {
  return `/published/${idSlug(id, title)}`
}
