import type { MarkdownIt } from 'markdown-it'
import { sectionId } from './headings.ts'

/** What the parser hands back: the titles that the document links to, by their keys. */
export interface PageLinkEnvironment {
  pageLinks: Map<string, string>
}

const LONGEST = 260

/**
 * `[[Title]]`, `[[Title|other words]]`, `[[Title#Section]]`: a link to what has that title. Where it leads is looked up when
 * it is shown: it is written as a link without an address, with the title's key in `data-page` and the section in `data-at`.
 */
export function linkPages(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('link', 'page_link', (state, silent) => {
    if (!state.src.startsWith('[[', state.pos)) return false
    const near = state.src.slice(state.pos + 2, Math.min(state.pos + LONGEST, state.posMax))
    const length = near.indexOf(']]')
    if (length < 0) return false
    const end = state.pos + 2 + length
    const inside = near.slice(0, length)
    const written = /^([^[\]|#\n]{1,200})(?:#([^[\]|\n]{1,200}))?(?:\|([^[\]|\n]{1,200}))?$/.exec(inside)
    const title = written?.[1]?.trim()
    if (!title) return false
    if (!silent) {
      const key = titleKey(title)
      const { pageLinks } = state.env as unknown as PageLinkEnvironment
      if (!pageLinks.has(key)) pageLinks.set(key, title)
      const open = state.push('page_link_open', 'a', 1)
      open.meta = { inside }
      open.attrs = [
        ['class', 'page-link'],
        ['data-page', key],
      ]
      if (written?.[2]?.trim()) open.attrs.push(['data-at', sectionId(written[2])])
      state.push('text', '', 0).content = written?.[3]?.trim() || inside.trim()
      state.push('page_link_close', 'a', -1)
    }
    state.pos = end + 2
    return true
  })
}

/** By what a title is looked up: its case, its accents' encoding and its spaces make no difference. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/gu, ' ')
    .trim()
}
