import type { Node } from 'prosemirror-model'
import { spellingOf } from './spelling.ts'
import { type Notes, pictureOf, wordsOf } from './words.ts'

/** What a block was last written as: only what changed is written anew. */
const written = new WeakMap<Node, { key: string; text: string }>()

/** Where a block is written: after what, and how near to it. */
interface Place {
  notes: Notes & { key: string }
  /** The sign of the list before it, which its own must differ from. */
  sign?: string
  tight?: boolean
  /** How blocks of this Markdown were written before. */
  known?: ReadonlyMap<string, string>
}

/** How a text was written that others write in too: nothing else is left of that where documents come by pieces. */
export interface Base {
  source: string
  definitions: string
  /** Its blocks in our own spelling, one after the other. */
  blocks: string[]
  spellings: ReadonlyMap<string, string>
}

/** A text as what comes of it is compared with. @param doc as it was read from the source */
export function baseOf(source: string, doc: Node): Base {
  const notes = notesOf(doc)
  const spellings = new Map<string, string>()
  const blocks: string[] = []
  doc.forEach((node) => {
    if (isEmpty(node, notes)) return
    const text = blockOf(node, { notes })
    if (!text && node.type.name === 'paragraph') return
    blocks.push(text)
    const spelling = spellingOf(node)
    if (spelling !== undefined && !spellings.has(text)) spellings.set(text, spelling)
  })
  return { source, definitions: doc.attrs.definitions, blocks, spellings }
}

/**
 * The document as Markdown. What nobody touched since it was read is written as it was.
 * @param base where nodes do not remember how they were written: what says the same as a block of this is written as that
 */
export function toMarkdown(doc: Node, base?: Base): string {
  const whole = spellingOf(doc)
  if (whole !== undefined) return whole
  const notes = notesOf(doc)
  const blocks = blocksOf(doc, notes, false, base?.spellings)
  if (base && blocks.length === base.blocks.length) {
    const same = base.blocks.every((text, i) => blocks[i] === (base.spellings.get(text) ?? text))
    if (same) return base.source
  }
  const definitions = doc.attrs.definitions || base?.definitions
  const all = [...blocks, ...(definitions ? [definitions] : [])]
  return all.length ? `${all.join('\n\n')}\n` : ''
}

function notesOf(doc: Node): Place['notes'] {
  const labels = new Set<string>()
  doc.forEach((node) => {
    if (node.type.name === 'footnote') labels.add(labelOf(node))
  })
  return { labels, key: [...labels].join(' ') }
}

/** The blocks of a container, each with the sign that keeps two lists apart. */
function blocksOf(container: Node, notes: Place['notes'], tight = false, known?: Place['known']): string[] {
  const all: string[] = []
  let sign = ''
  container.forEach((node) => {
    if (isEmpty(node, notes)) return
    const place: Place = { notes, sign, tight, ...(known && { known }) }
    const text =
      node.type.name === 'footnote' || container.type.name === 'doc' ? asItWas(node, place) : blockOf(node, place)
    // Words of which nothing is left.
    if (!text && node.type.name === 'paragraph') return
    sign = /List$/.test(node.type.name) ? signIn(text) : ''
    all.push(text)
  })
  return all
}

/** Whether Markdown would not see it: a paragraph in which nothing is said. */
function isEmpty(node: Node, { labels }: Notes): boolean {
  if (node.type.name !== 'paragraph') return false
  return node.children.every(
    (child) =>
      child.type.name === 'hardBreak' ||
      (child.type.name === 'footnoteMark' && !labels.has(child.attrs.label)) ||
      (child.isText && /^[ \t\r\n]*$/.test(child.text!) && !child.marks.some(({ type }) => type.name === 'code')),
  )
}

function asItWas(node: Node, place: Place): string {
  const spelling = spellingOf(node)
  if (spelling !== undefined && !(place.sign && signIn(spelling) === place.sign)) return spelling
  const key = `${place.sign ?? ''} ${place.notes.key}`
  const before = written.get(node)
  const text = before?.key === key ? before.text : blockOf(node, place)
  if (before?.key !== key) written.set(node, { key, text })
  return place.known?.get(text) ?? text
}

/** By what a list is told from the next: its bullet, or what stands behind its numbers. */
function signIn(text: string): string {
  return /^(?:\d{1,9}([.)])|([-*+]))(?=\s|$)/.exec(text)?.slice(1).find(Boolean) ?? ''
}

type Writer = (node: Node, place: Place) => string

const writers: Record<string, Writer> = {
  paragraph: (node, { notes }) => wordsOf(node.content, notes, true),
  heading: (node, { notes }) => headingOf(node, wordsOf(node.content, notes)),
  blockquote: (node, { notes }) => quoted(blocksOf(node, notes).join('\n\n')),
  callout: calloutOf,
  codeBlock: fenceOf,
  // In a list, or right under a paragraph, dashes are something else.
  rule: (_node, { tight }) => (tight ? '___' : '---'),
  bulletList: (node, place) => listOf(node, place, bulletFor(node, place)),
  orderedList: (node, place) => listOf(node, place, numberFor(node, place)),
  table: tableOf,
  picture: (node) => pictureOf(node),
  footnote: (node, { notes }) => noteOf(node, blocksOf(node, notes), notes),
}

function blockOf(node: Node, place: Place): string {
  const writer = writers[node.type.name]
  if (!writer) throw new Error(`Nothing writes a ${node.type.name}`)
  return writer(node, place)
}

