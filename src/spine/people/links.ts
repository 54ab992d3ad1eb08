import { invalid } from '../../platform/http/problems.ts'

/** An address of someone's own, and what is there. */
export interface Link {
  url: string
  label: string
}

const MOST = 5
const LONGEST_ADDRESS = 500
const LONGEST_LABEL = 80

/**
 * Links as typed: one a line, the address first or last, then what it is. "example.org/willow How I plant willow".
 * @throws Invalid for what is no address of the web, for too many, or too long ones
 */
export function linksIn(text = ''): Link[] {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
  if (lines.length > MOST) throw invalid('links', 'too-many-links', { most: MOST })
  return lines.map(linkIn)
}

function linkIn(line: string): Link {
  const words = line.split(' ')
  const at = words.findIndex((word) => addressOf(word))
  const url = addressOf(words[at] ?? '')
  if (!url || url.length > LONGEST_ADDRESS) throw invalid('links', 'no-link', { line: line.slice(0, 80) })
  const label = words
    .filter((_, i) => i !== at)
    .join(' ')
    .slice(0, LONGEST_LABEL)
  return { url, label: label || plainAddress(url) }
}

/** An address of the web, also one written without its beginning; nothing for anything else. */
function addressOf(word: string): string | undefined {
  const whole = /^https?:\/\//i.test(word)
    ? word
    : /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([/?#]|$)/u.test(word) && `https://${word}`
  if (!whole || !URL.canParse(whole)) return undefined
  const { href, hostname, username } = new URL(whole)
  return hostname.includes('.') && !username ? href : undefined
}

/** What an address says of itself, for a link without words. */
function plainAddress(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host.replace(/^www\./, '')}${pathname === '/' ? '' : pathname}`.slice(0, LONGEST_LABEL)
}

/** Links as they can be typed again. */
export function linksText(links: Link[]): string {
  return links.map(({ url, label }) => (label === plainAddress(url) ? url : `${url} ${label}`)).join('\n')
}
