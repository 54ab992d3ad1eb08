import { Plugin } from 'prosemirror-state'
import { isOfOthers } from '../editor/state.ts'

/** What was pressed for the next letter, or ended before it, stays so where words of others come in between. */
export const staying = new Plugin({
  appendTransaction([first], { storedMarks }, state) {
    if (!storedMarks || state.storedMarks || !first || !isOfOthers(first)) return null
    return state.tr.setStoredMarks(storedMarks)
  },
})
