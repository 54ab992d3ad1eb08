import { escapeInline, escapeLineStart } from '../../../platform/markdown/escape.ts'

/** A pair of signs around other pieces: emphasis, a link. The same object opens and closes. */
export interface Mark {
  kind: 'em' | 'strong' | 'strike' | 'link'
  open: string
  close: string
}

/** What a paragraph is made of, before it is written as Markdown. */
export type Piece =
  | { is: 'text'; text: string }
  | { is: 'code'; text: string }
  | { is: 'raw'; text: string }
  | { is: 'break' }
  | { is: 'open'; mark: Mark }
  | { is: 'close'; mark: Mark }

/**
 * Writes the pieces of one paragraph as Markdown: white space folded as HTML folds it, emphasis signs chosen and
 * placed so that CommonMark reads them as emphasis (section 6.2), text escaped where it would be read as anything else.
 */
export function writeParagraph(pieces: Piece[]): string {
  const tidy = joined(distinct(folded(joined(outsideMarks(folded(joined(onceEach(pieces))))))))
  chooseSigns(tidy)
  return escaped(tidy).split('\n').map(escapeLineStart).join('\n')
}

/** True when nothing but white space stands behind the mark opened last. */
function isEmpty(pieces: Piece[]): boolean {
  return pieces[pieces.findLastIndex((piece) => !isBlank(piece))]?.is === 'open'
}

/** Strong inside strong looks like strong; written, the inner signs would close the outer ones. */
function onceEach(pieces: Piece[]): Piece[] {
  const open: Mark[] = []
  return pieces.filter((piece) => {
    if (piece.is !== 'open' && piece.is !== 'close') return true
    if (piece.is === 'close' && open.at(-1) === piece.mark) open.pop()
    else if (piece.is === 'close' || open.some(({ kind }) => kind === piece.mark.kind)) return false
    else open.push(piece.mark)
    return true
  })
}

/**
 * Marks of one kind side by side become one where no other sign is left to tell them apart: strikes always, emphasis
 * inside other emphasis.
 */
function distinct(pieces: Piece[]): Piece[] {
  const result: Piece[] = []
  const sameAs = new Map<Mark, Mark>()
  let depth = 0
  for (const piece of pieces) {
    const last = result.at(-1)
    if (
      piece.is === 'open' &&
      last?.is === 'close' &&
      last.mark.kind === piece.mark.kind &&
      piece.mark.kind !== 'link'
    ) {
      if (depth > 0 || piece.mark.kind === 'strike') {
        result.pop()
        sameAs.set(piece.mark, last.mark)
        depth += isEmphasis(piece) ? 1 : 0
        continue
      }
    }
    if (isEmphasis(piece)) depth += piece.is === 'open' ? 1 : -1
    result.push(piece.is === 'close' ? { is: 'close', mark: sameAs.get(piece.mark) ?? piece.mark } : piece)
  }
  return result
}

function isEmphasis(piece: Piece): boolean {
  return (piece.is === 'open' || piece.is === 'close') && (piece.mark.kind === 'em' || piece.mark.kind === 'strong')
}

/** Neighbouring texts as one, neighbouring codes as well, and no marks around nothing. */
function joined(pieces: Piece[]): Piece[] {
  const result: Piece[] = []
  for (const piece of pieces) {
    const last = result.at(-1)
    if (piece.is === 'text' && piece.text === '') continue
    if ((piece.is === 'text' || piece.is === 'code') && last?.is === piece.is) {
      result[result.length - 1] = { is: piece.is, text: last.text + piece.text }
    } else if (piece.is === 'close' && isEmpty(result))
      result.splice(
        result.findLastIndex(({ is }) => is === 'open'),
        1,
      )
    else result.push(piece)
  }
  return result
}

/** One space for any run of white space, none at the edges of a line, and no break at the edges of the paragraph. */
function folded(pieces: Piece[]): Piece[] {
  let atSpace = true
  const result: Piece[] = []
  for (const piece of pieces) {
    if (piece.is === 'break' && result.every(({ is }) => is === 'open')) continue
    if (piece.is === 'break') trimEnd(result, 'text')
    if (piece.is === 'text') {
      const text = piece.text.replace(/[ \t\n\r\f]+/g, ' ')
      const kept: string = atSpace && text.startsWith(' ') ? text.slice(1) : text
      if (kept === '') continue
      result.push({ is: 'text', text: kept })
      atSpace = kept.endsWith(' ')
      continue
    }
    result.push(piece)
    if (piece.is === 'break') atSpace = true
    if (piece.is === 'raw' || piece.is === 'code') atSpace = false
  }
  return trimEnd(result)
}

/** Takes white space, and at the very end breaks as well, from the end of a line, looking through marks. */
function trimEnd(pieces: Piece[], what: 'text' | 'all' = 'all'): Piece[] {
  for (let at = pieces.length - 1; at >= 0; at -= 1) {
    const piece = pieces[at]!
    if (piece.is === 'close' || piece.is === 'open') continue
    if (piece.is === 'raw' || piece.is === 'code' || (piece.is === 'break' && what === 'text')) break
    if (piece.is === 'text') piece.text = piece.text.trimEnd()
    if (piece.is === 'text' && piece.text !== '') break
    pieces.splice(at, 1)
  }
  return pieces
}

/** Moves white space and breaks at the inner edges of marks outside: `** a**` would not be read as a mark. */
function outsideMarks(pieces: Piece[]): Piece[] {
  return movedOut(movedOut(pieces, 'open'), 'close')
}

