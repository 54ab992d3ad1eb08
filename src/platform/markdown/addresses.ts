/** Which addresses a text written by a person may point to. Both walls, the parser and the sanitiser, ask here. */

const SCHEME = /^([a-z][a-z0-9+.-]*):/i

/** Browsers drop tabs and newlines anywhere in an address and control characters before it, so none may be there. */
const INVISIBLE = /[\u0000-\u0020\u007f-\u009f\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff]/

/**
 * True for `http:`, `https:` and `mailto:` addresses and for relative ones.
 * Refused: every other scheme, addresses that begin with two slashes (another server in disguise; browsers read a
 * backslash as a slash), and addresses with invisible characters.
 */
export function isSafeAddress(address: string): boolean {
  if (INVISIBLE.test(address)) return false
  const scheme = SCHEME.exec(address)?.[1]?.toLowerCase()
  if (scheme === 'http' || scheme === 'https') return /^https?:\/\/[^/\\]/i.test(address)
  if (scheme) return scheme === 'mailto'
  return !/^[/\\]{2}/.test(address) && !/^[^/?#]*:/.test(address)
}

/** True for an address on the web, whose link must not vouch for the other site. */
export function isOnTheWeb(address: string): boolean {
  return /^https?:/i.test(address)
}

/** True for a path on this server: the only place an image may be loaded from. */
export function isOwnPath(address: string): boolean {
  return isSafeAddress(address) && /^\/(?![/\\])/.test(address)
}
