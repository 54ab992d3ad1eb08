import type { NodeSpec } from 'prosemirror-model'
import { marked, word } from './attributes.ts'

/** What is said at the end under a number. Only at the end of the document, whatever place it was written in. */
export const footnote = {
  content: 'block+',
  defining: true,
  isolating: true,
  attrs: { label: { validate: 'string' } },
  parseDOM: [{ tag: 'section[data-footnote]', getAttrs: (element) => ({ label: word(element, 'data-footnote') }) }],
  toDOM: ({ attrs }) => ['section', { class: 'footnote', 'data-footnote': attrs.label }, 0],
} satisfies NodeSpec

/** The number in the text that leads to a note. */
export const footnoteMark = {
  inline: true,
  group: 'inline said',
  atom: true,
  attrs: { label: { validate: 'string' }, marked },
  parseDOM: [{ tag: 'sup[data-note]', getAttrs: (element) => ({ label: word(element, 'data-note') }) }],
  toDOM: ({ attrs }) => ['sup', { class: 'footnote-ref', 'data-note': attrs.label }],
} satisfies NodeSpec
