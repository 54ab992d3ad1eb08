import type { Node } from 'prosemirror-model'
import { firstOf, isEmpty } from './empty.ts'
import { spellingOf } from './spelling.ts'
import { isTight } from './tightness.ts'
import { type Notes, pictureOf, wordsOf } from './words.ts'
import { fenceOf, headingOf, indented, quoted, tableOf } from './write-lines.ts'

/** What a block was last written as: only what changed is written anew. */
const written = new WeakMap<Node, { key: string; text: string }>()

/** Where a block is written: after what, and how near to it. */
export interface Place {
  notes: Notes & { key: string }
  /** The sign of the list before it, which its own must differ from. */
  sign?: string
  tight?: boolean
  /** How blocks of this Markdown were written before. */
  known?: ReadonlyMap<string, string>
}

/** The blocks of a container, each with the sign that keeps two lists apart. */
export function blocksOf(container: Node, notes: Place['notes'], tight = false, known?: Place['known']): string[] {
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
  table: (node, { notes }) => tableOf(node, notes),
  picture: (node) => pictureOf(node),
  footnote: (node, { notes }) => noteOf(node, blocksOf(node, notes), notes),
}

/** One block, as it is written in this place. */
export function blockOf(node: Node, place: Place): string {
  const writer = writers[node.type.name]
  if (!writer) throw new Error(`Nothing writes a ${node.type.name}`)
  return writer(node, place)
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

function bulletFor(node: Node, { sign }: Place): string {
  const own = /^[-*+]$/.test(node.attrs.sign) ? node.attrs.sign : '-'
  return own === sign ? (sign === '-' ? '*' : '-') : own
}

function numberFor(node: Node, { sign }: Place): string {
  const own = node.attrs.sign === ')' ? ')' : '.'
  return own === sign ? (sign === '.' ? ')' : '.') : own
}

function listOf(list: Node, { notes }: Place, sign: string): string {
  const tight = isTight(list, notes)
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
