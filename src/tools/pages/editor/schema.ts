import { type NodeSpec, Schema } from 'prosemirror-model'
import { marked, word } from './schema/attributes.ts'
import { blocks } from './schema/blocks.ts'
import { lists } from './schema/lists.ts'
import { marks } from './schema/marks.ts'
import { footnote, footnoteMark } from './schema/notes.ts'
import { image, picture } from './schema/pictures.ts'
import { tables } from './schema/tables.ts'

/** In this order what is pasted is tried, and the first of what fits stands where nothing is said. */
const nodes = {
  /**
   * `definitions` are the addresses of `[reference]` links, as they were written: what was not touched still needs them. Notes
   * stand at the end; where two write at once, one's paragraph may come behind the other's note, and nothing must be lost.
   */
  doc: { content: '(block | footnote)+', attrs: { definitions: { default: '', validate: 'string' } } },

  ...blocks,
  ...lists,
  ...tables,
  picture,
  footnote,
  text: { group: 'inline said' },

  hardBreak: {
    inline: true,
    group: 'inline',
    selectable: false,
    attrs: { marked },
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
    leafText: () => '\n',
  },
  image,

  /** `[[Title#Section|words]]`, by what stands between the brackets. */
  pageLink: {
    inline: true,
    group: 'inline said',
    atom: true,
    attrs: { inside: { validate: 'string' }, marked },
    parseDOM: [{ tag: 'span[data-page-link]', getAttrs: (element) => ({ inside: word(element, 'data-page-link') }) }],
    toDOM: ({ attrs }) => ['span', { class: 'page-link', 'data-page-link': attrs.inside }, shownLink(attrs.inside)],
    leafText: ({ attrs }) => shownLink(attrs.inside),
  },
  footnoteMark,
} satisfies Record<string, NodeSpec>

/** The document as it is edited: what the Markdown of documents can say, and nothing else. */
export const schema = new Schema({ nodes: nodes as Record<keyof typeof nodes, NodeSpec>, marks })

/** What is shown of `[[…]]`. */
function shownLink(inside: string): string {
  return (inside.split('|')[1] ?? inside).trim()
}
