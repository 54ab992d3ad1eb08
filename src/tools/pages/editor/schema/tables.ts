import type { NodeSpec } from 'prosemirror-model'
import { UNBROKEN } from './attributes.ts'

/** Tables: the first row is the header, Markdown knows no others. */
export const tables = {
  table: {
    content: 'row+',
    group: 'block',
    isolating: true,
    parseDOM: [{ tag: 'table' }],
    toDOM: () => ['table', ['tbody', 0]],
  },
  row: { content: '(headCell | cell)+', parseDOM: [{ tag: 'tr' }], toDOM: () => ['tr', 0] },
  headCell: cell('th'),
  cell: cell('td'),
} satisfies Record<string, NodeSpec>

function cell(tag: 'th' | 'td'): NodeSpec {
  return {
    content: UNBROKEN,
    isolating: true,
    attrs: { align: { default: '', validate: 'string' } },
    parseDOM: [{ tag, getAttrs: (element) => ({ align: alignOf(element) }) }],
    toDOM: ({ attrs }) => [tag, attrs.align ? { align: attrs.align } : {}, 0],
  }
}

function alignOf(element: HTMLElement): string {
  const align = element.getAttribute('align')?.toLowerCase() ?? ''
  return ['left', 'center', 'right'].includes(align) ? align : ''
}
