import { Parser } from 'htmlparser2'
import { escaped } from '../../platform/html.ts'
import { excerptOf } from '../../platform/markdown/markdown.ts'

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

/** How much of a page is looked at for what it says of itself. */
const HEAD = 200_000
/** How many signs of a title are gathered. */
const LONGEST_TITLE = 2000

/** What a page calls itself in its head: what it shows to others first, then its title. */
export function titleIn(markup: string): string | undefined {
  let shown = ''
  let title = ''
  let within: 'before' | 'title' | 'after' = 'before'
  // A parser, as foreign markup makes expressions look at the same signs again and again.
  const parser = new Parser({
    onopentag(name, { property, content }) {
      if (name === 'meta' && !shown && property?.toLowerCase() === 'og:title') shown = content ?? ''
      if (name === 'title' && within === 'before') within = 'title'
    },
    ontext(text) {
      if (within === 'title' && title.length < LONGEST_TITLE) title += text
    },
    onclosetag(name) {
      if (name === 'title' && within === 'title') within = 'after'
    },
  })
  parser.end(markup.slice(0, HEAD))
  const said = shown.trim() || title
  return said ? excerptOf(escaped(said.slice(0, LONGEST_TITLE)), 180) || undefined : undefined
}

/** The language that a page says it is in. */
export function languageIn(markup: string): string | undefined {
  let lang: string | undefined
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'html') lang ??= attributes.lang
    },
  })
  parser.end(markup.slice(0, 20_000))
  return /^[a-z]{2,3}\b/i.exec(lang ?? '')?.[0].toLowerCase()
}
