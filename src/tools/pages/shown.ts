import type { Rows, Sql } from '../../platform/database/connect.ts'
import { type Html, trusted } from '../../platform/html.ts'
import { urlOf } from './pages.ts'

/** A link by title, and where it leads: nowhere yet where nobody has written that page. */
export interface Led {
  key: string
  written: string
  id: number | null
  title: string | null
}

/** Where the links of a page lead. */
export function linksOf(sql: Sql, id: number): Rows<Led> {
  return sql<Led[]>`
    select l.key, l.title written, i.id, i.title from page_link l
    left join page_name n on n.space_id = l.space_id and n.key = l.key
    left join item i on i.id = n.item_id and i.removed_at is null where l.item_id = ${id} order by l.key`
}

const LINK = /<a class="page-link" data-page="([^"]*)"(?: data-at="([^"]*)")?>/g

/**
 * A page's text for whoever looks: links by title lead to where those pages are now; where none is written yet, to the form
 * that begins it, or nowhere for those who write none.
 */
export function shownText(html: string, slug: string, links: readonly Led[], writes: boolean): Html {
  const known = new Map(links.map((link) => [escaped(link.key), link]))
  return trusted(
    html.replace(LINK, (_, key: string, at: string | undefined) => {
      const link = known.get(key)
      if (link?.id) return `<a class="page-link" href="${urlOf(slug, link.id, link.title!)}${at ? `#${at}` : ''}">`
      if (!writes || !link) return '<a class="page-link wanted">'
      return `<a class="page-link wanted" href="/c/${slug}/pages/new?title=${encodeURIComponent(link.written)}">`
    }),
  )
}

/** As the sanitiser writes attributes. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
