/** A file that cannot be imported, and the place in it, counted from 1, that says why. */
export class BrokenFile extends Error {
  override name = 'BrokenFile'
  readonly line: number
  readonly column: number

  constructor(what: string, place: { line: number; column: number }) {
    const line = Math.max(1, place.line)
    const column = Math.max(1, place.column)
    super(`Line ${line}, column ${column}: ${what}`)
    this.line = line
    this.column = column
  }
}
