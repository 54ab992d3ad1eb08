/** What surrounds a piece of text in the Markdown being written. */
interface Surroundings {
  /** The character before the text and the one after it; empty at the edges of a line. */
  before?: string
  after?: string
  /** Inside `[…](…)` a closing bracket would end the link, and addresses are not looked for. */
  insideLink?: boolean
  /** Addresses and mentions are meant as such. */
  meant?: boolean
}

const SUSPICIOUS = /[\\`*_[\]<&~@]|https?:(?=\/\/)|www\./gi
const ENTITY = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]*);/i
const BLANK = /^\s?$/u
const WORD = /^[\p{L}\p{N}]$/u

/**
 * Markdown that renders as exactly this text. Escapes with a backslash only what would otherwise be read as emphasis,
 * code, a link, an entity, an address or a mention; line starts are `escapeLineStart`'s.
 */
export function escapeInline(
  text: string,
  { before = '', after = '', insideLink = false, meant = false }: Surroundings = {},
): string {
  return text.replace(SUSPICIOUS, (found: string, at: number) => {
    if (meant && (found.length > 1 || found === '@')) return found
    const previous = at > 0 ? text[at - 1]! : before
    const next = text[at + found.length] ?? after
    if (found.length > 1) return insideLink ? found : `${found.slice(0, -1)}\\${found.slice(-1)}`
    return isRead(found, previous, next, text.slice(at, at + 40), insideLink) ? `\\${found}` : found
  })
}

function isRead(sign: string, previous: string, next: string, ahead: string, insideLink: boolean): boolean {
  if (sign === '\\') return /^[!-/:-@[-`{-~\n]?$/.test(next)
  if (sign === '*') return !(BLANK.test(previous) && BLANK.test(next))
  if (sign === '_') return !(BLANK.test(previous) && BLANK.test(next)) && !(WORD.test(previous) && WORD.test(next))
  if (sign === ']') return insideLink
  if (sign === '<') return /^[a-z/!?]$/i.test(next)
  if (sign === '&') return ENTITY.test(ahead)
  if (sign === '~') return previous === '~' || next === '~'
  if (sign === '@') return /^[\p{L}\p{N}_[]/u.test(ahead.slice(1))
  return true
}

/**
 * The same line, already escaped inline, with a backslash where its beginning would open a heading, a list, a quote or
 * a rule, or would make a heading or a table of the line above it.
 */
export function escapeLineStart(line: string): string {
  return line
    .replace(/^(?=.*[-_=])[-_*=|:\s]+$/, '\\$&')
    .replace(/^(?:#{1,6}|[-+*])(?=\s|$)|^>/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}
