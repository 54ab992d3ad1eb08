import { type Origin, writePhrases } from './phrases.ts'
import { type Element, isElement } from './tree.ts'

const MOST_CELLS = 20_000

/** Writes a table as its rows, the first of which heads it; its caption, if any, as a paragraph before. */
export function writeTable(table: Element, origin: Origin): string[] {
  const rows = rowsOf(table)
  const columns = rows.reduce((most, { length }) => Math.max(most, length), 0)
  if (columns === 0) return []
  // Short rows are filled up, but one long row and many short ones must not make millions of empty cells.
  const filled = columns * rows.length > MOST_CELLS ? 0 : columns
  const [head = [], ...body] = rows.map((row, at) =>
    line(row, at === 0 ? columns : Math.max(filled, row.length), origin),
  )
  const rule = alignments(rows, columns)
  return [...captions(table, origin), [row(head), row(rule), ...body.map(row)].join('\n')]
}

function captions(table: Element, origin: Origin): string[] {
  const captions = table.children.filter(isElement).filter(({ name }) => name === 'caption')
  return captions.map((caption) => writePhrases(caption.children, origin))
}

function rowsOf(element: Element): Element[][] {
  return element.children.filter(isElement).flatMap((child) => {
    if (/^(thead|tbody|tfoot)$/.test(child.name)) return rowsOf(child)
    if (child.name !== 'tr') return []
    return [child.children.filter(isElement).filter(({ name }) => name === 'td' || name === 'th')]
  })
}

function line(cells: Element[], columns: number, origin: Origin): string[] {
  return Array.from({ length: columns }, (_, at) => {
    const cell = cells[at]
    return cell ? writePhrases(cell.children, origin, 'spaced').replaceAll('|', '\\|') : ''
  })
}

function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** A column's alignment is that of its first cell that says one. Each cell is looked at once. */
function alignments(rows: Element[][], columns: number): string[] {
  const found = new Array<string | undefined>(columns)
  for (const cells of rows) for (const [at, cell] of cells.entries()) found[at] ??= alignment(cell)
  return Array.from(found, (side) => side ?? '---')
}

function alignment({ attribs: { align, style } }: Element): string | undefined {
  const side = align ?? /text-align:\s*(\w+)/.exec(style ?? '')?.[1]
  if (side === 'left') return ':--'
  if (side === 'right') return '--:'
  return side === 'center' ? ':-:' : undefined
}
