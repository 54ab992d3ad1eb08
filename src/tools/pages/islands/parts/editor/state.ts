import { history } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { EditorState, type Plugin } from 'prosemirror-state'

/**
 * The state of an editor. Who writes together with others brings another history, which undoes one's own steps alone.
 * @param past what undo and redo go by
 */
export function editorState(doc: Node, plugins: Plugin[], past: Plugin = history()): EditorState {
  return EditorState.create({ doc, plugins: [past, ...plugins] })
}
