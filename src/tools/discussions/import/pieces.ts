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

/** White space, or a break. */
export function isBlank(piece: Piece | undefined): boolean {
  return piece?.is === 'break' || (piece?.is === 'text' && piece.text.trim() === '')
}
