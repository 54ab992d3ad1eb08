import type { Token } from 'markdown-it'
import type { Node } from 'prosemirror-model'
import { destinationOf, titleOf } from './addresses.ts'
import { Words } from './parse-words.ts'
import { type Environment, environmentWith, NO_TITLE, parser } from './parser.ts'
import { schema } from './schema.ts'
import { keepSpelling } from './spelling.ts'

/** Markdown as the document that is edited. Never throws: whatever is no Markdown is text. */
export function parseMarkdown(source: string): Node {
  const environment = environmentWith([])
  const tokens = parser.parse(source, environment)
  const lines = source.replace(/\r\n?/g, '\n').split('\n')
  const reading = new Reading(environment, lines)
  for (const token of tokens) reading.take(token)
  return reading.finish(source)
}

/** The same for one paragraph's words, with notes of these labels. `null` when it is no single paragraph. */
export function parseParagraph(source: string, labels: Iterable<string>): Node | null {
  const environment = environmentWith(labels)
  const tokens = parser.parse(source, environment)
  if (!tokens.length) return schema.node('paragraph')
  if (tokens.length !== 3 || tokens[0]!.type !== 'paragraph_open') return null
  const reading = new Reading(environment, [], false)
  for (const token of tokens) reading.take(token)
  return reading.only()
}

interface Open {
  type: string
  attrs: Record<string, unknown>
  content: Node[]
  map?: [number, number] | null
  /** Whether a note was taken out of it, so that its lines are no longer its own. */
  holed?: boolean
  loose?: boolean
}

const BLOCKS: Record<string, string> = {
  paragraph: 'paragraph',
  heading: 'heading',
  blockquote: 'blockquote',
  callout: 'callout',
  bullet_list: 'bulletList',
  ordered_list: 'orderedList',
  list_item: 'listItem',
  table: 'table',
  tr: 'row',
  th: 'headCell',
  td: 'cell',
  footnote_reference: 'footnote',
}
/** They only group rows. */
const PASSED = new Set(['thead', 'tbody'])

/** One reading of a stream of tokens: a stack of what is open. */
class Reading {
  private readonly stack: Open[] = [{ type: 'doc', attrs: {}, content: [] }]
  private readonly notes: Node[] = []
  private readonly words: Words
  /** Lines of the source that belong to a block of the document. */
  private readonly taken: [number, number][] = []

  constructor(
    private readonly environment: Environment,
    private readonly lines: string[],
    /** Whether a picture alone is a block; of words alone it stays one of them. */
    private readonly pictures = true,
  ) {
    this.words = new Words(environment)
  }

  take(token: Token): void {
    const name = token.type.replace(/_(open|close)$/, '')
    if (PASSED.has(name)) return
    if (BLOCKS[name] && token.nesting === 1) this.open(name, token)
    else if (BLOCKS[name]) this.close()
    else if (token.type === 'inline') this.inline(token)
    else if (name === 'fence' || name === 'code_block') this.code(token)
    else if (name === 'hr') this.add(schema.node('rule'), token.map)
    // Whatever is not known keeps its words.
    else if (token.content) this.add(schema.node('paragraph', null, schema.text(token.content)), token.map)
  }

  only(): Node | null {
    const { content } = this.stack[0]!
    return content.length === 1 ? content[0]! : null
  }

  finish(source: string): Node {
    const blocks = this.stack[0]!.content
    // Notes written in one go with the sentence: ^[so].
    for (const [id, { tokens }] of (this.environment.footnotes?.list ?? []).entries())
      if (tokens)
        this.notes.push(schema.node('footnote', { label: this.words.labelOf(id) }, paragraphOf(this.words.of(tokens))))
    const content = [...(blocks.length ? blocks : [schema.node('paragraph')]), ...this.notes]
    const doc = schema.node('doc', { definitions: this.definitions() }, content)
    keepSpelling(doc, source)
    return doc
  }

  private get top(): Open {
    return this.stack.at(-1)!
  }

  private open(name: string, token: Token): void {
    const type = BLOCKS[name]!
    if (type === 'paragraph' && !token.hidden && this.top.type === 'listItem') this.stack.at(-2)!.loose = true
    const title = type === 'paragraph' && token.attrGet('class') === 'callout-title'
    this.stack.push({ type: title ? 'calloutTitle' : type, attrs: attrsOf(type, token), content: [], map: token.map })
  }

