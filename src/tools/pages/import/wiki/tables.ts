import { inline } from './inline.ts'
import { type Conversion, restored } from './pieces.ts'

interface Cell {
  text: string
  head: boolean
}

/** Rows of more cells than this are not filled up with empty ones. */
const MOST_PADDED = 100

/** The lines of `{| … |}` as a table of Markdown. What a cell has in several lines stands in one there; spans are told. */
export function table(to: Conversion, lines: string[]): string {
  const rows: Cell[][] = []
  let caption = ''
  let last: Cell | undefined
  for (const line of lines.slice(1, -1)) {
    const plain = line.trim()
    if (plain.startsWith('|+')) caption = content(plain.slice(2))
    else if (plain.startsWith('|-')) rows.push([])
    else if (/^[|!]/.test(plain)) {
      if (/\b(col|row)span\s*=/i.test(plain)) to.notes.push({ why: 'span', about: plain.slice(0, 200) })
      const head = plain.startsWith('!')
      const row = rows.at(-1) ?? rows[rows.push([]) - 1]!
      for (const cell of plain.slice(1).split(head ? /\|\||!!/ : /\|\|/)) {
        last = { text: content(cell), head }
        row.push(last)
      }
    } else if (plain && last) last.text += `\n${plain}`
    else if (plain) caption += `${caption ? ' ' : ''}${plain}`
  }
  const full = rows.filter((row) => row.length)
  const width = full.reduce((most, row) => Math.max(most, row.length), 0)
  const title = caption ? `\n\n${inline(to, caption)}\n\n` : '\n\n'
  if (!width) return title
  const first = full[0]!.every(({ head }) => head) ? full.shift()! : []
  // One very wide row makes no other as wide: what is missing at its end, a reader of Markdown adds by itself.
  const padded = width <= MOST_PADDED
  const line = (cells: string[]) =>
    `| ${(padded ? Array.from({ length: width }, (_, at) => cells[at] ?? '') : cells).join(' | ')} |`
  return `${title}${[
    line(Array.from({ length: width }, (_, at) => (first[at] ? cellText(to, first[at].text) : ''))),
    line(Array.from({ length: width }, () => '---')),
    ...full.map((row) =>
      line(row.map((cell) => (cell.head ? bold(cellText(to, cell.text)) : cellText(to, cell.text)))),
    ),
  ].join('\n')}\n\n`
}

/** What stands before a single bar is how the cell looks. */
function content(cell: string): string {
  const [look = ''] = /^[^|[\]{}\ue000]*\|(?!\|)/.exec(cell) ?? []
  return (look.includes('=') ? cell.slice(look.length) : cell).trim()
}

function cellText(to: Conversion, text: string): string {
  const lines = text.split('\n').map((line) => inline(to, line.replace(/^[*#:;]+\s*/, '')))
  return restored(to, lines.join(' '))
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)
    .join(' ')
    .replace(/(?<!\\)\|/g, '\\|')
    .trim()
}

function bold(text: string): string {
  return text && !/\*/.test(text) ? `**${text}**` : text
}
