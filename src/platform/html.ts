/**
 * Markup that is safe to send. Only `html`, `trusted` and `asBytes` make it, so that a plain string is always text. Where
 * pieces of it are kept as bytes, they stay beside the text up to the page that is sent.
 */
export class Html {
  constructor(
    readonly markup: string,
    readonly pieces: readonly Piece[] | undefined = undefined,
  ) {}
  toString(): string {
    return this.markup
  }
}

type Piece = string | Buffer

export type Child = Html | string | number | boolean | null | undefined | readonly Child[]

/** A template whose values are escaped unless they are Html. Lists are joined; null, undefined and booleans are nothing. */
export function html(strings: TemplateStringsArray, ...children: Child[]): Html {
  let markup = strings[0]!
  for (let i = 0; i < children.length; i++) {
    if (hasBytes(children[i])) return inPieces(strings, children)
    markup += markupOf(children[i]) + strings[i + 1]!
  }
  return new Html(markup)
}

/** The same markup, encoded once for all the pages that it will be part of. */
export function asBytes({ markup }: Html): Html {
  return new Html(markup, [Buffer.from(markup)])
}

/** Markup as it is sent: what is kept as bytes is copied, and only the rest encoded. */
export function bytesOf({ markup, pieces }: Html): Buffer {
  if (!pieces) return Buffer.from(markup)
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
}

function hasBytes(child: Child): boolean {
  if (child instanceof Html) return child.pieces !== undefined
  return Array.isArray(child) && child.some(hasBytes)
}

/** Few templates have bytes among their children: those that lead from a kept fragment up to its page. */
function inPieces(strings: TemplateStringsArray, children: Child[]): Html {
  const pieces: Piece[] = []
  let markup = ''
  let text = ''
  const add = (piece: Piece) => {
    if (typeof piece === 'string') text += piece
    else {
      if (text) pieces.push(text)
      pieces.push(piece)
      text = ''
    }
  }
  const say = (child: Child) => {
    if (child instanceof Html && child.pieces) {
      markup += child.markup
      for (const piece of child.pieces) add(piece)
    } else if (Array.isArray(child)) for (const one of child) say(one)
    else {
      const said = markupOf(child)
      markup += said
      text += said
    }
  }
  strings.forEach((string, i) => {
    markup += string
    text += string
    say(children[i])
  })
  if (text) pieces.push(text)
  return new Html(markup, pieces)
}

/** Declares markup as safe that was made safe elsewhere: a stored rendering, an own drawing. */
export function trusted(markup: string): Html {
  return new Html(markup)
}

export const nothing = new Html('')

function markupOf(child: Child): string {
  if (typeof child === 'string') return escaped(child)
  if (child instanceof Html) return child.markup
  if (typeof child === 'number') return String(child)
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  let markup = ''
  for (const one of child) markup += markupOf(one)
  return markup
}

const special = /[&<>"']/
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text for an element or a quoted attribute. */
export function escaped(text: string): string {
  return special.test(text) ? text.replace(/[&<>"']/g, (sign) => entities[sign]!) : text
}

/** An address that a person wrote, if it may stand in a link; otherwise '#'. */
export function safeUrl(url: string): string {
  return /^(https?:\/\/|mailto:|\/(?!\/))/i.test(url) ? url : '#'
}