  private close(): void {
    const { type, attrs, content, map, holed, loose } = this.stack.pop()!
    if (map) this.stretch(map)
    if (type === 'bulletList' || type === 'orderedList') attrs.tight = !loose
    const picture = type === 'paragraph' && this.pictures ? aloneIn(content) : undefined
    const node = picture ?? schema.nodes[type as 'paragraph']!.createAndFill(attrs, content)
    if (!node) throw new Error(`A ${type} cannot hold this`)
    if (type === 'footnote') this.note(node, map)
    else this.add(node, map, holed)
  }

  /** The parser does not say on which lines a note stands; what is in it does. */
  private stretch([from, to]: [number, number]): void {
    for (const open of this.stack)
      if (open.type === 'footnote')
        open.map = [Math.min(open.map?.[0] ?? from, from), Math.max(open.map?.[1] ?? to, to)]
  }

  private note(node: Node, map: [number, number] | null | undefined): void {
    for (const open of this.stack) open.holed = true
    this.notes.push(node)
    if (!map) return
    this.taken.push(map)
    if (this.stack.length === 1 && this.lines[map[0]]?.startsWith(`[^${node.attrs.label}]:`)) this.spell(node, map)
  }

  private add(node: Node, map?: [number, number] | null, holed = false): void {
    this.top.content.push(node)
    if (this.stack.length !== 1 || !map) return
    this.taken.push(map)
    if (!holed) this.spell(node, map)
  }

  /** What begins with a space may mean something else after another block; a block of code without an end has no end. */
  private spell(node: Node, map: [number, number]): void {
    const written = this.lines
      .slice(...map)
      .join('\n')
      .replace(/\n\s*$/, '')
    const open = node.type.name === 'codeBlock' && !/\n *(`{3,}|~{3,})[ \t]*$/.test(written)
    if (!/^\s/.test(written) && !open) keepSpelling(node, written)
  }

  private code(token: Token): void {
    const text = token.content.replace(/\n$/, '')
    const info = token.type === 'fence' ? token.info.trim() : ''
    if (token.map) this.stretch(token.map)
    this.add(schema.node('codeBlock', { info }, text ? schema.text(text) : undefined), token.map)
  }

  private inline(token: Token): void {
    const task = token.children?.[0]?.type === 'task_box'
    if (task && this.stack.at(-2)?.type === 'listItem')
      this.stack.at(-2)!.attrs.done = token.children![0]!.attrGet('class') === 'box done'
    if (token.content === NO_TITLE) return
    const words = this.words.of(token.children ?? [])
    this.top.content.push(...(this.top.type === 'paragraph' ? words : unbroken(words)))
  }

  /** What no block shows: the addresses of `[reference]` links. */
  private definitions(): string {
    const { references = {} } = this.environment
    const names = Object.keys(references)
    if (!names.length) return ''
    const free = [...this.lines]
    for (const [from, to] of this.taken) free.fill('', from, to)
    const written = free
      .filter((line) => line.trim() && !/^\s*\[\^[^\s\]]+\]:/.test(line))
      .map((line) => line.trim())
      .join('\n')
    const known: Environment = environmentWith([])
    const rest = parser.parse(written, known)
    if (!rest.length && names.every((name) => name in (known.references ?? {}))) return written
    // Some stood inside a list or a quotation.
    return Object.entries(references)
      .map(([name, { href, title }]) => `[${name}]: ${destinationOf(href)}${titleOf(title)}`)
      .join('\n')
  }
}

/** A picture that stands alone in its paragraph is a block. */
function aloneIn([first, ...rest]: Node[]): Node | undefined {
  if (first?.type.name !== 'image' || rest.length || first.marks.length) return undefined
  return schema.node('picture', first.attrs)
}

function paragraphOf(words: Node[]): Node {
  return schema.node('paragraph', null, words)
}

function unbroken(words: Node[]): Node[] {
  return words.map((node) => (node.type.name === 'hardBreak' ? schema.text(' ', node.marks) : node))
}

function attrsOf(type: string, token: Token): Record<string, unknown> {
  if (type === 'heading') return { level: Number(token.tag.slice(1)) }
  if (type === 'callout') return { kind: String(token.attrGet('class')).split(' ')[1] }
  if (type === 'bulletList') return { sign: token.markup }
  if (type === 'orderedList') return { sign: token.markup, start: Number(token.attrGet('start') ?? 1) }
  if (type === 'headCell' || type === 'cell')
    return { align: /left|center|right/.exec(String(token.attrGet('style') ?? ''))?.[0] ?? '' }
  return type === 'footnote' ? { label: token.meta?.label } : {}
}
