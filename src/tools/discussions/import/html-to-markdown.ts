import { longestOf } from './marks.ts'
import { type Origin, writePhrases } from './phrases.ts'
import { writeTable } from './tables.ts'
import { type Element, isBlock, isElement, isText, type Node, readHtml, textOf } from './tree.ts'

export type { Origin } from './phrases.ts'

/**
 * Turns HTML into Markdown that our renderer turns into the same document again.
 *
 * Takes the HTML of a post; `base` is the site it was written on, to which relative links belong (without it they stay
 * relative). Returns CommonMark 0.31 with tables and strikethrough; never throws. Text that would be read as Markdown,
 * as an address or as a mention is escaped, and nothing else is. Kept otherwise than written: `<kbd>` becomes code,
 * superscript numbers the characters Unicode has for them (other raised text stays on the line), films links, code
 * blocks lose their language, definition lists become paragraphs. Beyond 40 elements deep only the text is kept.
 */
export function htmlToMarkdown(html: string, origin: Origin = {}): string {
  return writeBlocks(readHtml(html), origin)
    .map(({ text }) => text)
    .join('\n\n')
}

interface Block {
  /** Which list mark it uses: the list after it must use another, or the two would be one. */
  mark?: string
  text: string
  /** A paragraph made of bare text, which in a list makes no paragraph of the item. */
  bare?: boolean
}

function writeBlocks(nodes: Node[], origin: Origin): Block[] {
  const blocks: Block[] = []
  let phrases: Node[] = []
  const finish = () => {
    const text = writePhrases(phrases, origin)
    if (text !== '') blocks.push({ text, bare: true })
    phrases = []
  }
  for (const node of nodes) {
    if (!isBlock(node)) phrases.push(node)
    else {
      finish()
      blocks.push(...writeBlock(node as Element, origin, blocks.at(-1)?.mark).filter(({ text }) => text !== ''))
    }
  }
  finish()
  return blocks
}

function writeBlock(element: Element, origin: Origin, markBefore?: string): Block[] {
  switch (element.name) {
    case 'p':
    case 'summary':
    case 'dt':
      if (element.children.some(isBlock)) break
      return [{ text: writePhrases(element.children, origin) }]
    case 'hr':
      return [{ text: '___' }] // the other two marks of a rule are marks of lists as well
    case 'pre':
      return [{ text: fenced(textOf(element.children)) }]
    case 'blockquote':
      return [{ text: quoted(writeBlocks(element.children, origin)) }]
    case 'ul':
    case 'ol':
      return [list(element, origin, markBefore)]
    case 'table':
      return writeTable(element, origin).map((text) => ({ text }))
  }
  const level = /^h([1-6])$/.exec(element.name)?.[1]
  if (level) return [{ text: heading(Number(level), writePhrases(element.children, origin, 'spaced')) }]
  return writeBlocks(element.children, origin)
}

/** Signs at a heading's end would be taken for its closing. */
function heading(level: number, text: string): string {
  return text === '' ? '' : `${'#'.repeat(level)} ${text.replace(/(^|\s)(#+)$/, '$1\\$2')}`
}

function quoted(blocks: Block[]): string {
  const text = blocks.map((block) => block.text).join('\n\n')
  return prefixed(text, '> ', '>')
}

function prefixed(text: string, prefix: string, empty: string): string {
  if (text === '') return ''
  return text
    .split('\n')
    .map((line) => (line === '' ? empty : prefix + line))
    .join('\n')
}

function fenced(code: string): string {
  const text = code.replace(/\r\n?/g, '\n').replace(/^\n/, '').replace(/\n$/, '')
  if (text === '') return ''
  const longest = longestOf(text.matchAll(/^ *(`+)/gm), 2)
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text}\n${fence}`
}

function list(element: Element, origin: Origin, markBefore?: string): Block {
  const ordered = element.name === 'ol'
  const marks = ordered ? ['.', ')'] : ['-', '*']
  const mark = marks[0] === markBefore ? marks[1]! : marks[0]!
  const items = itemsOf(element).map((nodes) => writeBlocks(nodes, origin))
  const loose = items.some((blocks) => blocks.some(({ bare, mark: nested }) => !bare && !nested) || !followsOn(blocks))
  let number = startOf(element) - 1
  const written = items.map((blocks) => {
    number += 1
    return item(ordered ? `${number}${mark}` : mark, blocks.map(({ text }) => text).join(loose ? '\n\n' : '\n'))
  })
  return { mark, text: written.join(loose ? '\n\n' : '\n') }
}

/** Without an empty line between them, only a list may follow a text, and a numbered one only if it begins at 1. */
function followsOn(blocks: Block[]): boolean {
  return (
    blocks.every(({ text }, at) => at === 0 || /^(?:[-*]|1[.)]) \S/.test(text)) &&
    blocks.filter(({ bare }) => bare).length < 2
  )
}

/** A list's items; what stands outside one belongs to the item before it. */
function itemsOf(element: Element): Node[][] {
  const items: Node[][] = []
  for (const node of element.children) {
    if (isElement(node) && node.name === 'li') items.push([...node.children])
    else if (isElement(node) || (isText(node) && node.data.trim() !== '')) {
      if (items.length === 0) items.push([])
      items.at(-1)!.push(node)
    }
  }
  return items
}

function item(mark: string, content: string): string {
  if (content === '') return mark
  const indent = ' '.repeat(mark.length + 1)
  return `${mark} ${prefixed(content, indent, '').slice(indent.length)}`
}

function startOf(element: Element): number {
  const start = Number(element.attribs.start ?? 1)
  return Number.isInteger(start) && start >= 0 && start < 1e8 ? start : 1
}
