import { escapeInline, escapeLineStart } from '../../../platform/markdown/escape.ts'
import { distinct, onceEach } from './distinct.ts'
import type { Mark, Piece } from './pieces.ts'
import { joined, spaced } from './spacing.ts'

/**
 * Writes the pieces of one paragraph as Markdown: white space folded as HTML folds it, emphasis signs chosen and
 * placed so that CommonMark reads them as emphasis (section 6.2), text escaped where it would be read as anything else.
 */
export function writeParagraph(pieces: Piece[]): string {
  const tidy = joined(distinct(spaced(onceEach(pieces))))
  chooseSigns(tidy)
  return escaped(tidy).split('\n').map(escapeLineStart).join('\n')
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
