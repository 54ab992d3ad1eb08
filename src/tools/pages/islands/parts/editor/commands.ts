import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands'
import type { Node, NodeType, ResolvedPos } from 'prosemirror-model'
import { liftListItem, wrapInList } from 'prosemirror-schema-list'
import { type Command, type EditorState, NodeSelection, TextSelection, type Transaction } from 'prosemirror-state'
import { findWrapping } from 'prosemirror-transform'
import type { CalloutKind } from '../../../../../platform/markdown/document/callouts.ts'
import { schema } from '../../../editor/schema.ts'
import { back, forth } from './state.ts'

const { nodes, marks } = schema

/** What the cursor stands in, of one of these types, the nearest first. */
export function within($at: ResolvedPos, ...types: NodeType[]): { node: Node; pos: number; depth: number } | undefined {
  for (let depth = $at.depth; depth > 0; depth--)
    if (types.includes($at.node(depth).type)) return { node: $at.node(depth), pos: $at.before(depth), depth }
  return undefined
}

/** A heading of this level, or, where it is one already, a paragraph. */
const heading =
  (level: number): Command =>
  (state, dispatch) => {
    const { parent } = state.selection.$from
    const is = parent.type === nodes.heading && parent.attrs.level === level
    return (is ? setBlockType(nodes.paragraph!) : setBlockType(nodes.heading!, { level }))(state, dispatch)
  }

/** A list of this kind: begun, changed into, or ended. */
function list(type: NodeType, task: boolean): Command {
  return (state, dispatch, view) => {
    const here = within(state.selection.$from, nodes.bulletList!, nodes.orderedList!)
    const item = within(state.selection.$from, nodes.listItem!)
    if (!here || !item || item.depth < here.depth)
      return wrapInList(type)(
        state,
        dispatch &&
          ((tr) => {
            const made = within(tr.selection.$from, nodes.listItem!)
            if (task && made) markItems(tr, made.pos - 1, false)
            dispatch(tr)
          }),
      )
    const tasks = item.node.attrs.done !== null
    if (here.node.type === type && tasks === task) return liftListItem(nodes.listItem!)(state, dispatch, view)
    if (dispatch) {
      const tr = state.tr.setNodeMarkup(here.pos, type, { tight: here.node.attrs.tight })
      markItems(tr, here.pos, task ? false : null)
      dispatch(tr)
    }
    return true
  }
}

/** Makes tasks of the items of the list around this place, or items of tasks. */
function markItems(tr: Transaction, pos: number, done: boolean | null): void {
  const $at = tr.doc.resolve(pos + 1)
  const found = within($at, nodes.bulletList!, nodes.orderedList!) ?? undefined
  if (!found) return
  found.node.forEach((item, offset) => {
    if ((item.attrs.done === null) !== (done === null)) tr.setNodeAttribute(found.pos + 1 + offset, 'done', done)
  })
}

const quote: Command = (state, dispatch, view) =>
  within(state.selection.$from, nodes.blockquote!)
    ? lift(state, dispatch, view)
    : wrapIn(nodes.blockquote!)(state, dispatch, view)

/** A callout around what is chosen, or another kind for the one that is there. */
export function callout(kind: CalloutKind): Command {
  return (state, dispatch) => {
    const here = within(state.selection.$from, nodes.callout!)
    if (here) {
      dispatch?.(state.tr.setNodeAttribute(here.pos, 'kind', kind))
      return true
    }
    const range = state.selection.$from.blockRange(state.selection.$to)
    if (!range || !findWrapping(range, nodes.blockquote!)) return false
    const inside = state.doc.slice(range.start, range.end).content
    const made = nodes.callout!.createAndFill({ kind }, [nodes.calloutTitle!.create(), ...inside.content])
    if (!made) return false
    if (dispatch) {
      const tr = state.tr.replaceRangeWith(range.start, range.end, made)
      dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(range.start + 4))).scrollIntoView())
    }
    return true
  }
}

/** The blocks of a callout without it; a title becomes a paragraph. */
export const uncallout: Command = (state, dispatch) => {
  const here = within(state.selection.$from, nodes.callout!)
  if (!here) return false
  const [title, ...blocks] = here.node.children
  const kept = title!.childCount ? [nodes.paragraph!.create(null, title!.content), ...blocks] : blocks
  dispatch?.(state.tr.replaceWith(here.pos, here.pos + here.node.nodeSize, kept).scrollIntoView())
  return true
}

const code: Command = (state, dispatch, view) =>
  setBlockType(state.selection.$from.parent.type === nodes.codeBlock ? nodes.paragraph! : nodes.codeBlock!)(
    state,
    dispatch,
    view,
  )

const rule: Command = (state, dispatch) => {
  dispatch?.(putBlock(state, nodes.rule!.create()).tr)
  return true
}

/**
 * Puts a block where the cursor is: in place of an empty paragraph, else after what one is in, with a place to write below it.
 * @returns the change, and where the block begins then
 */