/** For opening marks the paragraph is walked backwards, so that both edges are the same work. */
function movedOut(pieces: Piece[], edge: 'open' | 'close'): Piece[] {
  const result: Piece[] = []
  for (const piece of edge === 'open' ? pieces.toReversed() : pieces) {
    const beyond: Piece[] = []
    while (piece.is === edge && isBlank(result.at(-1))) beyond.unshift(result.pop()!)
    const inner = piece.is === edge ? result.at(-1) : undefined
    if (inner?.is === 'text') {
      const kept = edge === 'open' ? inner.text.trimStart() : inner.text.trimEnd()
      const space = edge === 'open' ? inner.text.slice(0, -kept.length) : inner.text.slice(kept.length)
      if (space !== '') result.splice(-1, 1, { is: 'text', text: kept })
      if (space !== '') beyond.unshift({ is: 'text', text: space })
    }
    result.push(piece, ...beyond)
  }
  return edge === 'open' ? result.reverse() : result
}

function isBlank(piece: Piece | undefined): boolean {
  return piece?.is === 'break' || (piece?.is === 'text' && piece.text.trim() === '')
}

/** Asterisks by default; underscores inside and beside asterisks, so that no two runs of signs grow together. */
function chooseSigns(pieces: Piece[]): void {
  const around: string[] = []
  let beside = ''
  for (const piece of pieces) {
    const mark = piece.is === 'open' || piece.is === 'close' ? piece.mark : undefined
    if (mark?.kind === 'em' || mark?.kind === 'strong') {
      if (piece.is === 'open') {
        const sign = (around.at(-1) ?? beside) === '*' ? '_' : '*'
        mark.open = mark.close = mark.kind === 'em' ? sign : sign + sign
        around.push(sign)
      } else beside = around.pop() ?? ''
    }
    if (piece.is !== 'close') beside = ''
  }
}

const PUNCTUATION = /^[\p{P}\p{S}]$/u
const LETTER = /^[^\s\p{P}\p{S}]$/u

function escaped(pieces: Piece[]): string {
  let written = ''
  let links = 0
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at]!
    const next = startOf(pieces[at + 1])
    if (piece.is === 'text') written += escapedText(piece.text, written.at(-1), next, links > 0)
    if (piece.is === 'raw') written += piece.text
    if (piece.is === 'code') written += code(piece.text)
    if (piece.is === 'break') written += '\\\n'
    if (piece.is === 'open') written = opened(written, piece.mark, soonHidden(pieces, at + 1) ? '&' : next)
    if (piece.is === 'open' && piece.mark.kind === 'link') links += 1
    if (piece.is !== 'close') continue
    if (piece.mark.kind === 'link') links -= 1
    else closeAgainst(pieces, at, piece.mark, lastOf(written))
    written += piece.mark.close
  }
  return written
}

function escapedText(text: string, before: string | undefined, after: string, insideLink: boolean): string {
  const written = escapeInline(text, { before, after, insideLink })
  return after === '[' && text.endsWith('!') ? `${written.slice(0, -1)}\\!` : written // "![" would be an image
}

/** A sign opens only if the letter before it does not hide it; as a reference that letter counts as punctuation. */
function opened(written: string, mark: Mark, next: string): string {
  const before = lastOf(written)
  const hidden = mark.kind !== 'link' && LETTER.test(before) && (mark.open[0] === '_' || PUNCTUATION.test(next))
  if (!hidden) return written + mark.open
  const rest = written.slice(0, -before.length)
  return (/(?<!\\)\\$/.test(rest) ? `${rest}\\` : rest) + reference(before) + mark.open // a lone "\" would escape the "&"
}

/** True for a lone letter between two opening signs: the second may need it as a reference. */
function soonHidden(pieces: Piece[], at: number): boolean {
  return LETTER.test(wholeText(pieces[at])) && pieces[at + 1]?.is === 'open'
}

function wholeText(piece: Piece | undefined): string {
  return piece?.is === 'text' ? piece.text : ''
}

/** The same on the other side: the first letter of the following text becomes a reference. */
function closeAgainst(pieces: Piece[], at: number, mark: Mark, inside: string): void {
  const next = pieces[at + 1]
  if (next?.is !== 'text') return
  const after = startOf(next)
  if (!LETTER.test(after) || (mark.close[0] !== '_' && !PUNCTUATION.test(inside))) return
  pieces.splice(at + 1, 1, { is: 'raw', text: reference(after) }, { is: 'text', text: next.text.slice(after.length) })
}

function lastOf(written: string): string {
  return Array.from(written.slice(-2)).at(-1) ?? ''
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`
}

/** The first character a piece will write. */
function startOf(piece: Piece | undefined): string {
  if (!piece) return ''
  if (piece.is === 'break') return '\\'
  if (piece.is === 'code') return '`'
  if (piece.is === 'open') return piece.mark.open[0] ?? ''
  if (piece.is === 'close') return piece.mark.close[0] ?? ''
  return Array.from(piece.text.slice(0, 2))[0] ?? ''
}

/** The longest of what was found, however much of it there is; at least so many. */
export function longestOf(found: Iterable<RegExpMatchArray>, least: number): number {
  let longest = least
  for (const [, run] of found) longest = Math.max(longest, run!.length)
  return longest
}

/** The fence is one sign longer than any inside; spaces that a reader of Markdown would take off are doubled. */
function code(text: string): string {
  const longest = longestOf(text.matchAll(/(`+)/g), 0)
  const fence = '`'.repeat(longest + 1)
  const room = /^`|`$|^ .* $/.test(text) ? ' ' : ''
  return fence + room + text + room + fence
}
