import type { Token } from 'markdown-it'
import type { Mark, Node } from 'prosemirror-model'
import type { Environment } from './parser.ts'
import { schema } from './schema.ts'

const MARKS: Record<string, string> = { em: 'em', strong: 'strong', s: 'strike', link: 'link' }
const LITERAL = schema.mark('literal')

/** Inline tokens as nodes, with the marks that are open around each. */
export class Words {
  private marks: readonly Mark[] = []
  private inPageLink = false

  constructor(private readonly environment: Environment) {}

  of(tokens: Token[]): Node[] {
    const before = this.marks
    this.marks = []
    const nodes: Node[] = []
    for (const token of tokens) {
      const node = this.wordOf(token, nodes.at(-1))
      const last = nodes.at(-1)
      if (node?.isText && last?.isText && node.sameMarkup(last))
        nodes[nodes.length - 1] = schema.text(last.text! + node.text!, last.marks)
      else if (node) nodes.push(node)
    }
    this.marks = before
    return nodes
  }

  private wordOf(token: Token, last: Node | undefined): Node | undefined {
    const { type, content } = token
    const name = type.replace(/_(open|close)$/, '')
    if (name === 'page_link') {
      this.inPageLink = token.nesting === 1
      return this.inPageLink
        ? schema.node('pageLink', { inside: token.meta?.inside }, undefined, this.marks)
        : undefined
    }
    if (this.inPageLink || type.startsWith('task_box')) return undefined
    if (MARKS[name]) {
      const mark = schema.mark(MARKS[name], name === 'link' ? linkAttrs(token) : null)
      this.marks = token.nesting === 1 ? mark.addToSet(this.marks) : mark.type.removeFromSet(this.marks)
      return undefined
    }
    if (type === 'text') return text(content, this.marks)
    if (type === 'text_special') return text(content, isLiteral(content, last) ? [...this.marks, LITERAL] : this.marks)
    if (type === 'softbreak') return text(' ', this.marks)
    if (type === 'hardbreak') return schema.node('hardBreak', null, undefined, this.marks)
    if (type === 'code_inline') return text(content, schema.mark('code').addToSet(this.marks))
    if (type === 'image') return schema.node('image', imageAttrs(token), undefined, this.marks)
    if (type === 'footnote_ref') {
      const label = token.meta?.label ?? this.labelOf(Number(token.meta?.id))
      return schema.node('footnoteMark', { label }, undefined, this.marks)
    }
    return text(content, this.marks)
  }

  /** A label for a note that was written without one. */
  labelOf(id: number): string {
    const taken = this.environment.footnotes?.refs ?? {}
    let label = String(id + 1)
    while (`:${label}` in taken) label = `note-${label}`
    return label
  }
}

/** Only the signs that make an address or a mention need to be known as escaped: all others are escaped again anyway. */
function isLiteral(sign: string, last: Node | undefined): boolean {
  if (sign === '@') return true
  return (sign === ':' && /https?$/i.test(last?.text ?? '')) || (sign === '.' && /www$/i.test(last?.text ?? ''))
}

function text(content: string, marks: readonly Mark[]): Node | undefined {
  return content ? schema.text(content, marks) : undefined
}

function linkAttrs(token: Token) {
  if (token.nesting !== 1) return { href: '' }
  const bare = token.info === 'auto' ? (token.markup === 'autolink' ? 'angle' : 'bare') : false
  return { href: String(token.attrGet('href') ?? ''), title: String(token.attrGet('title') ?? ''), bare }
}

function imageAttrs(token: Token) {
  return {
    src: String(token.attrGet('src') ?? ''),
    alt: plainText(token.children ?? []),
    title: String(token.attrGet('title') ?? ''),
  }
}

/** What is left of words where nothing but text can be: as the parser's own renderer has it. */
function plainText(tokens: Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (type === 'image') return plainText(children ?? [])
      return /^text/.test(type) ? content : /break$/.test(type) ? '\n' : ''
    })
    .join('')
}
