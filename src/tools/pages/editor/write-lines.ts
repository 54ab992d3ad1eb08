import type { Node } from 'prosemirror-model'
import { type Notes, wordsOf } from './words.ts'

/** A heading, by its words. */
export function headingOf(node: Node, words: string): string {
  // Signs at the end would be read as the heading's own.
  return `${'#'.repeat(node.attrs.level)} ${words.replace(/(^|\s)(#+)$/, '$1\\$2')}`.trimEnd()
}

/** Blocks as a quotation. */
export function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => (line ? `> ${line}` : '>'))
    .join('\n')
}

/** Blocks behind a sign: below it, they stand as far in as it is wide. */
export function indented(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, i) => (i === 0 ? first + line : line ? others + line : ''))
    .join('\n')
    .trimEnd()
}

/** A block of code between fences that are in none of its lines. */
export function fenceOf(node: Node): string {
  const text = node.textContent
  const info = String(node.attrs.info)
    .replace(/[\r\n]+/g, ' ')
    .trim()
  const sign = info.includes('`') ? '~' : '`'
  const runs = [...text.matchAll(new RegExp(`^[ \\t]*(${sign}{3,})`, 'gm'))].map(([, run]) => run!.length)
  const fence = sign.repeat(Math.max(3, ...runs.map((length) => length + 1)))
  return `${fence}${info}\n${text ? `${text}\n` : ''}${fence}`
}

/** A table, one row a line. */
export function tableOf(table: Node, notes: Notes): string {
  const rows: string[][] = []
  const aligns: string[] = []
  table.forEach((row, _at, i) => {
    rows.push([])
    row.forEach((cell, _inRow, column) => {
      rows[i]!.push(wordsOf(cell.content, notes).replaceAll('|', '\\|'))
      if (i === 0) aligns[column] = cell.attrs.align
    })
  })
  const width = rows[0]!.length
  const line = (cells: string[]) => `| ${Array.from({ length: width }, (_, i) => cells[i] ?? '').join(' | ')} |`
  const rules = aligns.map((align) => ({ left: ':--', center: ':-:', right: '--:' })[align] ?? '---')
  const [head, ...body] = rows
  return [line(head!), line(rules), ...body.map(line)].join('\n')
}
