import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import { schema } from '../../../editor/schema.ts'
import { putBlock, within } from './commands.ts'
import { isOfOthers } from './state.ts'

const { nodes } = schema

type Rows = Node[][]

interface Here {
  table: Node
  pos: number
  rows: Rows
  row: number
  column: number
}

function hereIn(state: EditorState): Here | undefined {
  const { $from } = state.selection
  const found = within($from, nodes.table!)
  if (!found || $from.depth < found.depth + 2) return undefined
  const rows = found.node.children.map((row) => [...row.children])
  return {
    table: found.node,
    pos: found.pos,
    rows,
    row: $from.index(found.depth),
    column: $from.index(found.depth + 1),
  }
}

function madeOf(rows: Rows): Node {
  return nodes.table!.create(
    null,
    rows.map((cells, i) =>
      nodes.row!.create(
        null,
        cells.map((cell) => typed(cell, i)),
      ),
    ),
  )
}

/** The first row is the header. */
function typed(cell: Node, row: number): Node {
  const type = row === 0 ? nodes.headCell! : nodes.cell!
  return cell.type === type ? cell : type.create(cell.attrs, cell.content)
}

const empty = (like?: Node) => nodes.cell!.create({ align: like?.attrs.align ?? '' })

/** Where a cell begins, counted from the table's own place. */
function placeOf(table: Node, row: number, column: number): number {
  let at = 1
  for (let i = 0; i < row; i++) at += table.child(i).nodeSize
  at += 1
  for (let i = 0; i < column; i++) at += table.child(row).child(i).nodeSize
  return at + 1
}

function goTo(tr: Transaction, pos: number, table: Node, row: number, column: number): Transaction {
  const at = pos + placeOf(table, row, column)
  return tr.setSelection(TextSelection.create(tr.doc, at, at)).scrollIntoView()
}

function changing(change: (here: Here) => { rows: Rows; row: number; column: number } | undefined): Command {
  return (state, dispatch) => {
    const here = hereIn(state)
    const next = here && change(here)
    if (!here || !next) return false
    if (dispatch) {
      const table = madeOf(next.rows)
      const tr = state.tr.replaceWith(here.pos, here.pos + here.table.nodeSize, table)
      dispatch(goTo(tr, here.pos, table, next.row, next.column))
    }
    return true
  }
}

const withRow = (rows: Rows, at: number) =>
  rows.toSpliced(
    at,
    0,
    rows[0]!.map((cell) => empty(cell)),
  )
const withColumn = (rows: Rows, at: number) => rows.map((cells) => cells.toSpliced(at, 0, empty()))

/** A new table of three columns and three rows, with the cursor in its first cell. */
const table: Command = (state, dispatch) => {
  const { $from } = state.selection
  if (within($from, nodes.table!, nodes.footnote!) || $from.parent.type.spec.code) return false
  if (dispatch) {
    const made = madeOf([0, 1, 2].map(() => [empty(), empty(), empty()]))
    const { tr, at } = putBlock(state, made)
    dispatch(goTo(tr, at, made, 0, 0))
  }
  return true
}

const removeTable: Command = (state, dispatch) => {
  const here = hereIn(state)
  if (!here) return false
  if (dispatch) {
    const tr = state.tr.replaceWith(here.pos, here.pos + here.table.nodeSize, nodes.paragraph!.create())
    dispatch(tr.setSelection(TextSelection.create(tr.doc, here.pos + 1)).scrollIntoView())
  }
  return true
}

/** Below the table, where there is a paragraph then. */
const leaveTable: Command = (state, dispatch) => {
  const here = hereIn(state)
  if (!here) return false
  if (dispatch) {
    const tr = state.tr
    const after = here.pos + here.table.nodeSize
    if (!tr.doc.resolve(after).nodeAfter?.isTextblock) tr.insert(after, nodes.paragraph!.create())
    dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  }
  return true
}

