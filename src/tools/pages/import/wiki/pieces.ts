import type { Note } from '../brought.ts'

/** What a conversion knows, and what it finds on its way. */
export interface Conversion {
  title: string
  /** The number of a namespace by its name here, in lower case. */
  namespaces: ReadonlyMap<string, number>
  /** The address of a file of the wiki, where it came along. */
  file(name: string): string | undefined
  notes: Note[]
  tags: string[]
  footnotes: string[]
  /** Footnotes that have a name, to be said again. */
  named: Map<string, number>
  /** Pieces that are Markdown already; the text has a mark in the place of each. */
  pieces: string[]
  /** How deep words stand within words just now. */
  depth: number
}

const OPEN = '\ue000'
const CLOSE = '\ue001'
const MARK = /\ue000(\d+)\ue001/g

/** Puts a piece aside. @returns its mark */
export function aside(to: Conversion, markdown: string): string {
  to.pieces.push(markdown)
  return `${OPEN}${to.pieces.length - 1}${CLOSE}`
}

/** A text with its pieces in their places. */
export function restored({ pieces }: Conversion, text: string): string {
  let whole = text
  // A piece may hold others that were put aside before it.
  for (let depth = 0; depth < 20 && whole.includes(OPEN); depth++)
    whole = whole.replace(MARK, (_, which: string) => pieces[Number(which)] ?? '')
  return whole
}

/** Our marks are signs that no text needs. */
export function withoutMarks(text: string): string {
  return text.replace(/[\ue000\ue001]/g, '\ufffd')
}

/** A text as code in a line, whatever it holds. */
export function codeSpan(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (!plain) return ''
  const longest = longestRun(plain)
  const fence = '`'.repeat(longest + 1)
  const room = plain.startsWith('`') || plain.endsWith('`') ? ' ' : ''
  return `${fence}${room}${plain}${room}${fence}`
}

/** A text as code in lines of its own. */
export function codeBlock(text: string, language = ''): string {
  const plain = text.replace(/^\n+/, '').trimEnd()
  const longest = Math.max(2, longestRun(plain))
  const fence = '`'.repeat(longest + 1)
  return `\n\n${fence}${language.replace(/[^\w+#.-]/g, '')}\n${plain}\n${fence}\n\n`
}

/** How many back-ticks follow one another at most. */
function longestRun(text: string): number {
  let longest = 0
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}
