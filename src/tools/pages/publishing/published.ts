import type { Sql } from '../../../platform/database/connect.ts'
import { type Html, trusted } from '../../../platform/html.ts'
import { siteAddress } from '../../../spine/people/mailing.ts'
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

const LINK = /<a\b([^>]*)>([\s\S]*?)<\/a>/g
const PICTURE = /<img\b([^>]*?)\bsrc="([^"]*)"([^>]*)>/g

/**
 * A published text for whoever looks: links to other published pages lead there, all other ways into the community become
 * plain words; files that are not published are not there.
 * @param site our own address: what leads there is a way in, however it is written
 */
export function publicText(
  { html, others, files, id }: Pick<Published, 'html' | 'others' | 'files' | 'id'>,
  site: string,
): Html {
  const known = new Map(others.map((one) => [one.key, one]))
  const fileAt = (path: string) => {
    const [, which] = /^\/c\/[^/]+\/attachments\/(\d{1,15})\//.exec(path) ?? []
    const file = files.find((one) => one.id === Number(which))
    return file && `/published/${id}/files/${file.id}/${encodeURIComponent(file.name)}`
  }
  return trusted(
    html
      .replace(PICTURE, (whole, before: string, address: string, after: string) => {
        const path = ownPath(unescaped(address), site)
        if (path === undefined) return whole
        const there = fileAt(path)
        return there ? `<img${before}src="${there}"${after}>` : (/\balt="([^"]*)"/.exec(whole)?.[1] ?? '')
      })
      .replace(LINK, (whole, attributes: string, words: string) => {
        const key = attributeIn(attributes, 'data-page')
        if (key !== undefined) {
          const there = known.get(key)
          const at = attributeIn(attributes, 'data-at')
          return there
            ? `<a href="${publicPath(there.id, there.title)}${at ? `#${escaped(at)}` : ''}">${words}</a>`
            : words
        }
        const address = attributeIn(attributes, 'href')
        if (address === undefined || address.startsWith('#')) return whole
        const path = ownPath(address, site)
        if (path === undefined || path.startsWith('/published/')) return whole
        const there = fileAt(path)
        return there ? `<a href="${there}">${words}</a>` : withoutAddresses(words, site)
      }),
  )
}

/** Where on our own site an address leads; undefined where it leads elsewhere. */
function ownPath(address: string, site: string): string | undefined {
  // As a browser would read it on the page itself. What cannot be read leads nowhere: it does not go out either.
  const base = new URL('/c/-/pages/-', site)
  if (!URL.canParse(address, base)) return '/'
  const url = new URL(address, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  return nameOf(url) === nameOf(base) ? url.pathname + url.search + url.hash : undefined
}

/** The host of an address, as names of hosts are compared. */
export function nameOf({ hostname }: URL): string {
  return hostname.replace(/\.$/, '')
}

/** Words of a link without addresses of our own: they often say what they lead to. */
function withoutAddresses(words: string, site: string): string {
  const name = nameOf(new URL(site))
  return words.replace(/<[^>]*>|[^\s<>]+/g, (piece) =>
    !piece.startsWith('<') && (piece.toLowerCase().includes(name) || /(^|\/)c\/[^/]+\/|^(\.{0,2}\/)+c\b/.test(piece))
      ? '…'
      : piece,
  )
}

function attributeIn(attributes: string, name: string): string | undefined {
  const [, value] = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes) ?? []
  return value === undefined ? undefined : unescaped(value)
}

function unescaped(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
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
  const shown = publicText({ html, others, files: [...files], id: page.id }, siteAddress(ctx.site))
  // Before it is published, its files are where its people see them.
  const here = `/c/${spaceOf(ctx).slug}/attachments`
  return trusted(shown.markup.replaceAll(`/published/${page.id}/files/`, `${here}/`))
}
