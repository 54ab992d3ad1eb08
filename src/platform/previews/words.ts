import { MOST_WORDS } from './preview.ts'

/** Words as they are gathered, until there are enough. */
export class Words {
  private parts: string[] = []
  private length = 0

  add(text: string): void {
    this.parts.push(text)
    this.length += text.length
  }

  enough(): boolean {
    return this.length > MOST_WORDS
  }

  toString(): string {
    return tidied(this.parts.join(''))
  }
}

/** Half of a sign, as where a text is cut. */
const HALF = /\p{Surrogate}/gu

/** A text whose spaces mean something, without what the database does not keep. */
export function unchanged(text: string): string {
  return text.slice(0, MOST_WORDS).replaceAll('\u0000', '').replace(/\r\n?/g, '\n').replace(HALF, '')
}

/** Without what is no letter and no line; spaces and empty lines once. */
export function tidied(text: string): string {
  return text
    .slice(0, MOST_WORDS)
    .replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/g, '')
    .replace(/\r\n?|\f/g, '\n')
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(HALF, '')
    .trim()
}
