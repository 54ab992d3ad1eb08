import type { MarkdownIt, Token } from 'markdown-it'

export interface Heading {
  id: string
  /** 2 to 6. */
  level: number
  text: string
}

/** What a document's parser hands back about its headings. */
export interface HeadingEnvironment {
  headings: Heading[]
}

/**
 * The page's own title is h1: a document's highest headings become h2, whatever sign they were written with, and the others
 * follow. Each gets an id that an address can point at, made of its words and the same as long as they are.
 */
export function nameHeadings(markdown: MarkdownIt): void {
  markdown.core.ruler.push('name_headings', (state) => {
    const { headings } = state.env as unknown as HeadingEnvironment
    const levels = state.tokens.filter(({ type }) => type === 'heading_open').map(({ tag }) => Number(tag.slice(1)))
    const highest = Math.min(...levels)
    const taken = new Map<string, number>()
    for (const [at, token] of state.tokens.entries()) {
      if (token.type !== 'heading_open' && token.type !== 'heading_close') continue
      const level = Math.min(Number(token.tag.slice(1)) - highest + 2, 6)
      token.tag = `h${level}`
      if (token.type === 'heading_close') continue
      const text = textOf(state.tokens[at + 1]!)
      const id = sectionId(text)
      const times = (taken.get(id) ?? 0) + 1
      taken.set(id, times)
      const own = times > 1 ? `${id}-${times}` : id
      token.attrSet('id', own)
      headings.push({ id: own, level, text })
    }
  })
}

/** The id of the section with this heading: letters and digits of any script. */
export function sectionId(heading: string): string {
  const words = heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return `s-${[...words].slice(0, 60).join('') || 'section'}`
}

function textOf(inline: Token): string {
  return (inline.children ?? [])
    .map((token) => (token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : token.content))
    .join('')
    .trim()
}
