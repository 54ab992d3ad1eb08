import { baseKeymap, chainCommands, exitCode } from 'prosemirror-commands'
import { undoInputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list'
import { type Command, type EditorState, Plugin, Selection } from 'prosemirror-state'
import { schema } from '../../../editor/schema.ts'
import { backToText, commands, tick, within } from './commands.ts'
import { enterInTable, moveCell, tableCommands } from './tables.ts'

const { nodes } = schema

/** Ctrl, or Cmd on a Mac, with these; the buttons tell them. */
const shortcuts: Record<string, string> = {
  'Mod-b': 'bold',
  'Mod-i': 'italic',
  'Mod-e': 'code',
  'Mod-Shift-x': 'strike',
  'Mod-z': 'undo',
  'Mod-y': 'redo',
  'Mod-Shift-z': 'redo',
  'Mod-Alt-0': 'paragraph',
  'Mod-Alt-2': 'heading2',
  'Mod-Alt-3': 'heading3',
  'Mod-Alt-4': 'heading4',
  'Mod-Shift-7': 'numbers',
  'Mod-Shift-8': 'list',
  'Mod-Shift-9': 'tasks',
}

/**
 * The keys. Tab moves in tables and lists; after Escape it leads out, as everywhere else.
 * @param open shows a dialog
 * @param told is called with what was done by a key
 * @param toTools moves the focus to the toolbar
 */
export function keys(open: (tool: string) => boolean, told: (tool: string) => void, toTools: () => void): Plugin[] {
  const out = escaping(told)
  const unlessLeaving =
    (command: Command): Command =>
    (state, dispatch, view) =>
      !out.leaving() && command(state, dispatch, view)
  const item = nodes.listItem!
  const done =
    (tool: string): Command =>
    (state, dispatch, view) => {
      const can = commands[tool]!(state, dispatch, view)
      if (can && dispatch) told(tool)
      return can
    }
  return [
    out.plugin,
    keymap({
      ...Object.fromEntries(Object.entries(shortcuts).map(([key, tool]) => [key, done(tool)])),
      Tab: unlessLeaving(chainCommands(moveCell(1), sinkListItem(item))),
      'Shift-Tab': unlessLeaving(chainCommands(moveCell(-1), liftListItem(item))),
      Enter: chainCommands(enterInTable, titleEnds, splitItem),
      'Shift-Enter': chainCommands(exitCode, enterInTable, lineBreak),
      'Mod-Enter': chainCommands(exitCode, tick, backToText),
      Backspace: chainCommands(undoInputRule, firstInItem),
      'Mod-k': () => open('link'),
      'Alt-F10': () => {
        toTools()
        return true
      },
      'Alt-ArrowDown': tableCommands.leaveTable!,
    }),
    keymap(baseKeymap),
  ]
}

/** Knows whether Escape was the last key: then Tab leads out. */
function escaping(told: (tool: string) => void): { leaving(): boolean; plugin: Plugin } {
  let leaving = false
  const plugin = new Plugin({
    props: {
      handleKeyDown(_view, event) {
        if (event.key === 'Escape') {
          leaving = true
          told('leaving')
        } else if (!/^(Tab|Shift|Control|Alt|Meta)$/.test(event.key)) leaving = false
        return false
      },
      handleDOMEvents: {
        focus: () => {
          leaving = false
          return false
        },
        // The site's own Ctrl+K would lead away.
        keydown: (_view, event) => {
          if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) event.stopPropagation()
          return false
        },
      },
    },
  })
  return { leaving: () => leaving, plugin }
}

/** A new task is not done yet. */
const splitItem: Command = (state, dispatch, view) => {
  const here = within(state.selection.$from, nodes.listItem!)
  const next = here && here.node.attrs.done !== null ? { done: false } : undefined
  return splitListItem(nodes.listItem!, next)(state, dispatch, view)
}

/** From a callout's title into what it says. */
const titleEnds: Command = (state, dispatch) => {
  const { $from } = state.selection
  if ($from.parent.type !== nodes.calloutTitle) return false
  dispatch?.(state.tr.setSelection(selectionAfter(state, $from.after())).scrollIntoView())
  return true
}

const lineBreak: Command = (state, dispatch) => {
  if (state.selection.$from.parent.type !== nodes.paragraph) return false
  dispatch?.(state.tr.replaceSelectionWith(nodes.hardBreak!.create()).scrollIntoView())
  return true
}

/** At the beginning of a task or an item, what it is goes before it does. */
const firstInItem: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0) return false
  const here = within($from, nodes.listItem!)
  if (!here || $from.depth !== here.depth + 1 || $from.index(here.depth) > 0) return false
  if (here.node.attrs.done !== null) {
    dispatch?.(state.tr.setNodeAttribute(here.pos, 'done', null))
    return true
  }
  return liftListItem(nodes.listItem!)(state, dispatch, view)
}

function selectionAfter(state: EditorState, pos: number): Selection {
  return Selection.near(state.doc.resolve(pos), 1)
}
