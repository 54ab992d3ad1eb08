import type { MarkdownIt, StateCore, Token } from 'markdown-it'

export const calloutKinds = ['note', 'tip', 'important', 'warning', 'caution'] as const
export type CalloutKind = (typeof calloutKinds)[number]

/** What the parser must know to name callouts in the document's language. */
export interface CalloutEnvironment {
  words: Record<CalloutKind, string>
}

const MARK = /^\[!(note|tip|important|warning|caution)\](?:[ \t]+([^\n]{1,200}))?(?:\n|$)/i

/** `> [!WARNING] Its own title`: a quotation that begins so is a callout, as on GitHub and in Obsidian. */
export function callouts(markdown: MarkdownIt): void {
  markdown.core.ruler.before('inline', 'callouts', (state) => {
    const open: number[] = []
    const closes = new Map<number, Token>()
    for (const [at, token] of state.tokens.entries()) {
      if (token.type === 'blockquote_open') open.push(at)
      if (token.type === 'blockquote_close') closes.set(open.pop()!, token)
    }
    // From the last to the first: what is put in moves only what is done.
    for (const [from, end] of [...closes].sort(([a], [b]) => b - a)) becomeCallout(state, from, end)
  })
}

function becomeCallout(state: StateCore, from: number, end: Token): void {
  const [paragraph, inline] = [state.tokens[from + 1], state.tokens[from + 2]]
  if (paragraph?.type !== 'paragraph_open' || inline?.type !== 'inline') return
  const mark = MARK.exec(inline.content)
  if (!mark) return
  const kind = mark[1]!.toLowerCase() as CalloutKind
  const { words } = state.env as unknown as CalloutEnvironment
  inline.content = inline.content.slice(mark[0].length)
  const start = state.tokens[from]!
  start.tag = end.tag = 'div'
  start.type = 'callout_open'
  end.type = 'callout_close'
  start.attrSet('class', `callout ${kind}`)
  const empty = inline.content.trim() === ''
  state.tokens.splice(from + 1, empty ? 3 : 0, ...titled(state, mark[2]?.trim() || words[kind]))
}

function titled(state: StateCore, title: string): Token[] {
  const open = new state.Token('paragraph_open', 'p', 1)
  open.attrSet('class', 'callout-title')
  open.block = true
  const inline = new state.Token('inline', '', 0)
  inline.content = title
  inline.children = []
  const close = new state.Token('paragraph_close', 'p', -1)
  close.block = true
  return [open, inline, close]
}
