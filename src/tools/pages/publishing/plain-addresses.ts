import type { Html } from '../../../platform/html.ts'
import { nameOf } from './published.ts'

/** What looks like an address, in words and in code. */
const PIECE = /[^\s<>"'`()[\]{}«»“”‘’=,;|]+/g
/** What is read or heard of a tag: the words of a picture. */
const SAID = /\s(?:alt|title)="([^"]*)"/g
const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/**
 * Addresses of the site's own places that a published text says in plain words or as code: no links, but everybody can read
 * them, and with them what a community or a page is called. Each once.
 * @param shown the text as anyone would see it
 * @param site our own address
 */
export function plainAddresses(shown: Html, site: string): string[] {
  const name = nameOf(new URL(site))
  const words = shown.markup
    .replace(/<[^>]*>/g, (tag) => ` ${[...tag.matchAll(SAID)].map(([, said]) => said).join(' ')} `)
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, sign: string) => SIGNS[sign]!)
  const found = (words.match(PIECE) ?? []).map((piece) =>
    piece.replace(/[.:!?…]+$/, '').replace(/^[^/]*:(?=\/[^/])/, ''),
  )
  return [...new Set(found.filter((piece) => leadsHere(piece, name)))]
}

/** Of another site it is one only where it names that site: `example.org/c/x` is not ours, `/c/x` is. */
function leadsHere(piece: string, name: string): boolean {
  const [, host, path = ''] = /^(?:(?:[a-z]+:)?\/\/)?(?:[^/@]*@)?([\w.-]*\w)?\.?(?::\d+)?(\/.*)?$/i.exec(piece) ?? []
  if (!/^(?:\/\.{0,2})*\/c\/[^/]+/.test(path)) return /^\.{1,2}(\/\.\.)*\/c\/[^/]+/.test(piece)
  return host === undefined || host.toLowerCase() === name.toLowerCase()
}
