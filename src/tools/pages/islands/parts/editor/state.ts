import { history, redo, undo } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { type Command, EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'

/** Going back and forth in what one has done. */
interface Past {
  undo: Command
  redo: Command
}

const key = new PluginKey<Past>('past')

/** Says by what undo and redo go. */
export function pastBy(past: Past): Plugin<Past> {
  return new Plugin<Past>({ key, state: { init: () => past, apply: (_tr, now) => now } })
}

const pastOf = (state: EditorState): Past => key.getState(state) ?? { undo, redo }

export const back: Command = (state, dispatch, view) => pastOf(state).undo(state, dispatch, view)
export const forth: Command = (state, dispatch, view) => pastOf(state).redo(state, dispatch, view)

/** Whether this is what others wrote: only who writes something sets right what goes with it. */
export function isOfOthers(tr: Transaction): boolean {
  return tr.getMeta('y-sync$')?.isChangeOrigin === true
}

/**
 * The state of an editor. Who writes together with others brings another history, which undoes one's own steps alone.
 * @param past what undo and redo go by
 */
export function editorState(doc: Node, plugins: Plugin[], past: Plugin[] = [history()]): EditorState {
  return EditorState.create({ doc, plugins: [...past, ...plugins] })
}
