import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { schema } from '../../../editor/schema.ts'

/** A callout's empty title shows what its kind is called; an empty page shows where to begin. */
export function placeholders(words: Record<string, string>): Plugin {
  return new Plugin({
    props: {
      decorations({ doc }) {
        const found: Decoration[] = []
        const empty = (pos: number, size: number, shown: string | undefined) =>
          found.push(Decoration.node(pos, pos + size, { class: 'empty-here', 'data-shown': shown ?? '' }))
        doc.descendants((node, pos, parent) => {
          if (node.type === schema.nodes.calloutTitle && !node.childCount)
            empty(pos, node.nodeSize, words[`kind-${parent!.attrs.kind}`])
          return !node.isTextblock
        })
        const only = doc.childCount === 1 ? doc.firstChild : null
        if (only?.type === schema.nodes.paragraph && !only.childCount) empty(0, 2, words.begin)
        return DecorationSet.create(doc, found)
      },
    },
  })
}
