import type { Node } from 'prosemirror-model'
import type { Notes } from './words.ts'

/** Whether Markdown would not see it: a paragraph in which nothing is said. */
export function isEmpty(node: Node, { labels }: Notes): boolean {
  if (node.type.name !== 'paragraph') return false
  return node.children.every(
    (child) =>
      child.type.name === 'hardBreak' ||
      (child.type.name === 'footnoteMark' && !labels.has(child.attrs.label)) ||
      (child.isText && /^[ \t\r\n]*$/.test(child.text!) && !child.marks.some(({ type }) => type.name === 'code')),
  )
}

/** The first in an item that Markdown sees. */
export function firstOf(item: Node, notes: Notes): Node | undefined {
  let first: Node | undefined
  item.forEach((child) => {
    if (!first && !isEmpty(child, notes)) first = child
  })
  return first
}
