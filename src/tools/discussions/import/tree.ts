import { parseDocument } from 'htmlparser2'

export type Node = ReturnType<typeof parseDocument>['children'][number]
export type Element = Extract<Node, { attribs: Record<string, string> }>

/** Deeper than this only the text is kept; it is also as deep as our Markdown renders. */
const DEEPEST = 40

const BLOCKS = new Set(
  'p div section article aside header footer main figure figcaption address ul ol li dl dt dd blockquote pre hr table details summary h1 h2 h3 h4 h5 h6'.split(
    ' ',
  ),
)

/** Elements whose content is no text for readers. */
const UNREAD = new Set(['script', 'style', 'template', 'noscript', 'head', 'title', 'textarea', 'select', 'object'])

/** Reads HTML into a tree without comments and unread elements, no deeper than Markdown can follow. */
export function readHtml(html: string): Node[] {
  const { children } = parseDocument(html)
  flatten(children)
  return children
}

function flatten(roots: Node[]): void {
  const waiting = roots.filter(isElement).map((element) => ({ element, depth: 1 }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { element, depth } = next
    if (depth > DEEPEST) element.children = onlyText(element)
    for (const child of element.children) if (isElement(child)) waiting.push({ element: child, depth: depth + 1 })
  }
}

function onlyText(element: Element): Node[] {
  const texts: Node[] = []
  const waiting: Node[] = [...element.children].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isText(node)) texts.push(node)
    if (isElement(node)) for (const child of node.children.toReversed()) waiting.push(child)
  }
  return texts
}

export function isElement(node: Node): node is Element {
  return 'attribs' in node && !UNREAD.has(node.name)
}

export function isText(node: Node): node is Node & { data: string } {
  return node.type === 'text'
}

/** True for what begins a block of its own, and for an unknown wrapper that holds such a block. */
export function isBlock(node: Node): boolean {
  if (!isElement(node)) return false
  return BLOCKS.has(node.name) || (WRAPPERS.has(node.name) && node.children.some(isBlock))
}

const WRAPPERS = new Set(['span', 'font', 'center', 'tbody', 'body', 'html', 'small', 'big'])

/** The text of an element as written, for code and alternative texts; `<br>` is a line's end. */
export function textOf(nodes: Node[]): string {
  return nodes
    .map((node) => {
      if (isText(node)) return node.data
      if (!isElement(node)) return ''
      return node.name === 'br' ? '\n' : textOf(node.children)
    })
    .join('')
}
