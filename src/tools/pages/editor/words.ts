import { Fragment, type Mark, type Node } from 'prosemirror-model'
import { escapeInline, escapeLineStart } from '../../../platform/markdown/escape.ts'
import { destinationOf, titleOf } from './addresses.ts'
import { parseParagraph } from './parse.ts'
import { joined, sayable } from './pieces.ts'
import { schema } from './schema.ts'

/** The signs of one attempt to write some words. */
interface Signs {
  em: '*' | '_'
  strong: '**' | '__'
  addresses: 'bare' | 'angle' | 'worded'
}

/** What people write comes first; the others are for where it would be read otherwise. */
const attempts: Signs[] = [
  { em: '*', strong: '**', addresses: 'bare' },
  { em: '_', strong: '**', addresses: 'bare' },
  { em: '*', strong: '**', addresses: 'angle' },
  { em: '_', strong: '**', addresses: 'angle' },
  { em: '*', strong: '__', addresses: 'angle' },
  { em: '*', strong: '**', addresses: 'worded' },
  { em: '_', strong: '**', addresses: 'worded' },
  { em: '*', strong: '__', addresses: 'worded' },
  { em: '_', strong: '__', addresses: 'worded' },
]

export interface Notes {
  labels: ReadonlySet<string>
}

/**
 * The words of a block as Markdown, in one line (breaks aside). Each attempt is read again: the first that says the same is
 * taken. What Markdown cannot say at all (emphasis in emphasis, mostly) is written as near as it can be.
 */
export function wordsOf(content: Fragment, { labels }: Notes, breaks = false): string {
  let nodes = sayable(content, labels, breaks)
  let written = ''
  for (let round = 0; round < 4; round++) {
    const wanted = meaning(nodes)
    for (const signs of attempts) {
      const attempt = new Writing(signs).write(nodes)
      if (!round && signs === attempts[0]) written = attempt
      const read = readAgain(attempt, labels)
      // As it would be understood the next time: else it would be written otherwise then.
      if (read && meaning(sayable(Fragment.from(read), labels, breaks)) === wanted) return attempt
    }
    // Then what would be read is what is meant from now on.
    written = new Writing(attempts[0]!).write(nodes)
    const read = readAgain(written, labels)
    // Marks may be given up, words never.
    if (!read || textIn(read) !== textIn(nodes)) break
    nodes = sayable(Fragment.from(read), labels, breaks)
  }
  return plainly(sayable(content, labels, breaks), labels, breaks)
}

function textIn(nodes: Node[]): string {
  const all = Fragment.fromArray(nodes)
  return all.textBetween(0, all.size).replace(/\s+/g, '')
}

function plainly(nodes: Node[], labels: ReadonlySet<string>, breaks: boolean): string {
  const bare = nodes.map((node) => (node.isText ? schema.text(node.text!) : node.mark([])))
  return new Writing(attempts[0]!).write(sayable(Fragment.fromArray(joined(bare)), labels, breaks))
}

function readAgain(written: string, labels: ReadonlySet<string>): Node[] | null {
  const paragraph = parseParagraph(written, labels)
  if (paragraph?.type.name !== 'paragraph') return null
  const nodes: Node[] = []
  paragraph.content.forEach((node) => void nodes.push(node))
  return nodes
}

/** Two ways to write the same have the same meaning: how an address or an escape was written makes no difference. */
function meaning(nodes: Node[]): string {
  const same = nodes.map((node) => {
    const marks = node.marks
      .filter(({ type }) => type.name !== 'literal')
      .map((mark) => (mark.type.name === 'link' ? mark.type.create({ ...mark.attrs, bare: false }) : mark))
    return node.mark(marks)
  })
  return JSON.stringify(joined(same).map((node) => node.toJSON()))
}

type Segment = { sign: 'open' | 'close'; mark: Mark } | { sign?: undefined; text: string }

const PUNCTUATION = /[\p{P}\p{S}]/u

/** One attempt. */
class Writing {
  private segments: Segment[] = []

  constructor(private readonly signs: Signs) {}

  write(nodes: Node[]): string {
    this.segments = []
    this.around(nodes, [])
    return this.put()
      .split('\n')
      .map((line) => encodeEdges(escapeLineStart(line)))
      .join('\n')
  }

  /** What lasts longest is opened first. */
  private around(nodes: Node[], done: readonly Mark[]): void {
    for (let i = 0; i < nodes.length; ) {
      const free = nodes[i]!.marks.filter((mark) => !/code|literal/.test(mark.type.name) && !mark.isInSet(done))
      if (!free.length) {
        this.leaf(nodes[i]!, nodes, i, done)
        i++
        continue
      }
      const ends = free.map((mark) => lastOf(nodes, i, mark))
      const end = Math.max(...ends)
      const mark = free[ends.indexOf(end)]!
      this.wrap(nodes.slice(i, end), mark, [...done, mark])
      i = end
    }
  }

  private wrap(nodes: Node[], mark: Mark, done: readonly Mark[]): void {
    if (mark.type.name === 'link') {
      const bare = this.bareOf(nodes, mark)
      if (bare) return void this.segments.push({ text: bare })
      const last = this.segments.at(-1)
      // "![" would begin a picture.
      if (last?.sign === undefined && last?.text.endsWith('!')) last.text = `${last.text.slice(0, -1)}\\!`
      this.segments.push({ text: '[' })
      this.around(nodes, done)
      this.segments.push({ text: `](${destinationOf(mark.attrs.href)}${titleOf(mark.attrs.title)})` })
      return
    }
    this.segments.push({ sign: 'open', mark })
    this.around(nodes, done)
    this.segments.push({ sign: 'close', mark })
  }

