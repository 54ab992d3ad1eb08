import { sectionId } from '../../../../platform/markdown/document/document.ts'
import { byTitle } from '../by-title.ts'
import { escaped } from './escape.ts'
import { interwiki, languageCodes } from './interwiki.ts'
import { pairs } from './pairs.ts'
import { aside, type Conversion, codeSpan } from './pieces.ts'

const ADDRESS = /(?:https?|ftp|mailto):[^\s<>[\]"{}|\\^`\ue000]+[^\s<>[\]"{}|\\^`\ue000.,;:!?')]/
const OUTSIDE = new RegExp(`\\[(${ADDRESS.source})(?:[ \\t]+([^[\\]\\n \\t][^[\\]\\n]{0,499})?)?\\]`, 'g')
const BARE = new RegExp(ADDRESS.source, 'g')

/** Captions within captions within captions: nobody writes more of them than this. */
const DEEPEST = 10

/** Words of one line or paragraph: links, addresses, tags, bold and italic; the rest means only itself. */
export function inline(to: Conversion, text: string): string {
  if (to.depth > DEEPEST) return escaped(text)
  to.depth++
  const linked = withLinks(to, text)
    .replace(OUTSIDE, (_, address: string, words?: string) =>
      aside(to, words?.trim() ? `[${inline(to, words.trim())}](<${address}>)` : `<${address}>`),
    )
    .replace(BARE, (address) => aside(to, `<${address}>`))
  const words = emphasised(withTags(to, linked))
  to.depth--
  return words
}

/** Finds `[[…]]` that may hold others, as captions do. */
function withLinks(to: Conversion, text: string): string {
  if (!text.includes('[[')) return text
  let out = ''
  let at = 0
  const ends = pairs(text, '[[', ']]')
  while (at < text.length) {
    const begin = text.indexOf('[[', at)
    if (begin < 0) break
    const end = ends.get(begin) ?? -1
    if (end < 0) {
      out += text.slice(at, begin + 2)
      at = begin + 2
      continue
    }
    const trail = /^[\p{Ll}]{0,40}/u.exec(text.slice(end, end + 40))![0]
    const link = linkOf(to, text.slice(begin + 2, end - 2), trail)
    out += text.slice(at, begin) + aside(to, link.markdown)
    at = end + (link.trail ? trail.length : 0)
  }
  return out + text.slice(at)
}

function linkOf(to: Conversion, inside: string, trail: string): { markdown: string; trail: boolean } {
  const [first = '', ...rest] = partsOf(inside)
  const plain = first.replace(/_/g, ' ').trim()
  const [, prefix, name = ''] = /^([^:#|]{1,60}):(.*)$/s.exec(plain) ?? []
  const space = prefix === undefined ? 0 : to.namespaces.get(prefix.trim().toLowerCase())
  if (space === 6) return { markdown: picture(to, name.trim(), rest), trail: false }
  if (space === 14) {
    to.tags.push(name.trim())
    const words = rest.join('|').trim()
    if (words && words !== '*') to.notes.push({ why: 'category', about: `${name.trim()}: ${words}`.slice(0, 300) })
    return { markdown: '', trail: false }
  }
  // Only where they are used: words within words within words would be read twice as often at each step.
  const words = () => inline(to, rest.join('|').trim()) + trail
  if (prefix && space === undefined) {
    const code = prefix.trim().toLowerCase()
    if (languageCodes.has(code)) {
      to.notes.push({ why: 'language', about: plain.slice(0, 300) })
      return { markdown: rest.length ? words() : '', trail: rest.length > 0 }
    }
    const base = interwiki[code]
    if (base)
      return {
        markdown: `[${words() || escaped(name)}](<${base}${encodeURI(name.trim().replace(/ /g, '_'))}>)`,
        trail: true,
      }
  }
  return { markdown: toPage(to, plain, rest.length ? rest.join('|') : undefined, trail), trail: true }
}

/** What bars keep apart, but for those of links within. */
function partsOf(inside: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < inside.length; at++) {
    if (inside.startsWith('[[', at)) depth++
    else if (inside.startsWith(']]', at)) depth--
    else if (inside[at] === '|' && depth === 0) {
      parts.push(inside.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, inside.slice(from)]
}

function toPage(to: Conversion, target: string, words: string | undefined, trail: string): string {
  const [page = '', ...sections] = target.replace(/^:/, '').split('#')
  const section = sections.join('#').trim()
  const said = words?.trim()
  const marked = said !== undefined && /''|<|\[|\ue000/.test(said)
  if (!page.trim()) return `[${said ? inline(to, said) : escaped(section)}${trail}](#${sectionId(section)})`
  const title = (page.startsWith('/') ? to.title + page : page).replace(/\/$/, '').replace(/\s+/g, ' ').trim()
  // Words with marks of their own cannot stand in a link by title: they stand before it.
  if (marked) return `${inline(to, said)}${trail} (${byTitle(title, section)})`
  const shown = said ?? (trail ? target.replace(/^:/, '') : '')
  return byTitle(title, section, (shown || (trail ? title : '')) + trail)
}

const OPTIONS =
  /^(thumb|thumbnail|mini|vignette|miniatur|frame|framed|frameless|border|right|left|center|centre|none|gauche|droite|centré|rechts|links|upright(\s*=.*)?|\d{0,6}x?\d{1,6}\s*px|baseline|middle|sub|super|top|text-top|bottom|text-bottom|(alt|link|page|lang|class)\s*=.*|thumb\s*=.*)$/is

function picture(to: Conversion, name: string, parts: string[]): string {
  const file = name.replace(/\s+/g, ' ').replace(/^./u, (first) => first.toUpperCase())
  const alt = parts.map((part) => /^\s*alt\s*=(.*)$/is.exec(part)?.[1]).find((said) => said !== undefined)
  const caption =
    parts
      .filter((part) => part.trim() && !OPTIONS.test(part.trim()))
      .at(-1)
      ?.trim() ?? ''
  const others = parts.filter((part) => part.trim() && !OPTIONS.test(part.trim())).slice(0, -1)
  const said = [...others, caption]
    .filter(Boolean)
    .map((part) => inline(to, part))
    .join(' ')
  const address = to.file(file)
  if (!address) {
    to.notes.push({ why: 'file-missing', about: file.slice(0, 300) })
    return [codeSpan(`File:${file}`), alt ? escaped(alt) : '', said].filter(Boolean).join(' ')
  }
  const shows = escaped((alt ?? '').trim() || file.replace(/\.\w+$/, ''))
  const words = said ? ` ${said}` : ''
  return /\.(png|jpe?g|gif|webp|avif)$/i.test(file)
    ? `![${shows}](${address})${words}`
    : `[${said || shows}](${address})`
}

const TAG = /<(\/?)([a-z][a-z0-9]*)\b([^<>\n]*?)(\/?)>/gi
const MARKS: Record<string, string> = {
  b: '**',
  strong: '**',
  i: '*',
  em: '*',
  cite: '*',
  dfn: '*',
  s: '~~',
  del: '~~',
  strike: '~~',
}
const CODE = /<(tt|kbd|samp|var)\b[^<>]*>([^<]*)<\/\1>/gi
const QUIET = new Set(
  'span div p small big center font u ins sup sub abbr q ref references noinclude includeonly onlyinclude blockquote section ul ol li dl dt dd table tr td th caption tbody thead gallery poem h1 h2 h3 h4 h5 h6 bdi bdo mark ruby rt rp wbr time data'.split(
    ' ',
  ),
)

function withTags(to: Conversion, text: string): string {
  if (!text.includes('<')) return text
  return text
    .replace(CODE, (_, _name: string, content: string) => aside(to, codeSpan(content)))
    .replace(TAG, (whole, _close: string, name: string) => {
      const tag = name.toLowerCase()
      if (tag === 'br') return aside(to, '\\\n')
      if (tag === 'hr') return aside(to, '\n\n---\n\n')
      if (MARKS[tag]) return MARKS[tag] === '~~' ? aside(to, '~~') : MARKS[tag] === '**' ? "'''" : "''"
      if (QUIET.has(tag)) return ''
      to.notes.push({ why: 'tag', about: whole.slice(0, 200) })
      return /\s/.test(whole) ? aside(to, codeSpan(whole)) : ''
    })
}

/** Bold and italic, line by line as in the wiki: what is not closed ends with its line. */
function emphasised(text: string): string {
  if (!text.includes("''")) return escaped(text)
  return text
    .split('\n')
    .map((line) => {
      let [bold, italic] = [false, false]
      return line
        .split(/('{2,})/)
        .map((part, index) => {
          if (index % 2 === 0) return marked(part, bold, italic)
          const marks = part.length === 4 || part.length > 5 ? part.length - (part.length === 4 ? 3 : 5) : 0
          const size = part.length - marks
          if (size === 2 || size === 5) italic = !italic
          if (size === 3 || size === 5) bold = !bold
          return "'".repeat(marks)
        })
        .join('')
    })
    .join('\n')
}

/** Marks stand at the words; a space between would undo them. */
function marked(text: string, bold: boolean, italic: boolean): string {
  const plain = escaped(text)
  const words = plain.trim()
  const from = plain.length - plain.trimStart().length
  const [before, after] = [plain.slice(0, from), plain.slice(from + words.length)]
  const mark = (bold ? '**' : '') + (italic ? '*' : '')
  if (!mark || !words) return plain
  return `${before}${mark}${words}${[...mark].reverse().join('')}${after}`
}
