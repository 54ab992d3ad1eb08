/** How long an address may be that we keep. */
export const LONGEST_ADDRESS = 2000
/** How many addresses of one text are looked at. */
const MOST = 500

/**
 * An address of the web as it is kept, so that the same one is known again: its server in small letters, no name or password, no
 * empty mark at its end, nothing that only tells where somebody came from.
 * @returns undefined for what is no address of the web
 */
export function webAddress(typed: string): string | undefined {
  const text = typed.trim()
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
  if (!text || /\s/.test(text) || !URL.canParse(whole)) return undefined
  const url = new URL(whole)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  if (url.username || url.password || !/\.|^\[|^localhost$/.test(url.hostname)) return undefined
  for (const name of [...url.searchParams.keys()])
    if (/^(utm_\w+|fbclid|gclid)$/.test(name)) url.searchParams.delete(name)
  if (url.hash === '') url.hash = ''
  return url.href.length <= LONGEST_ADDRESS ? url.href : undefined
}

/** The server of an address, as people call it. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : address
}

/** The addresses outside that a rendered text leads to, each once. */
export function addressesIn(html: string): string[] {
  const found = new Set<string>()
  for (const [, written] of html.matchAll(/<a [^>]*?href="(https?:\/\/[^"]+)"/g)) {
    const address = webAddress(written!.replace(/&amp;/g, '&').replace(/&quot;/g, '"'))
    if (address) found.add(address)
    if (found.size === MOST) break
  }
  return [...found]
}
