import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import { isOwnPath } from './addresses.ts'

/**
 * Images of our own stay images, loaded when they come into view. An image elsewhere becomes a link to it: a reader's
 * browser must not tell other servers who reads what.
 */
export function placeImages(markdown: MarkdownIt): void {
  markdown.core.ruler.push('place_images', (state) => {
    for (const block of state.tokens) {
      if (block.type === 'inline' && block.children) block.children = withPlacedImages(state, block.children)
    }
  })
}

function withPlacedImages(state: StateCore, tokens: Token[]): Token[] {
  let insideLink = 0
  return tokens.flatMap((token) => {
    if (token.type === 'link_open') insideLink += 1
    if (token.type === 'link_close') insideLink -= 1
    if (token.type !== 'image') return [token]
    if (isOwnPath(String(token.attrGet('src') ?? ''))) return [ownImage(token)]
    return remoteImage(state, token, insideLink > 0)
  })
}

function ownImage(token: Token): Token {
  token.attrSet('loading', 'lazy')
  token.attrSet('decoding', 'async')
  return token
}

function remoteImage(state: StateCore, image: Token, insideLink: boolean): Token[] {
  const address = String(image.attrGet('src') ?? '')
  const text = new state.Token('text', '', 0)
  text.content = alternative(state, image) || state.md.normalizeLinkText(address)
  if (insideLink) return [text] // links cannot hold links: the writer's own link wins
  const open = new state.Token('link_open', 'a', 1)
  open.attrSet('href', address)
  const title = image.attrGet('title')
  if (title) open.attrSet('title', title)
  return [open, text, new state.Token('link_close', 'a', -1)]
}

function alternative(state: StateCore, image: Token): string {
  return state.md.renderer.renderInlineAsText(image.children ?? [], state.md.options, state.env).trim()
}
