/** Tells at which byte of a UTF-8 file a character stands, for places asked in rising order. */
export class BytePlaces {
  private text = ''
  private character = 0
  private byte: number

  constructor(bytesBefore: number) {
    this.byte = bytesBefore
  }

  append(text: string): void {
    this.text += text
  }

  /** `position` counts UTF-16 units from the file's first character, and is never less than one asked before. */
  byteOf(position: number): number {
    const passed = this.text.slice(0, position - this.character)
    this.byte += Buffer.byteLength(passed)
    this.text = this.text.slice(passed.length)
    this.character += passed.length
    return this.byte
  }

  /** How many UTF-16 units have been appended. */
  get end(): number {
    return this.character + this.text.length
  }

  /** Lets go of the text but for the last few characters, in which a place may still be asked for. */
  forgetAllBut(characters: number): void {
    let length = this.text.length - characters
    if (length <= 0) return
    if (/[\udc00-\udfff]/.test(this.text[length] ?? '')) length -= 1 // half a character would count as three bytes
    this.byteOf(this.character + length)
  }
}
