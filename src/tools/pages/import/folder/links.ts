import { outsideCode } from '../../carried/outside-code.ts'
import { pathOf, unescapedWords } from '../../carried/relative.ts'
import { byTitle } from '../by-title.ts'

/** What a link in a folder can lead to. */
export interface Ways {
  /** The folder was taken from the space that it is brought to: addresses of pages still hold. */
  own: boolean
  /** The page at a path, and whether a title is one of its. */
  page(path: string): { title: string; known(title: string): boolean } | undefined
  /** The page that a program would find by a name. */
  named(name: string): { title: string } | undefined
  /** The path of a file, at this path or of this name. */
  file(path: string): string | undefined
}

/** What was found on the way. */
export interface Seen {
  /** Asks for the address of a file, by its path. */
  address(path: string, alt: string): string | undefined
  missing(link: string): void
}

const DOUBLE = /(?<!\\)(!?)\[\[([^[\]|\n]{1,300}?)(?:\\?\|([^[\]\n]{1,300}))?\]\]/g
const SINGLE =
  /(?<!\\)(!?)\[((?:\\.|!\[[^\]\n]{0,300}\]\([^)\n]{0,1000}\)|[^[\]\\\n]){0,1000})\]\((?:<([^<>\n]{1,1000})>|([^\s()<>]{1,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,300})?))(?:[ \t]+"((?:\\.|[^"\\\n]){0,300})")?[ \t]*\)/g
const PICTURE = /<img\b([^>\n]{0,1000})>/gi

/** The page whose links are led elsewhere. */
interface Rewiring {
  from: string
  ways: Ways
  seen: Seen
}

/** A page's text with links that lead to pages by title and to files by address; what leads out of the folder stays. */
export function rewired(text: string, from: string, ways: Ways, seen: Seen): string {
  const at = { from, ways, seen }
  return outsideCode(text, (prose) =>
    prose
      .replace(DOUBLE, (whole, shown, target, words) => double(at, whole, shown, target, words))
      .replace(SINGLE, (whole, shown, words, angled, bare, title) =>
        single(at, whole, shown, words, angled, bare, title),
      )
      .replace(PICTURE, (whole, attributes) => picture(at, whole, attributes)),
  )
}

function addressOf({ from, ways, seen }: Rewiring, link: string, alt: string): string | undefined {
  const path = ways.file(pathOf(from, link) ?? '') ?? (/[/\\]/.test(link) ? undefined : ways.file(link))
  return path && seen.address(path, alt)
}

/** `[[Title]]`, `![[file.png]]`. */
function double(at: Rewiring, whole: string, shown: string, target: string, words?: string): string {
  const [name = '', ...rest] = target.split('#')
  if (!name.trim()) return whole
  const page = at.ways.named(name.trim())
  if (page?.title === name.trim() && !shown) return whole.replace('\\|', '|')
  if (page) return byTitle(page.title, rest.join('#').replace(/^\^.*/, ''), words ?? target)
  if (!/\.[A-Za-z0-9]{1,8}$/.test(name)) return shown ? whole.slice(1) : whole
  const size = words && /^\d+(x\d+)?$/.test(words)
  const alt = (size ? '' : words) || name.replace(/^.*\//, '').replace(/\.\w+$/, '')
  const address = addressOf(at, name.trim(), alt)
  if (address) return `${shown && isPicture(name) ? '!' : ''}[${alt}](${address})`
  at.seen.missing(name)
  return whole
}

/** `[words](address "title")`, `![words](address)`. */
function single(
  at: Rewiring,
  whole: string,
  shown: string,
  words: string,
  angled?: string,
  bare?: string,
  title?: string,
): string {
  const { from, ways, seen } = at
  const link = angled ?? bare ?? ''
  const path = pathOf(from, link)
  if (!path) return whole
  const inner = () => (words.includes('![') ? rewired(words, from, ways, seen) : words)
  const page = shown ? undefined : ways.page(path)
  if (page) {
    const other = title === undefined ? undefined : unescapedWords(title)
    const target = other && page.known(other) ? other : page.title
    if (ways.own && other?.startsWith('/c/')) return `[${words}](${other})`
    const section = sectionOf(link)
    return words.includes('![')
      ? `${inner()} ${byTitle(target, section)}`
      : byTitle(target, section, unescapedWords(words))
  }
  const address = addressOf(at, link, unescapedWords(words))
  if (address) return `${shown}[${inner()}](${address}${title === undefined ? '' : ` "${title}"`})`
  seen.missing(link)
  return whole
}

/** `<img src alt>`. */
function picture(at: Rewiring, whole: string, attributes: string): string {
  const value = (name: string) => new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(attributes)?.[1] ?? ''
  const address = value('src') && addressOf(at, value('src'), value('alt'))
  return address ? `![${value('alt').replace(/[[\]\\]/g, ' ')}](${address})` : whole
}

function isPicture(name: string): boolean {
  return /\.(png|jpe?g|gif|webp|avif|heic)$/i.test(name)
}

function sectionOf(link: string): string {
  const section = link.includes('#') ? link.slice(link.indexOf('#') + 1) : ''
  try {
    return decodeURIComponent(section)
  } catch {
    return section
  }
}
