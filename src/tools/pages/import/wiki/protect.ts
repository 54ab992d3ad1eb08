import { unescapedEntities } from './entities.ts'
import { escaped } from './escape.ts'
import { pairs } from './pairs.ts'
import { aside, type Conversion, codeBlock, codeSpan } from './pieces.ts'

/** Tags whose content is not wikitext, with what becomes of it. */
const VERBATIM: Record<string, (content: string, attributes: string) => string> = {
  nowiki: (content) => escaped(unescapedEntities(content)),
  pre: (content) => codeBlock(unescapedEntities(content.replace(/<\/?nowiki>/gi, ''))),
  syntaxhighlight: (content, attributes) => codeOf(content, attributes),
  source: (content, attributes) => codeOf(content, attributes),
  code: (content) => codeSpan(unescapedEntities(content.replace(/<\/?nowiki>/gi, ''))),
  math: (content) => codeSpan(content),
}

function codeOf(content: string, attributes: string): string {
  const language = /\blang\s*=\s*["']?([\w+#.-]+)/i.exec(attributes)?.[1]
  return /\binline\b/i.test(attributes) ? codeSpan(content) : codeBlock(content, language)
}

const START = /<!--|\{\{|<(nowiki|pre|syntaxhighlight|source|code|math)\b([^<>]*?)(\/?)>/gi

/**
 * Puts aside what is not read as wikitext: comments (told, as nobody sees them), code, formulas, and templates, which are
 * kept as they are written. In one pass from left to right, whatever the text.
 */
export function protectedText(to: Conversion, text: string): string {
  let out = ''
  let at = 0
  const templates = pairs(text, '{{', '}}')
  const endOf = endsIn(text)
  START.lastIndex = 0
  for (let found = START.exec(text); found; found = START.exec(text)) {
    const begin = found.index
    const after = START.lastIndex
    let end: number
    let piece: string
    if (found[0] === '<!--') {
      end = comment(to, text, after)
      piece = ''
    } else if (found[0] === '{{') {
      end = templates.get(begin) ?? -1
      if (end < 0) continue
      while (text[begin + 2] === '{' && text[end] === '}') end++
      piece = template(to, text.slice(begin, end), begin === 0 || text[begin - 1] === '\n')
    } else if (found[3]) {
      end = after
      piece = ''
    } else {
      const name = found[1]!.toLowerCase()
      const close = endOf(name, after)
      if (close < 0) continue
      end = text.indexOf('>', close) + 1 || text.length
      piece = VERBATIM[name]!(text.slice(after, close), found[2]!)
    }
    out += text.slice(at, begin) + (piece && aside(to, piece))
    at = end
    START.lastIndex = end
  }
  return out + text.slice(at)
}

/** Where the end of a tag begins, after some place; -1 where there is none. */
function endsIn(text: string): (tag: string, from: number) => number {
  // Looking again and again for an end that is not there would take the square of the text's length.
  const missing = new Set<string>()
  return (tag, from) => {
    if (missing.has(tag)) return -1
    const close = new RegExp(`</${tag}`, 'gi')
    close.lastIndex = from
    const found = close.exec(text)
    if (!found) missing.add(tag)
    return found?.index ?? -1
  }
}

/** Notes a comment. @returns where it ends */
function comment(to: Conversion, text: string, after: number): number {
  const close = text.indexOf('-->', after)
  const said = text.slice(after, close < 0 ? undefined : close)
  to.notes.push({ why: 'comment', about: said.trim().slice(0, 500) })
  return close < 0 ? text.length : close + 3
}

/** Lists of footnotes stand at our end by themselves; `{{!}}` is a sign that tables could not hold. */
const PLAIN: Record<string, string> = { '!': '|', reflist: '', references: '' }

function template(to: Conversion, source: string, ownLine: boolean): string {
  const name = /^\{\{\s*([^|{}\n]*)/.exec(source)?.[1]?.trim() ?? ''
  const plain = source.includes('|') ? undefined : PLAIN[name.toLowerCase()]
  if (plain !== undefined) return plain
  to.notes.push({ why: 'template', about: name.slice(0, 300) })
  return ownLine && source.includes('\n') ? codeBlock(source) : codeSpan(source)
}
