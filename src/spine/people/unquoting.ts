/** What becomes of quotations of some messages. */
export interface Unquoting {
  /** Whether a message is one of them, by the item and number that a quotation leads to. */
  theirs(item: number, number: number): boolean
  /** The name to put in place of theirs, where their words stay; without one, the words go. */
  name?: string
}

/** Nobody quotes quotations of quotations as often as this. */
const DEEPEST = 40

/**
 * A Markdown source without what it quotes of certain messages, or without the name of who is quoted. A quotation that our
 * own button made leads to the message it quotes (`spine/messages/quotation.ts`); in its place stands an ellipsis. Other
 * words stay as they are.
 */
export function withoutQuotes(source: string, unquoting: Unquoting, depth = 0): string {
  if (depth > DEEPEST) return '…'
  const lines = source.split('\n')
  const result: string[] = []
  for (let i = 0; i < lines.length; ) {
    if (!isQuoted(lines[i]!)) {
      result.push(lines[i++]!)
      continue
    }
    const from = i
    while (i < lines.length && isQuoted(lines[i]!)) i += 1
    const inner = lines.slice(from, i).map((line) => line.replace(/^ {0,3}> ?/, ''))
    const kept = withoutQuotes(quotationWithout(inner, unquoting), unquoting, depth + 1)
    result.push(...kept.split('\n').map((line) => (line === '' ? '>' : `> ${line}`)))
  }
  return result.join('\n')
}

const isQuoted = (line: string) => /^ {0,3}>/.test(line)

/** The lines of one quotation; its first line says whose words they are. */
function quotationWithout(inner: string[], { theirs, name }: Unquoting): string {
  const at = inner.findIndex((line) => line.trim() !== '')
  const first = inner[at] ?? ''
  const quotesThem =
    !isQuoted(first) &&
    [...first.matchAll(/\/(\d+)(?:-[^/\s)]*)?\/messages\/(\d+)\)/g)].some(([, item, number]) =>
      theirs(Number(item), Number(number)),
    )
  if (!quotesThem) return inner.join('\n')
  if (name === undefined) return '…'
  return inner.with(at, first.replace(/\*\*.*?\*\*/, `**${name}**`)).join('\n')
}
