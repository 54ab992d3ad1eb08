import { titleKey } from '../../../platform/markdown/document/document.ts'
import { outsideCode } from '../carried/outside-code.ts'
import { escapedWords, relativeLink } from '../carried/relative.ts'

/** Where in the folder things lie. */
export interface Folder {
  /** The address of the space on its site, and the site's own, as texts may name it. */
  slug: string
  site: string
  pages: ReadonlyMap<number, { path: string; title: string }>
  /** Pages by the keys of the titles they have and had. */
  byTitle: ReadonlyMap<string, number>
  files: ReadonlyMap<number, string>
}

const LINK = /(?<![\\!])\[\[([^[\]|#\n]{1,200})(?:#([^[\]|\n]{1,200}))?(?:\|([^[\]|\n]{1,200}))?\]\]/g

/** The files that a text names, by their ids. */
export function filesIn(text: string, { slug, files }: Folder): number[] {
  const named = text.matchAll(new RegExp(`/c/${slug}/attachments/(\\d{1,15})/`, 'g'))
  return [...new Set([...named].map(([, id]) => Number(id)))].filter((id) => files.has(id))
}

/**
 * A page's text as it lies in the folder: links by title lead to the other files, so that any program opens them; those to
 * pages that nobody has written stay as they are. Pictures and files lead to the folder `files`. Our own import reads all
 * of it back: a title other than the page's own stands in the link's title.
 */
export function portableText(text: string, from: string, folder: Folder): string {
  const { slug, site, pages, byTitle, files } = folder
  const origin = site.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const address = new RegExp(`(?<=[(<\\s"'])(?:${origin})?/c/${slug}/attachments/(\\d{1,15})[^\\s)"'<>\\]#?]*`, 'g')
  const linked = new RegExp(`\\]\\((/c/${slug}/pages/(\\d{1,15})[\\w-]*)\\)`, 'g')
  return outsideCode(text, (prose) =>
    prose
      .replace(LINK, (whole, title: string, section?: string, words?: string) => {
        const page = pages.get(byTitle.get(titleKey(title)) ?? 0)
        if (!page) return whole
        const shown = words?.trim() || [title, section].filter(Boolean).join('#').trim()
        const at = section
          ? `#${encodeURIComponent(section).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))}`
          : ''
        const other = title === page.title ? '' : ` "${title.replace(/["\\]/g, '\\$&')}"`
        return `[${escapedWords(shown)}](${relativeLink(from, page.path)}${at}${other})`
      })
      // Where a link names a page by its address, that address stands in the link's title.
      .replace(linked, (whole, link: string, id: string) => {
        const there = pages.get(Number(id))?.path
        return there ? `](${relativeLink(from, there)} "${link}")` : whole
      })
      .replace(address, (whole, id: string) => {
        const there = files.get(Number(id))
        return there ? relativeLink(from, there) : whole
      }),
  )
}
