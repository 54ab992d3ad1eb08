import { Type as T } from '@sinclair/typebox'

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  text: string
  marked: boolean
}

export const PieceSchema = T.Object({ text: T.String(), marked: T.Boolean() })

/** The pieces of what the database marked: the signs around what fits stand in no text that people write. */
export function piecesOf(marked: string): Piece[] {
  return marked
    .replaceAll('\u0001', '')
    .trim()
    .split(/(\u0002[^\u0003]*\u0003)/)
    .filter(Boolean)
    .map((text) => ({ text: text.replace(/[\u0002\u0003]/g, '').replace(/\s+/g, ' '), marked: text[0] === '\u0002' }))
}
