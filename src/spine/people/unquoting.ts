/** Nobody quotes quotations of quotations as often as this. */
const DEEPEST = 40

/**
 * A Markdown source without what it quotes of certain messages. A quotation that our own button made leads to the message
 * it quotes (`spine/messages/quotation.ts`); in its place stands an ellipsis. Other words stay as they are.
 * @param item whose messages they are
 * @param numbers of the messages that are to be quoted no more
 */
export function withoutQuotes(source: string, item: number, numbers: ReadonlySet<number>, depth = 0): string {
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
    const kept = quotes(inner, item, numbers) ? '…' : withoutQuotes(inner.join('\n'), item, numbers, depth + 1)
    result.push(...kept.split('\n').map((line) => (line === '' ? '>' : `> ${line}`)))
  }
  return result.join('\n')
}

const isQuoted = (line: string) => /^ {0,3}>/.test(line)

/** Whether the first line says whose words these are, and they are of one of those messages. */
function quotes(inner: string[], item: number, numbers: ReadonlySet<number>): boolean {
  const first = inner.find((line) => line.trim() !== '') ?? ''
  if (isQuoted(first)) return false
  return [...first.matchAll(/\/(\d+)(?:-[^/\s)]*)?\/messages\/(\d+)\)/g)].some(
    ([, of, number]) => Number(of) === item && numbers.has(Number(number)),
  )
}
