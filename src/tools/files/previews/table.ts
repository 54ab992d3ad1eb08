import { parse } from 'csv-parse/sync'

/** So much of a table is shown. */
const ROWS = 200
const COLUMNS = 40
const CELL = 300

export interface Table {
  head: string[]
  rows: string[][]
  /** Whether there is more of it than is shown. */
  more: boolean
}

/**
 * The beginning of a table of which somebody sent the text: what separates its cells is seen from its first lines.
 * @param cut whether the text ends before the table does @returns undefined for what is no table
 */
export function tableOf(text: string, cut: boolean): Table | undefined {
  const whole = cut ? text.slice(0, text.lastIndexOf('\n') + 1) : text
  const delimiter = separatorOf(whole)
  try {
    const all: string[][] = parse(whole, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: ROWS + 2,
    })
    const rows = all.map((row) => row.slice(0, COLUMNS).map((cell) => cell.trim().slice(0, CELL)))
    const [head, ...rest] = rows
    if (!head) return
    return { head, rows: rest.slice(0, ROWS), more: cut || rest.length > ROWS }
  } catch {
    return
  }
}

/** The sign that stands most often, and as often in each of the first lines, outside quotation marks. */
function separatorOf(text: string): string {
  const lines = text
    .replace(/"[^"]*"/g, '')
    .split('\n', 10)
    .filter((line) => line.trim())
  const often = (sign: string) => {
    const counts = lines.map((line) => line.split(sign).length - 1)
    const least = Math.min(...counts)
    return least > 0 ? least + (Math.max(...counts) === least ? 100 : 0) : Math.max(0, ...counts) / 100
  }
  return [',', ';', '\t', '|'].reduce((best, sign) => (often(sign) > often(best) ? sign : best))
}
