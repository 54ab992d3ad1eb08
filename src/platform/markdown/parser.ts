import Markdown, { type MarkdownIt } from 'markdown-it'
import { isOnTheWeb, isSafeAddress } from './addresses.ts'
import { placeImages } from './images.ts'
import { linkMentions } from './mentions.ts'

/** Addresses written without brackets become links: web addresses with a scheme or `www.`, and e-mail addresses. */
function recogniseAddresses(markdown: MarkdownIt): void {
  markdown.linkify
    .set({ fuzzyLink: false, fuzzyEmail: true, maxLength: 2000 })
    .add('ftp:', null)
    .add('//', null)
    .add('www.', {
      validate: (text, pos, self) => {
        // The check for what follows "http:" fits, given the two slashes it expects and the "www." it would not see.
        if (text.startsWith('www.', pos)) return 0 // a run of them would be looked through once for each
        const rest = /^[^\s<>]{1,2000}/.exec(text.slice(pos, pos + 2000))?.[0] ?? ''
        const found = self.testSchemaAt(`https://www.${rest}`, 'https:', 6)
        return found > 6 ? found - 6 : 0
      },
      normalize: (match) => {
        match.url = `https://${match.url}`
      },
    })
  markdown.validateLink = isSafeAddress
}

/** A page's own headings are h1 and h2, so those of a message begin at h3. */
function lowerHeadings(markdown: MarkdownIt): void {
  markdown.core.ruler.push('lower_headings', (state) => {
    for (const token of state.tokens) {
      if (token.type !== 'heading_open' && token.type !== 'heading_close') continue
      token.tag = `h${Math.min(Number(token.tag.slice(1)) + 2, 6)}`
    }
  })
}

/** Links to other sites pass on neither our address, nor a handle on our window, nor our recommendation. */
function markForeignLinks(markdown: MarkdownIt): void {
  markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
    const link = tokens[index]!
    if (isOnTheWeb(String(link.attrGet('href') ?? ''))) link.attrSet('rel', 'noopener nofollow ugc')
    return self.renderToken(tokens, index, options)
  }
}

/** The sanitiser lets no style through; a table cell keeps its alignment in the attribute that CommonMark's kin use. */
function alignCells(markdown: MarkdownIt): void {
  markdown.core.ruler.push('align_cells', (state) => {
    for (const token of state.tokens) {
      if (token.type !== 'th_open' && token.type !== 'td_open') continue
      const align = /^text-align:(left|center|right)$/.exec(String(token.attrGet('style') ?? ''))?.[1]
      if (align) token.attrs = [['align', align]]
    }
  })
}

/** CommonMark 0.31 with tables, strikethrough and autolinks; HTML in the source is text. */
export function plainParser(): MarkdownIt {
  return new Markdown({ html: false, linkify: true, typographer: false, maxNesting: 100 })
    .use(recogniseAddresses)
    .use(placeImages)
    .use(linkMentions)
    .use(alignCells)
    .use(markForeignLinks)
}

/** The one for what is said. Those of whole documents are made in `document/`. */
export const parser = plainParser().use(lowerHeadings)