const aligns = ['', 'center', 'right', 'left']

export const tableCommands: Record<string, Command> = {
  table,
  rowAbove: changing(({ rows, row, column }) => ({
    rows: withRow(rows, Math.max(row, 1)),
    row: Math.max(row, 1),
    column,
  })),
  rowBelow: changing(({ rows, row, column }) => ({ rows: withRow(rows, row + 1), row: row + 1, column })),
  columnBefore: changing(({ rows, row, column }) => ({ rows: withColumn(rows, column), row, column })),
  columnAfter: changing(({ rows, row, column }) => ({ rows: withColumn(rows, column + 1), row, column: column + 1 })),
  removeRow: changing(({ rows, row, column }) =>
    rows.length > 1
      ? { rows: rows.toSpliced(row, 1), row: Math.max(0, Math.min(row, rows.length - 2)), column }
      : undefined,
  ),
  removeColumn: changing(({ rows, row, column }) =>
    rows[0]!.length > 1
      ? {
          rows: rows.map((cells) => cells.toSpliced(column, 1)),
          row,
          column: Math.max(0, Math.min(column, rows[0]!.length - 2)),
        }
      : undefined,
  ),
  /** One after the other: as it comes, middle, end, start. */
  align: changing(({ rows, row, column }) => {
    const now = rows[0]![column]!.attrs.align
    const next = aligns[(aligns.indexOf(now) + 1) % aligns.length]
    const aligned = (cell: Node) => cell.type.create({ ...cell.attrs, align: next }, cell.content)
    return { rows: rows.map((cells) => cells.map((cell, i) => (i === column ? aligned(cell) : cell))), row, column }
  }),
  removeTable,
  leaveTable,
}

/** The next cell, or the one before; after the last one there is a new row. */
export function moveCell(by: 1 | -1): Command {
  return (state, dispatch) => {
    const here = hereIn(state)
    if (!here) return false
    const width = here.rows[0]!.length
    const at = here.row * width + here.column + by
    if (at < 0) return false
    if (at >= width * here.rows.length)
      return tableCommands.rowBelow!(state, dispatch && ((tr) => dispatch(firstCell(tr))))
    dispatch?.(goTo(state.tr, here.pos, here.table, Math.floor(at / width), at % width))
    return true
  }
}

function firstCell(tr: Transaction): Transaction {
  const { $from } = tr.selection
  return tr.setSelection(TextSelection.create(tr.doc, $from.start($from.depth - 1) + 1))
}

/** The cell below; from the last row, out of the table. Cells have no lines. */
export const enterInTable: Command = (state, dispatch, view) => {
  const here = hereIn(state)
  if (!here) return false
  if (here.row === here.rows.length - 1) return leaveTable(state, dispatch, view)
  dispatch?.(goTo(state.tr, here.pos, here.table, here.row + 1, here.column))
  return true
}

export function columnsOf(state: EditorState): number | undefined {
  return hereIn(state)?.table.firstChild?.childCount
}

/** Whatever comes by pasting or from others: every row is as long as the first, and only the first is the header. */
export const evenTables = new Plugin({
  appendTransaction(transactions, _before, state) {
    if (!transactions.some((one) => one.docChanged && !isOfOthers(one))) return null
    const { tr } = state
    state.doc.descendants((node, pos) => {
      if (node.type !== nodes.table) return !node.isTextblock
      const rows = node.children.map((row) => [...row.children])
      const width = Math.max(...rows.map((cells) => cells.length))
      const even = rows.every(
        (cells, i) =>
          cells.length === width && cells.every(({ type }) => type === (i === 0 ? nodes.headCell : nodes.cell)),
      )
      if (even) return false
      for (const cells of rows) while (cells.length < width) cells.push(empty())
      tr.replaceWith(tr.mapping.map(pos), tr.mapping.map(pos + node.nodeSize), madeOf(rows))
      return false
    })
    return tr.docChanged ? tr : null
  },
})
