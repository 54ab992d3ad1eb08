import { type Origin, writePhrases } from './phrases.ts'
import { type Element, isElement } from './tree.ts'

/** Writes a table as its rows, the first of which heads it; its caption, if any, as a paragraph before. */
export function writeTable(table: Element, origin: Origin): string[] {
  const rows = rowsOf(table)
  const columns = Math.max(0, ...rows.map((row) => row.length))
  if (columns === 0) return []
  const [head = [], ...body] = rows.map((row) => line(row, columns, origin))
  const rule = Array.from({ length: columns }, (_, at) => alignment(rows, at))
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

/** A column's alignment is that of its first cell that says one. */
function alignment(rows: Element[][], column: number): string {
  for (const cells of rows) {
    const { align, style } = cells[column]?.attribs ?? {}
    const side = align ?? /text-align:\s*(\w+)/.exec(style ?? '')?.[1]
    if (side === 'left') return ':--'
    if (side === 'right') return '--:'
    if (side === 'center') return ':-:'
  }
  return '---'
}
