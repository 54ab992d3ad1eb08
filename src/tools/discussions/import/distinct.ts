import type { Mark, Piece } from './pieces.ts'

/** Strong inside strong looks like strong; written, the inner signs would close the outer ones. */
export function onceEach(pieces: Piece[]): Piece[] {
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
export function distinct(pieces: Piece[]): Piece[] {
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
