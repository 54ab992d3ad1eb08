import { Fragment, Mark, type Node } from 'prosemirror-model'
import { schema } from './schema.ts'

/**
 * A shared text knows marks of letters only: that a picture leads somewhere, or a link by title is strong, would be lost. So
 * what is no letter carries its marks in an attribute of its own.
 */

/** Whether a node carries its marks. */
function carries(node: Node): boolean {
  return node.isInline && !node.isText
}

/** A node's marks as it carries them. */
export function carriedBy(node: Node): string {
  return node.marks.length ? JSON.stringify(node.marks.map((mark) => mark.toJSON())) : ''
}

/** The marks that a node carries; none, where they cannot be read. */
export function marksIn(node: Node): readonly Mark[] {
  if (!node.attrs.marked) return Mark.none
  try {
    const marks = (JSON.parse(node.attrs.marked) as object[]).map((one) => Mark.fromJSON(schema, one))
    schema.text('x', marks).check()
    return Mark.setFrom(marks)
  } catch {
    return Mark.none
  }
}

/** The document with all marks carried: before it becomes a shared one. */
export function carried(doc: Node): Node {
  return changed(doc, (node) => node.type.create({ ...node.attrs, marked: carriedBy(node) }, node.content, node.marks))
}

/** The document with the marks that it carries, as one is edited that is shared. */
export function unpacked(doc: Node): Node {
  return changed(doc, (node) => node.type.create(node.attrs, node.content, marksIn(node)))
}

/** Calls for each node whose marks and what it carries differ, by where it stands. What is older than `before` is passed over. */
export function differing(doc: Node, before: Node | undefined, found: (node: Node, at: number) => void): void {
  const old = new Set(before?.children)
  doc.forEach((block, start) => {
    if (old.has(block)) return
    block.descendants((node, at) => {
      if (carries(node) && carriedBy(node) !== node.attrs.marked) found(node, start + 1 + at)
    })
  })
}

function changed(node: Node, change: (node: Node) => Node): Node {
  if (carries(node)) return node.marks.length || node.attrs.marked ? change(node) : node
  if (!node.childCount) return node
  const children = node.children.map((child) => changed(child, change))
  return children.every((child, i) => child === node.child(i)) ? node : node.copy(Fragment.fromArray(children))
}
