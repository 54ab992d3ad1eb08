import type { DOMOutputSpec, Node, NodeSpec } from 'prosemirror-model'
import { isOwnPath, isSafeAddress } from '../../../../platform/markdown/addresses.ts'
import { marked, word } from './attributes.ts'

const shownAttrs = {
  src: { validate: 'string' },
  alt: { default: '', validate: 'string' },
  title: { default: '', validate: 'string' },
}

/** A picture that stands alone; with a title, which is its caption, it is a figure. */
export const picture = {
  group: 'block',
  atom: true,
  draggable: true,
  attrs: shownAttrs,
  parseDOM: [{ tag: 'figure', getAttrs: figureAttrs }],
  toDOM: (node) => [
    'figure',
    shownPicture(node),
    ...(node.attrs.title ? [['figcaption', node.attrs.title] as DOMOutputSpec] : []),
  ],
} satisfies NodeSpec

/** A picture among words. */
export const image = {
  inline: true,
  group: 'inline said',
  draggable: true,
  attrs: { ...shownAttrs, marked },
  parseDOM: [
    { tag: 'img[src]', getAttrs: imageAttrs },
    { tag: 'span[data-src]', getAttrs: imageAttrs },
  ],
  toDOM: shownPicture,
  leafText: ({ attrs }) => attrs.alt,
} satisfies NodeSpec

function imageAttrs(element: HTMLElement) {
  const src = word(element, 'data-src') || word(element, 'src')
  return (
    isSafeAddress(src) &&
    src !== '' && { src, alt: word(element, 'alt') || word(element, 'data-alt'), title: word(element, 'title') }
  )
}

function figureAttrs(figure: HTMLElement) {
  const picture = figure.querySelector<HTMLElement>('img[src], span[data-src]')
  const attrs = picture && imageAttrs(picture)
  return attrs && { ...attrs, title: figure.querySelector('figcaption')?.textContent?.trim() || attrs.title }
}

/** A picture elsewhere is not fetched: who writes tells nobody that they write. */
function shownPicture({ attrs: { src, alt, title } }: Node): DOMOutputSpec {
  if (isOwnPath(src)) return ['img', { src, alt, ...(title && { title }) }]
  return ['span', { class: 'far-picture', 'data-src': src, 'data-alt': alt, title }, alt || src]
}
