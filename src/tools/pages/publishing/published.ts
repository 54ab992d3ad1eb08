import type { Sql } from '../../../platform/database/connect.ts'
import { type Html, trusted } from '../../../platform/html.ts'
import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import type { Page } from '../pages.ts'
import { renderedForAnyone } from '../rendered.ts'
import type { Licence, Shown } from './publications.ts'
import { publicPath } from './publications.ts'

/** All that anyone may know of a published page. */
export interface Published {
  id: number
  title: string
  lang: string
  html: string
  licence: Licence
  terms: string
  listed: boolean
  number: number
  at: Date
  /** The community's name, where anyone may know of it. */
  community: string | null
  others: { key: string; id: number; title: string }[]
  files: { id: number; name: string }[]
}

export async function publishedPage(sql: Sql, id: number): Promise<Published | undefined> {
  const [row] = await sql<Published[]>`select * from published_page(${id})`
  return row
}

const LINK = /<a class="page-link" data-page="([^"]*)"(?: data-at="([^"]*)")?>([\s\S]*?)<\/a>/g
const INSIDE = /<a\b[^>]*?\bhref="(\/(?!\/)[^"]*)"[^>]*>([\s\S]*?)<\/a>/g
const PICTURE = /<img\b([^>]*?)\bsrc="([^"]*)"([^>]*)>/g

/**
 * A published text for whoever looks: links to other published pages lead there, all other ways into the community become
 * plain words; files that are not published are not there.
 */
export function publicText({ html, others, files, id }: Pick<Published, 'html' | 'others' | 'files' | 'id'>): Html {
  const known = new Map(others.map((one) => [escaped(one.key), one]))
  const fileAt = (address: string) => {
    const [, which] = /^\/c\/[^/]+\/attachments\/(\d{1,15})\//.exec(address) ?? []
    const file = files.find((one) => one.id === Number(which))
    return file && `/published/${id}/files/${file.id}/${encodeURIComponent(file.name)}`
  }
  return trusted(
    html
      .replace(PICTURE, (whole, before: string, address: string, after: string) => {
        if (!address.startsWith('/')) return whole
        const there = fileAt(address)
        return there ? `<img${before}src="${there}"${after}>` : (/\balt="([^"]*)"/.exec(whole)?.[1] ?? '')
      })
      .replace(LINK, (_, key: string, at: string | undefined, words: string) => {
        const there = known.get(key)
        return there ? `<a href="${publicPath(there.id, there.title)}${at ? `#${at}` : ''}">${words}</a>` : words
      })
      .replace(INSIDE, (whole, address: string, words: string) => {
        if (address.startsWith('/published/')) return whole
        const there = fileAt(address)
        return there ? `<a href="${there}">${words}</a>` : words
      }),
  )
}

/** As the sanitiser writes attributes. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** How a page would look to anyone, with all of its files; for whoever is about to publish it. */
export async function previewOf(ctx: Ctx, page: Page, files: readonly Shown[]): Promise<Html> {
  const { html, links } = await renderedForAnyone(ctx, page.lang, page.text)
  const others = await ctx.sql<Published['others']>`
    select n.key, u.item_id id, u.title from page_name n join publication u on u.item_id = n.item_id
    join item i on i.id = u.item_id and i.removed_at is null where n.space_id = ${page.spaceId} and n.key = any(${links}::text[])`
  const shown = publicText({ html, others, files: [...files], id: page.id })
  // Before it is published, its files are where its people see them.
  const here = `/c/${spaceOf(ctx).slug}/attachments`
  return trusted(shown.markup.replaceAll(`/published/${page.id}/files/`, `${here}/`))
}
