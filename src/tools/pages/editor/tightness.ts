import type { Node } from 'prosemirror-model'
import { firstOf, isEmpty } from './empty.ts'
import type { Notes } from './words.ts'

/** Whether the items of a list can be written without empty lines between them, and were so or might as well be. */
export function isTight(list: Node, notes: Notes): boolean {
  return (list.attrs.tight || !hasParagraphs(list, notes)) && canBeTight(list, notes)
}

/** Without paragraphs there is no difference between a tight list and a loose one. */
function hasParagraphs(list: Node, notes: Notes): boolean {
  return list.children.some(
    (item) =>
      item.attrs.done !== null ||
      item.children.some((block) => !isEmpty(block, notes) && /^(paragraph|picture)$/.test(block.type.name)),
  )
}

/** Whether no two blocks of an item would run together without an empty line between them. */
function canBeTight(list: Node, notes: Notes): boolean {
  let can = true
  list.forEach((item) => {
    let before = item.attrs.done === null ? '' : 'paragraph'
    let first = item.attrs.done !== null && /paragraph|picture/.test(firstOf(item, notes)?.type.name ?? '')
    item.forEach((block) => {
      if (isEmpty(block, notes)) return
      if (before && !first && !mayFollow(before, block, notes)) can = false
      first = false
      before = block.type.name
    })
  })
  return can
}

function mayFollow(before: string, block: Node, notes: Notes): boolean {
  const { name } = block.type
  if (name === 'bulletList' || name === 'orderedList')
    return (
      !/List$/.test(before) &&
      firstOf(block.child(0), notes) !== undefined &&
      (name === 'bulletList' || block.attrs.start === 1)
    )
  if (/^(heading|rule|codeBlock)$/.test(name)) return true
  if (/^(blockquote|callout)$/.test(name)) return !/^(blockquote|callout)$/.test(before)
  return /^(heading|rule|codeBlock)$/.test(before)
}
