import { type EditorState, NodeSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { schema } from '../../../editor/schema.ts'
import { linkTo } from './completing.ts'
import type { Link, LinkDialog } from './link-dialog.ts'

const { nodes, marks } = schema

interface Range {
  from: number
  to: number
}

/**
 * Asks where what is selected leads, or the link that the cursor is in, and makes it so.
 * @param linked called when it is
 * @returns whether there can be a link here
 */
export function askForLink(view: EditorView, dialog: LinkDialog, linked: () => void): boolean {
  const { state } = view
  const { selection } = state
  if (selection.$from.parent.type.spec.code || !selection.$from.parent.inlineContent) return false
  const range = linkAround(state)
  const { from, to } = range ?? selection
  const node = selection instanceof NodeSelection && selection.node.type === nodes.pageLink ? selection.node : undefined
  const [title = '', words = ''] = String(node?.attrs.inside ?? '').split('|')
  const now = {
    to: node ? title : (range?.href ?? ''),
    words: node ? words : state.doc.textBetween(from, to, ' '),
    page: node !== undefined,
    inside: node !== undefined || range !== undefined,
  }
  dialog.ask(
    now,
    (link) => {
      put(view, { from, to }, link, !link.page && link.words === now.words && !selection.empty)
      linked()
    },
    () => {
      const { tr } = view.state
      if (node) tr.replaceWith(from, to, schema.text(words || title))
      else tr.removeMark(from, to, marks.link!)
      view.dispatch(tr)
    },
    () => view.focus(),
  )
  return true
}

/** @param same whether the words stay as they are: those that were emphasised stay so */
function put(view: EditorView, { from, to }: Range, link: Link, same: boolean): void {
  const { tr } = view.state
  const inside = link.words === link.to ? link.to : `${link.to}|${link.words}`
  if (same) tr.removeMark(from, to, marks.link!).addMark(from, to, marks.link!.create({ href: link.to }))
  else tr.replaceWith(from, to, link.page ? nodes.pageLink!.create({ inside }) : linkTo(link.words, link.to))
  view.dispatch(tr.removeStoredMark(marks.link!).scrollIntoView())
}

/** The link that the cursor is in, from its first letter to its last. */
function linkAround(state: EditorState): (Range & { href: string }) | undefined {
  const { $from, from, to } = state.selection
  const mark = marks.link!.isInSet($from.marks()) ?? marks.link!.isInSet($from.nodeAfter?.marks ?? [])
  if (!mark) return undefined
  const start = $from.start()
  let range: (Range & { href: string }) | undefined
  $from.parent.forEach((node, offset) => {
    if (!mark.isInSet(node.marks)) return
    const [a, b] = [start + offset, start + offset + node.nodeSize]
    if (range && range.to === a) range.to = b
    else if (!range || range.to < from) range = { from: a, to: b, href: mark.attrs.href }
  })
  return range && range.from <= from && range.to >= to ? range : undefined
}
