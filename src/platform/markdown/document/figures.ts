import type { MarkdownIt, StateCore, Token } from 'markdown-it'

/** A picture that stands alone in its paragraph and has a title is a figure, with the title as its caption. */
export function figures(markdown: MarkdownIt): void {
  markdown.core.ruler.push('figures', (state) => {
    for (let at = 0; at < state.tokens.length - 2; at++) {
      const [open, inline, close] = state.tokens.slice(at, at + 3)
      if (open?.type !== 'paragraph_open' || open.hidden || inline?.type !== 'inline') continue
      const image = inline.children?.length === 1 ? inline.children[0] : undefined
      const caption = image?.type === 'image' ? String(image.attrGet('title') ?? '') : ''
      if (!image || !caption) continue
      image.attrs = image.attrs!.filter(([name]) => name !== 'title')
      open.tag = close!.tag = 'figure'
      inline.children!.push(...captionTokens(state, caption))
    }
  })
}

function captionTokens(state: StateCore, caption: string): Token[] {
  const text = new state.Token('text', '', 0)
  text.content = caption
  return [
    new state.Token('figcaption_open', 'figcaption', 1),
    text,
    new state.Token('figcaption_close', 'figcaption', -1),
  ]
}