export function putBlock(state: EditorState, block: Node): { tr: Transaction; at: number } {
  const { $from, to } = state.selection
  const { tr } = state
  let at = to
  if ($from.depth > 0) {
    let { depth } = $from
    const fits = (above: number) =>
      $from.node(above).canReplaceWith($from.indexAfter(above), $from.indexAfter(above), block.type)
    while (depth > 1 && !fits(depth - 1)) depth--
    at = $from.after(depth)
    const own = $from.node(depth)
    if (own.type === nodes.paragraph && !own.content.size) {
      at = $from.before(depth)
      tr.delete(at, at + own.nodeSize)
    }
  }
  tr.insert(at, block)
  const end = at + block.nodeSize
  if (!tr.doc.resolve(end).nodeAfter?.isTextblock) tr.insert(end, nodes.paragraph!.create())
  tr.setSelection(TextSelection.create(tr.doc, end + 1))
  return { tr: tr.scrollIntoView(), at }
}

/** Two who write at once may add a note in the same moment: signs of chance keep them apart. The reader sees numbers. */
function freeLabel(taken: ReadonlySet<string>): string {
  let number = taken.size + 1
  while (taken.has(String(number))) number++
  return document.querySelector('[data-shared] [data-writers]:not(:empty)')
    ? `${number}-${Math.random().toString(36).slice(2, 6)}`
    : String(number)
}

/** A mark where the cursor is, and its note at the end, where one goes on writing. */
const footnote: Command = (state, dispatch) => {
  const { $from } = state.selection
  if (!$from.parent.inlineContent || $from.parent.type.spec.code || within($from, nodes.footnote!)) return false
  if (!dispatch) return true
  const taken = new Set<string>()
  state.doc.forEach((node) => void (node.type === nodes.footnote && taken.add(node.attrs.label)))
  const label = freeLabel(taken)
  const tr = state.tr.insert(state.selection.to, nodes.footnoteMark!.create({ label }))
  const note = nodes.footnote!.createAndFill({ label })!
  tr.insert(tr.doc.content.size, note)
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(tr.doc.content.size - 2))).scrollIntoView())
  return true
}

/** From a note back to its place in the text. */
export const backToText: Command = (state, dispatch) => {
  const note = within(state.selection.$from, nodes.footnote!)
  if (!note) return false
  let at: number | undefined
  state.doc.descendants((node, pos) => {
    if (node.type === nodes.footnoteMark && node.attrs.label === note.node.attrs.label) at ??= pos + node.nodeSize
  })
  if (at === undefined) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, at)).scrollIntoView())
  return true
}

/** Done, or not done after all. */
export const tick: Command = (state, dispatch) => {
  const item = within(state.selection.$from, nodes.listItem!)
  if (!item || item.node.attrs.done === null) return false
  dispatch?.(state.tr.setNodeAttribute(item.pos, 'done', !item.node.attrs.done))
  return true
}

/** What the buttons and keys do that need no dialog, by their names. */
export const commands: Record<string, Command> = {
  undo: back,
  redo: forth,
  paragraph: setBlockType(nodes.paragraph!),
  heading2: heading(2),
  heading3: heading(3),
  heading4: heading(4),
  bold: toggleMark(marks.strong!),
  italic: toggleMark(marks.em!),
  strike: toggleMark(marks.strike!),
  code: toggleMark(marks.code!),
  list: list(nodes.bulletList!, false),
  numbers: list(nodes.orderedList!, false),
  tasks: list(nodes.bulletList!, true),
  quote,
  block: code,
  footnote,
  rule,
}

/** Whether a tool is on where the cursor is. `undefined` for what is never on. */
export function isOn(state: EditorState, tool: string): boolean | undefined {
  const { $from, from, to, empty } = state.selection
  const mark = { bold: marks.strong, italic: marks.em, strike: marks.strike, code: marks.code, link: marks.link }[tool]
  if (mark)
    return empty ? Boolean(mark.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, mark)
  const level = /^heading(\d)$/.exec(tool)?.[1]
  if (level) return $from.parent.type === nodes.heading && $from.parent.attrs.level === Number(level)
  const item = within($from, nodes.listItem!)
  const kind = item && $from.node(item.depth - 1).type
  if (tool === 'tasks') return item !== undefined && item.node.attrs.done !== null
  if (tool === 'list') return kind === nodes.bulletList && item!.node.attrs.done === null
  if (tool === 'numbers') return kind === nodes.orderedList && item!.node.attrs.done === null
  if (tool === 'quote') return within($from, nodes.blockquote!) !== undefined
  if (tool === 'callout') return within($from, nodes.callout!) !== undefined
  if (tool === 'block') return $from.parent.type === nodes.codeBlock
  if (tool === 'picture')
    return state.selection instanceof NodeSelection && /picture|image/.test(state.selection.node.type.name)
  return undefined
}
