import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { schema } from '../../../editor/schema.ts'
import { isOfOthers } from './state.ts'

const { nodes } = schema

/**
 * Numbers of notes, in the order in which the text leads to them, as the page will have them; and no mark without a note.
 * @param words how a note is called, with `{number}` in it
 */
export function notes(words: { note: string; unused: string }): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    state: {
      init: (_config, state) => numbered(state.doc, words),
      apply: (tr, now, _before, state) => (tr.docChanged ? numbered(state.doc, words) : now),
    },
    props: {
      decorations(state) {
        return this.getState(state)
      },
    },
    appendTransaction: (transactions, _before, state) =>
      transactions.some((one) => one.docChanged && !isOfOthers(one)) ? withoutOrphans(state) : null,
  })
}

function labelsIn(doc: Node): Set<string> {
  return new Set(doc.children.filter(({ type }) => type === nodes.footnote).map(({ attrs }) => attrs.label))
}

function numbered(doc: Node, words: { note: string; unused: string }): DecorationSet {
  const numbers = new Map<string, number>()
  const found: Decoration[] = []
  const called = (number: number | undefined) =>
    number ? words.note.replace('{number}', String(number)) : words.unused
  doc.descendants((node, pos) => {
    if (node.type !== nodes.footnoteMark) return true
    if (!numbers.has(node.attrs.label)) numbers.set(node.attrs.label, numbers.size + 1)
    const number = numbers.get(node.attrs.label)
    found.push(
      Decoration.node(pos, pos + 1, { 'data-number': String(number), role: 'img', 'aria-label': called(number) }),
    )
    return false
  })
  doc.forEach((node, pos) => {
    if (node.type !== nodes.footnote) return
    const number = numbers.get(node.attrs.label)
    found.push(
      Decoration.node(pos, pos + node.nodeSize, {
        'data-number': String(number ?? '–'),
        role: 'group',
        'aria-label': called(number),
      }),
    )
  })
  return DecorationSet.create(doc, found)
}

function withoutOrphans(state: EditorState) {
  const labels = labelsIn(state.doc)
  const { tr } = state
  state.doc.descendants((node, pos) => {
    if (node.type !== nodes.footnoteMark || labels.has(node.attrs.label)) return
    tr.delete(tr.mapping.map(pos), tr.mapping.map(pos + 1))
  })
  return tr.docChanged ? tr : null
}
