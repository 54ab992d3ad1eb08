import type { Node } from 'prosemirror-model'

/**
 * How a piece of a document was written. Nodes never change: whoever edits puts others in their place. So a node that is
 * still there is one that nobody touched, and it is written as it was.
 */
const spellings = new WeakMap<Node, string>()

export function keepSpelling(node: Node, source: string): void {
  spellings.set(node, source)
}

export function spellingOf(node: Node): string | undefined {
  return spellings.get(node)
}
