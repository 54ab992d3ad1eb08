import { escapeInline } from './escape.ts'

/**
 * A Markdown block quote of a source, or of a selection of plain text, to begin a reply with. With `author`, the name
 * stands on the first line. Ends with an empty line, so that what is typed next is outside the quote.
 */
export function quoteOf(text: string, author?: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/^\s*\n|\s+$/g, '')
    .split('\n')
  const name = author?.replace(/\s+/g, ' ').trim()
  const quoted = name ? [`**${escapeInline(name)}**:`, '', ...lines] : lines
  return `${quoted.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n')}\n\n`
}