  /** An address as its own words. */
  private bareOf(nodes: Node[], mark: Mark): string | undefined {
    const { addresses } = this.signs
    const only = nodes.length === 1 && nodes[0]!.isText ? nodes[0]!.text! : ''
    if (!mark.attrs.bare || addresses === 'worded' || !only || schema.marks.code.isInSet(nodes[0]!.marks)) return
    // The name in a mail address may begin with signs that open a block of code.
    if (mark.attrs.bare === 'bare' && addresses === 'bare' && !/^(?:`{3}|~{3})/.test(only)) return only
    const mail = mark.attrs.href === `mailto:${only}`
    const address = mail ? only : mark.attrs.href
    return /^[^\s<>]+$/.test(address) ? `<${address}>` : undefined
  }

  private leaf(node: Node, nodes: Node[], i: number, done: readonly Mark[]): void {
    const insideLink = done.some(({ type }) => type.name === 'link')
    const { name } = node.type
    if (name === 'hardBreak') this.segments.push({ text: '\\\n' })
    else if (name === 'pageLink') this.segments.push({ text: `[[${node.attrs.inside}]]` })
    else if (name === 'footnoteMark') this.segments.push({ text: `[^${node.attrs.label}]` })
    else if (name === 'image') this.segments.push({ text: pictureOf(node) })
    else if (schema.marks.code.isInSet(node.marks)) this.segments.push({ text: codeOf(node.text!) })
    else {
      const alike = (other: Node | undefined) => other?.isText && node.sameMarkup(other)
      const edge = (other: Node | undefined, at: number) => (alike(other) ? other!.text!.at(at)! : other ? '.' : '')
      const around = {
        before: edge(nodes[i - 1], -1) || (done.length ? '.' : ''),
        after: edge(nodes[i + 1], 0) || (done.length ? '.' : ''),
      }
      const literal = schema.marks.literal.isInSet(node.marks)
      const text = literal
        ? node.text!.replace(/[!-/:-@[-`{-~]/g, '\\$&')
        : escapeInline(node.text!, { ...around, insideLink, meant: true })
      // Right after a note's mark, a colon would make it the note itself.
      const marked = nodes[i - 1]?.type.name === 'footnoteMark' && text.startsWith(':')
      if (text) this.segments.push({ text: marked ? `\\${text}` : text })
    }
  }

  /** Puts the segments together; a letter beside a sign that would not open or close there is written as its number. */
  private put(): string {
    let out = ''
    for (let i = 0; i < this.segments.length; ) {
      const segment = this.segments[i]!
      if (segment.sign === undefined) {
        out += segment.text
        i++
        continue
      }
      let end = i
      while (this.segments[end]?.sign !== undefined) end++
      const run = this.segments.slice(i, end) as { sign: 'open' | 'close'; mark: Mark }[]
      const next = this.segments[end] as { text: string } | undefined
      const before = [...out].at(-1) ?? ''
      const after = next ? [...next.text][0]! : ''
      const opens = run.some(({ sign }) => sign === 'open')
      const closes = run.some(({ sign }) => sign === 'close')
      const strict = run.some(({ mark }) => this.signOf(mark)[0] === '_')
      if (opens && isLetter(before) && (strict || PUNCTUATION.test(after))) out = numbered(out, before, true)
      if (closes && isLetter(after) && (strict || PUNCTUATION.test(before)))
        next!.text = numbered(next!.text, after, false)
      out += run.map(({ mark }) => this.signOf(mark)).join('')
      i = end
    }
    return out
  }

  private signOf(mark: Mark): string {
    if (mark.type.name === 'strike') return '~~'
    return mark.type.name === 'em' ? this.signs.em : this.signs.strong
  }
}

function lastOf(nodes: Node[], from: number, mark: Mark): number {
  let end = from
  while (end < nodes.length && mark.isInSet(nodes[end]!.marks)) end++
  return end
}

function isLetter(sign: string): boolean {
  return sign !== '' && !/\s/u.test(sign) && !PUNCTUATION.test(sign)
}

function numbered(text: string, sign: string, last: boolean): string {
  const code = `&#${sign.codePointAt(0)};`
  return last ? text.slice(0, -sign.length) + code : code + text.slice(sign.length)
}

/** Spaces that the parser would not see at the edges of a line are written as their numbers. */
function encodeEdges(line: string): string {
  const code = (sign: string) => `&#${sign.codePointAt(0)};`
  return line.replace(/^[^\S ]+|[^\S ]+$/gu, (spaces) => [...spaces].map(code).join(''))
}

export function pictureOf({ attrs: { src, alt, title } }: Node): string {
  const said = escapeInline(alt.replace(/\s+/g, ' '), { insideLink: true, before: '.', after: '.' })
  // What stands for a picture is looked through for addresses, too, and their signs are not what they seem.
  const words = said.replace(/(https?|www)([:.])/gi, '$1\\$2')
  return `![${words}](${destinationOf(src)}${titleOf(title)})`
}

function codeOf(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const runs = new Set([...text.matchAll(/`+/g)].map(([run]) => run.length))
  let length = 1
  while (runs.has(length) && length <= longest) length++
  const sign = '`'.repeat(length)
  const padded = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== '')
  return padded ? `${sign} ${text} ${sign}` : `${sign}${text}${sign}`
}