function headingOf(node: Node, words: string): string {
  // Signs at the end would be read as the heading's own.
  return `${'#'.repeat(node.attrs.level)} ${words.replace(/(^|\s)(#+)$/, '$1\\$2')}`.trimEnd()
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => (line ? `> ${line}` : '>'))
    .join('\n')
}

function calloutOf(node: Node, { notes }: Place): string {
  const title = wordsOf(node.child(0).content, notes)
  const fits = title.length <= 200 && !title.includes('\n')
  const body: Node[] = []
  node.forEach((child, _at, i) => void (i && !isEmpty(child, notes) && body.push(child)))
  const blocks = blocksOf(node.cut(node.child(0).nodeSize), notes)
  if (!fits) blocks.unshift(title)
  const near = fits && /^(paragraph|picture)$/.test(body[0]?.type.name ?? '') ? '\n' : '\n\n'
  const head = `[!${String(node.attrs.kind).toUpperCase()}]${fits && title ? ` ${title}` : ''}`
  return quoted(blocks.length ? `${head}${near}${blocks.join('\n\n')}` : head)
}

function fenceOf(node: Node): string {
  const text = node.textContent
  const info = String(node.attrs.info)
    .replace(/[\r\n]+/g, ' ')
    .trim()
  const sign = info.includes('`') ? '~' : '`'
  const runs = [...text.matchAll(new RegExp(`^[ \\t]*(${sign}{3,})`, 'gm'))].map(([, run]) => run!.length)
  const fence = sign.repeat(Math.max(3, ...runs.map((length) => length + 1)))
  return `${fence}${info}\n${text ? `${text}\n` : ''}${fence}`
}

function bulletFor(node: Node, { sign }: Place): string {
  const own = /^[-*+]$/.test(node.attrs.sign) ? node.attrs.sign : '-'
  return own === sign ? (sign === '-' ? '*' : '-') : own
}

function numberFor(node: Node, { sign }: Place): string {
  const own = node.attrs.sign === ')' ? ')' : '.'
  return own === sign ? (sign === '.' ? ')' : '.') : own
}

function listOf(list: Node, { notes }: Place, sign: string): string {
  const tight = (list.attrs.tight || !hasParagraphs(list, notes)) && canBeTight(list, notes)
  const items: string[] = []
  list.forEach((item, _at, i) => {
    const mark =
      list.type.name === 'orderedList' ? `${Math.min(Number(list.attrs.start) + i, 999_999_999)}${sign}` : sign
    items.push(itemOf(item, mark, tight, notes))
  })
  return items.join(tight ? '\n' : '\n\n')
}

function itemOf(item: Node, mark: string, tight: boolean, notes: Place['notes']): string {
  const blocks = blocksOf(item, notes, true)
  if (item.attrs.done !== null) {
    const box = `[${item.attrs.done ? 'x' : ' '}]`
    const said = firstOf(item, notes)?.type.name
    if (said === 'paragraph' || said === 'picture') blocks[0] = `${box} ${blocks[0]}`
    else blocks.unshift(box)
  }
  return indented(blocks.join(tight ? '\n' : '\n\n'), `${mark} `, ' '.repeat(mark.length + 1)) || mark
}

function indented(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, i) => (i === 0 ? first + line : line ? others + line : ''))
    .join('\n')
    .trimEnd()
}

function firstOf(item: Node, notes: Notes): Node | undefined {
  let first: Node | undefined
  item.forEach((child) => {
    if (!first && !isEmpty(child, notes)) first = child
  })
  return first
}

/** Without paragraphs there is no difference between a tight list and a loose one. */
function hasParagraphs(list: Node, notes: Notes): boolean {
  return list.children.some(
    (item) =>
      item.attrs.done !== null ||
      item.children.some((block) => !isEmpty(block, notes) && /^(paragraph|picture)$/.test(block.type.name)),
  )
}

/** Whether no two blocks of an item would run together without an empty line between them. */
function canBeTight(list: Node, notes: Notes): boolean {
  let can = true
  list.forEach((item) => {
    let before = item.attrs.done === null ? '' : 'paragraph'
    let first = item.attrs.done !== null && /paragraph|picture/.test(firstOf(item, notes)?.type.name ?? '')
    item.forEach((block) => {
      if (isEmpty(block, notes)) return
      if (before && !first && !mayFollow(before, block, notes)) can = false
      first = false
      before = block.type.name
    })
  })
  return can
}

function mayFollow(before: string, block: Node, notes: Notes): boolean {
  const { name } = block.type
  if (name === 'bulletList' || name === 'orderedList')
    return (
      !/List$/.test(before) &&
      firstOf(block.child(0), notes) !== undefined &&
      (name === 'bulletList' || block.attrs.start === 1)
    )
  if (/^(heading|rule|codeBlock)$/.test(name)) return true
  if (/^(blockquote|callout)$/.test(name)) return !/^(blockquote|callout)$/.test(before)
  return /^(heading|rule|codeBlock)$/.test(before)
}

function tableOf(table: Node, { notes }: Place): string {
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

/** A label that Markdown can hold. */
export function labelOf(footnote: Node): string {
  return String(footnote.attrs.label)
}

function noteOf(node: Node, blocks: string[], notes: Notes): string {
  const first = firstOf(node, notes)?.type.name
  const start = `[^${labelOf(node)}]:`
  if (!blocks.length) return start
  const text = blocks.join('\n\n')
  if (first === 'paragraph' || first === 'picture') return indented(text, `${start} `, '    ')
  return `${start}\n${indented(text, '    ', '    ')}`
}
