import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules'
import type { MarkType } from 'prosemirror-model'
import { type Plugin, TextSelection } from 'prosemirror-state'
import { schema } from '../../../editor/schema.ts'

const { nodes, marks } = schema

/** What people who know Markdown type becomes what it means; Backspace gives the signs back. */
export function rules(): Plugin {
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,6})\s$/, nodes.heading!, ([, signs]) => ({ level: Math.max(2, signs!.length) })),
      wrappingInputRule(
        /^\s*([-+*])\s$/,
        nodes.bulletList!,
        () => ({ tight: true }),
        () => true,
      ),
      wrappingInputRule(
        /^(\d{1,9})[.)]\s$/,
        nodes.orderedList!,
        ([, number]) => ({ start: Number(number), tight: true }),
        ([, number], before) => before.childCount + before.attrs.start === Number(number),
      ),
      task,
      wrappingInputRule(/^\s*>\s$/, nodes.blockquote!),
      textblockTypeInputRule(/^```([\w+#.-]{0,40})\s$/, nodes.codeBlock!, ([, info]) => ({ info })),
      line,
      around(/(?:^|[\s(])(\*\*([^\s*](?:[^*]*[^\s*])?)\*\*)$/, marks.strong!),
      around(/(?:^|[\s(])(\*([^\s*](?:[^*]*[^\s*])?)\*)$/, marks.em!),
      around(/(?:^|[\s(])(_([^\s_](?:[^_]*[^\s_])?)_)$/, marks.em!),
      around(/(?:^|[\s(])(~~([^\s~](?:[^~]*[^\s~])?)~~)$/, marks.strike!),
      around(/(?:^|[\s(])(`([^`]+)`)$/, marks.code!),
    ],
  })
}

const line = new InputRule(/^(?:---|___|\*\*\*)$/, (state, _match, start, end) => {
  const { $from } = state.selection
  if ($from.parent.type !== nodes.paragraph || $from.parent.content.size !== end - start) return null
  const from = $from.before()
  const tr = state.tr.replaceWith(from, $from.after(), nodes.rule!.create())
  if (!tr.doc.resolve(from + 1).nodeAfter?.isTextblock) tr.insert(from + 1, nodes.paragraph!.create())
  return tr.setSelection(TextSelection.create(tr.doc, from + 2))
})

/** `[] ` or `[x] `, in a list or by itself. */
const task = new InputRule(/^\[([ xX]?)\]\s$/, (state, match, start, end) => {
  const done = /x/i.test(match[1]!)
  const $start = state.doc.resolve(start)
  const tr = state.tr.delete(start, end)
  if ($start.depth > 1 && $start.node(-1).type === nodes.listItem)
    return tr.setNodeAttribute($start.before(-1), 'done', done)
  const range = tr.doc.resolve(start).blockRange()
  if (!range || $start.parent.type !== nodes.paragraph) return null
  return tr.wrap(range, [
    { type: nodes.bulletList!, attrs: { tight: true } },
    { type: nodes.listItem!, attrs: { done } },
  ])
})

function around(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(
    pattern,
    (state, match, start, end) => {
      const [whole, signed = '', words = ''] = match
      const from = start + whole.length - signed.length
      if (state.doc.rangeHasMark(from, end, marks.code!)) return null
      const tr = state.tr
      const sign = (signed.length - words.length) / 2
      // The last sign is not there yet: it is being typed.
      tr.delete(from + sign + words.length, end)
      tr.delete(from, from + sign)
      return tr.addMark(from, from + words.length, type.create()).removeStoredMark(type)
    },
    { inCodeMark: false },
  )
}
