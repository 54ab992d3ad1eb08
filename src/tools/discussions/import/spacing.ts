import { isBlank, type Piece } from './pieces.ts'

/** White space as HTML folds it, and nowhere at the inner edges of marks, where CommonMark would read no mark. */
export function spaced(pieces: Piece[]): Piece[] {
  return folded(joined(outsideMarks(folded(joined(pieces)))))
}

/** Neighbouring texts as one, neighbouring codes as well, and no marks around nothing. */
export function joined(pieces: Piece[]): Piece[] {
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

/** True when nothing but white space stands behind the mark opened last. */
function isEmpty(pieces: Piece[]): boolean {
  return pieces[pieces.findLastIndex((piece) => !isBlank(piece))]?.is === 'open'
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
