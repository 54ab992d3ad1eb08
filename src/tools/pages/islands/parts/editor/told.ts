import type { EditorState } from 'prosemirror-state'
import { schema } from '../../../editor/schema.ts'
import { within } from './commands.ts'
import { columnsOf } from './tables.ts'

const { nodes } = schema

/** What the cursor stands in, in words: “Heading level 2”, “List of tasks, Quotation”. */
export function placeIn(state: EditorState, words: Record<string, string>): string {
  const { $from } = state.selection
  const said: (string | undefined)[] = []
  const columns = columnsOf(state)
  if ($from.parent.type === nodes.heading)
    said.push(words.saidHeading?.replace('{level}', String(Math.max(2, $from.parent.attrs.level))))
  if ($from.parent.type === nodes.codeBlock) said.push(words.saidCode)
  const item = within($from, nodes.listItem!)
  if (item && item.node.attrs.done !== null) said.push(item.node.attrs.done ? words.saidDone : words.saidTask)
  else if (item) said.push($from.node(item.depth - 1).type === nodes.orderedList ? words.saidNumbers : words.saidList)
  if (columns) said.push(words.saidTable?.replace('{columns}', String(columns)))
  if (within($from, nodes.blockquote!)) said.push(words.saidQuote)
  const callout = within($from, nodes.callout!)
  if (callout) said.push(words.saidCallout?.replace('{kind}', words[`kind-${callout.node.attrs.kind}`] ?? ''))
  if (within($from, nodes.footnote!)) said.push(words.saidNote)
  return said.filter(Boolean).join(', ') || (words.saidParagraph ?? '')
}
