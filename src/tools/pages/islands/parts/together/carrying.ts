import { Plugin } from 'prosemirror-state'
import { carriedBy, differing, marksIn } from '../../../editor/carried.ts'
import { isOfOthers } from '../editor/state.ts'

/** What is no letter carries its marks: written there when one changes them, read from there when others did. */
export const carrying = new Plugin({
  appendTransaction(transactions, before, state) {
    if (!transactions.some(({ docChanged }) => docChanged)) return null
    const others = transactions.some(isOfOthers)
    const { tr } = state
    differing(state.doc, before.doc, (node, at) => {
      if (others) tr.setNodeMarkup(at, null, node.attrs, marksIn(node))
      else tr.setNodeAttribute(at, 'marked', carriedBy(node))
    })
    return tr.docChanged ? tr : null
  },
})
