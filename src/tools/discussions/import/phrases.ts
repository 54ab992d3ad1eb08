import { isSafeAddress } from '../../../platform/markdown/addresses.ts'
import { escapeInline } from '../../../platform/markdown/escape.ts'
import { writeParagraph } from './marks.ts'
import type { Mark, Piece } from './pieces.ts'
import { type Element, isBlock, isElement, isText, type Node, textOf } from './tree.ts'

const KINDS: Record<string, Mark['kind']> = {
  em: 'em',
  i: 'em',
  cite: 'em',
  dfn: 'em',
  var: 'em',
  strong: 'strong',
  b: 'strong',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
}

/** Where relative addresses belong, without a slash at the end. */
export interface Origin {
  base?: string
}

/**
 * Writes the text-level content of one paragraph as Markdown. `breaks` says what becomes of `<br>`: a hard break where
 * a paragraph may have several lines, else a space.
 */
export function writePhrases(nodes: Node[], origin: Origin, breaks: 'kept' | 'spaced' = 'kept'): string {
  const pieces = nodes.flatMap((node) => piecesOf(node, origin))
  return writeParagraph(
    pieces.map((piece) => (piece.is === 'break' && breaks === 'spaced' ? { is: 'text', text: ' ' } : piece)),
  )
}

function piecesOf(node: Node, origin: Origin): Piece[] {
  if (isText(node)) return [{ is: 'text', text: node.data }]
  if (!isElement(node)) return []
  const inside = () => node.children.flatMap((child) => piecesOf(child, origin))
  const kind = KINDS[node.name]
  if (kind) return marked({ kind, open: '~~', close: '~~' }, inside())
  switch (node.name) {
    case 'br':
      return [{ is: 'break' }]
    case 'a':
      return link(node, inside(), origin)
    case 'img':
      return image(node, origin)
    case 'iframe':
      return embedded(node, origin)
    case 'code':
    case 'kbd':
    case 'samp':
    case 'tt':
    case 'pre':
      return code(textOf(node.children))
    case 'sup':
    case 'sub':
      return raised(node, inside())
    default:
      return isBlock(node) ? [{ is: 'text', text: ' ' }, ...inside(), { is: 'text', text: ' ' }] : inside()
  }
}

function marked(mark: Mark, inside: Piece[]): Piece[] {
  return [{ is: 'open', mark }, ...inside, { is: 'close', mark }]
}

/** A link to where our renderer does not link keeps its text, and its address beside it if that could serve anyone. */
function link(element: Element, inside: Piece[], origin: Origin): Piece[] {
  const { href, title } = element.attribs
  if (href === undefined) return inside
  const address = absolute(href.trim(), origin)
  if (!isSafeAddress(encoded(address))) {
    return /^ftp:|^tel:|^irc:/i.test(address) ? [...inside, { is: 'text', text: ` (${address})` }] : inside
  }
  const text = textOf(element.children)
  if (
    text === address &&
    !title &&
    /^https?:\/\/[\w.~:/?#@!$'()*+,;=&-]+$/.test(address) &&
    !address.includes('xn--')
  ) {
    return [{ is: 'raw', text: `<${address}>` }]
  }
  return marked({ kind: 'link', open: '[', close: `](${target(address, title)})` }, inside)
}

function image(element: Element, origin: Origin): Piece[] {
  const { src = '', alt = '', title } = element.attribs
  const address = absolute(src.trim(), origin)
  const name = alt.replace(/\s+/g, ' ').trim()
  if (!isSafeAddress(encoded(address)) || address === '') return [{ is: 'text', text: name }]
  return [{ is: 'raw', text: `![${escapeInline(name, { insideLink: true })}](${target(address, title)})` }]
}

/** A film from elsewhere becomes a link to it. */
function embedded(element: Element, origin: Origin): Piece[] {
  const address = absolute((element.attribs.src ?? '').trim(), origin)
  if (!/^https?:/.test(address) || !isSafeAddress(encoded(address))) return []
  return [{ is: 'raw', text: `[${escapeInline(address, { insideLink: true })}](${target(address)})` }]
}

/** Addresses are given the server they were written on; a scheme left out is taken to be https. */
function absolute(address: string, { base }: Origin): string {
  if (address.startsWith('//')) return `https:${address}`
  if (!base || /^[a-z][a-z0-9+.-]*:/i.test(address)) return address
  return URL.canParse(address, `${base}/`) ? new URL(address, `${base}/`).href : address
}

/** Every character that a Markdown link destination cannot hold, as a percent sign and numbers. */
function encoded(address: string): string {
  return address.replace(
    /[\s<>\\\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g,
    encodeURIComponent,
  )
}

function target(address: string, title?: string): string {
  const plain = encoded(address).replace(/&(?=[#\w]+;)/g, '&amp;')
  const destination = balanced(plain) ? plain : plain.replace(/[()]/g, '\\$&')
  const words = title?.replace(/\s+/g, ' ').trim()
  return words ? `${destination} "${escapeInline(words, { insideLink: true }).replaceAll('"', '\\"')}"` : destination
}

function balanced(address: string): boolean {
  let open = 0
  for (const [sign] of address.matchAll(/[()]/g)) {
    open += sign === '(' ? 1 : -1
    if (open < 0 || open > 30) return false
  }
  return open === 0
}

function code(text: string): Piece[] {
  const line = text.replace(/\s*\n\s*/g, ' ')
  return [{ is: line.trim() === '' ? 'text' : 'code', text: line }]
}

const RAISED = { sup: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾', sub: '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎' }

/** Markdown has no superscripts: numbers and signs have characters of their own, any other text stays on the line. */
function raised(element: Element, inside: Piece[]): Piece[] {
  const text = textOf(element.children).trim()
  if (!/^[-−0-9+=()]{1,20}$/.test(text) || !/\d/.test(text)) return inside
  const signs = RAISED[element.name === 'sup' ? 'sup' : 'sub']
  const lift = (line: string) =>
    line.replace('−', '-').replace(/[-0-9+=()]/g, (sign) => signs['0123456789+-=()'.indexOf(sign)]!)
  return inside.map((piece) => (piece.is === 'text' ? { is: 'text', text: lift(piece.text) } : piece))
}
