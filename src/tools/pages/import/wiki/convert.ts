import type { Note } from '../brought.ts'
import { inline } from './inline.ts'
import { aside, type Conversion, codeBlock, restored, withoutMarks } from './pieces.ts'
import { protectedText } from './protect.ts'
import { table } from './tables.ts'

/** What a page of a wiki says, as Markdown; with what it is tagged, and what was not understood. */
interface Converted {
  text: string
  tags: string[]
  notes: Note[]
}

/**
 * Turns wikitext into Markdown. No word is lost: what is not understood stays as code or as plain words, and is told. Takes
 * time in proportion to the text, whatever it holds.
 * @param file the address of a file of the wiki, where it came along
 */
export function converted(
  title: string,
  source: string,
  namespaces: ReadonlyMap<string, number>,
  file: (name: string) => string | undefined,
): Converted {
  const to: Conversion = {
    title,
    namespaces,
    file,
    notes: [],
    tags: [],
    footnotes: [],
    named: new Map(),
    pieces: [],
    depth: 0,
  }
  const plain = protectedText(to, withoutMarks(source.replace(/\r\n?/g, '\n'))).replace(
    /__(NO)?(TOC|FORCETOC|EDITSECTION|NEWSECTIONLINK|INDEX|GALLERY|NOTOC|NOEDITSECTION|NOINDEX|HIDDENCAT)__/g,
    '',
  )
  const body = blocks(to, withGalleries(withFootnotes(to, plain)))
  const notes = to.footnotes.map((text, at) => `[^${at + 1}]: ${text}`)
  const text = restored(to, [body, ...(notes.length ? ['', ...notes] : [])].join('\n'))
    .split('\n')
    .map(withoutBlanksBehind)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return { text, tags: [...new Set(to.tags.filter(Boolean))], notes: to.notes }
}

/** An expression would look at each run of blanks once for each of them. */
function withoutBlanksBehind(line: string): string {
  let end = line.length
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--
  return line.slice(0, end)
}

const REF = /<ref\b([^<>]*?)(?:\/>|>((?:(?!<ref\b)[\s\S])*?)<\/ref\s*>)/gi

/** `<ref>` as footnotes; one that has a name can be said again. */
function withFootnotes(to: Conversion, text: string): string {
  if (!/<\/ref|<ref[^<>]*\/>/i.test(text)) return text
  return text.replace(REF, (_, attributes: string, content?: string) => {
    const name = /\bname\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/]+))/i.exec(attributes)?.slice(1).find(Boolean)
    const known = name === undefined ? undefined : to.named.get(name)
    const number = known ?? to.footnotes.push('')
    if (name !== undefined) to.named.set(name, number)
    if (content?.trim()) {
      const said = inline(to, content.trim().replace(/\n+/g, ' '))
      const before = to.footnotes[number - 1]!
      if (before !== said) to.footnotes[number - 1] = before ? `${before} ${said}` : said
    }
    return aside(to, `[^${number}]`)
  })
}

/** Each line of a gallery is a picture with its caption. */
function withGalleries(text: string): string {
  return text.replace(/<gallery\b[^<>]*>((?:(?!<gallery\b)[\s\S])*?)<\/gallery>/gi, (_, content: string) =>
    content
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => `\n${line.includes(':') ? `[[${line}]]` : `[[File:${line}]]`}\n`)
      .join(''),
  )
}

const END_OF_TABLE = /^\s*\|\}/

/** Line by line: headings, lists, tables, rules, code by a space, paragraphs. */
function blocks(to: Conversion, text: string): string {
  const lines = text.split('\n')
  const out: string[] = []
  const ends = text.includes('{|') ? endsOfTables(lines) : []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const heading = headingIn(line)
    if (heading) out.push('', `${'#'.repeat(heading.level)} ${inline(to, heading.words)}${heading.behind}`, '')
    else if (/^\s*:*\{\|/.test(line)) {
      const end = ends[at] ?? -1
      out.push(end < 0 ? inline(to, line) : table(to, lines.slice(at, end + 1)))
      if (end >= 0) at = end
    } else if (/^-{4,}/.test(line)) out.push('', '---', '', inline(to, line.replace(/^-+/, '')))
    else if (/^[*#:;]/.test(line)) {
      let until = at
      while (until < lines.length && /^[*#:;]/.test(lines[until]!)) until++
      out.push('', ...list(to, lines.slice(at, until)), '')
      at = until - 1
    } else if (/^ \s*\S/.test(line) && !/^\s*\ue000\d+\ue001\s*$/.test(line)) {
      let until = at
      while (until < lines.length && /^ /.test(lines[until]!)) until++
      out.push(
        codeBlock(
          restored(
            to,
            lines
              .slice(at, until)
              .map((one) => one.slice(1))
              .join('\n'),
          ),
        ),
      )
      at = until - 1
    } else out.push(inline(to, line))
  }
  return out.join('\n')
}

/**
 * Where a table that begins at a line ends: at its first end, as tables may hold others, whose lines then are lines of the
 * outer one; nowhere where a heading comes before. Found for all lines at once, from behind.
 */
function endsOfTables(lines: string[]): number[] {
  const ends: number[] = []
  let end = -1
  for (let at = lines.length - 1; at >= 0; at--) {
    ends[at] = end
    if (END_OF_TABLE.test(lines[at]!)) end = at
    else if (/^={2,}[^=]/.test(lines[at]!)) end = -1
  }
  return ends
}

/** A line between as many signs of equality on both sides, with what was put aside behind it. */
function headingIn(line: string): { level: number; words: string; behind: string } | undefined {
  if (!line.startsWith('=')) return undefined
  const core = withoutPiecesBehind(line)
  let [before, after] = [0, 0]
  while (core[before] === '=') before++
  while (core[core.length - 1 - after] === '=') after++
  const level = Math.min(6, before, after, Math.floor((core.length - 1) / 2))
  const words = level > 0 ? core.slice(level, -level).trim() : ''
  return words ? { level, words, behind: line.slice(core.length).trim() } : undefined
}

function withoutPiecesBehind(line: string): string {
  let rest = line.trimEnd()
  while (rest.endsWith('\ue001')) rest = rest.slice(0, rest.lastIndexOf('\ue000')).trimEnd()
  return rest
}

/** Lines of a list: their marks say how deep they lie. */
function list(to: Conversion, lines: string[]): string[] {
  const out: string[] = []
  let before = ''
  for (const line of lines) {
    const [, marks = '', rest = ''] = /^([*#:;]{1,20})[ \t]*([\s\S]*)$/.exec(line)!
    const kind = marks.at(-1)!
    const indent = [...marks.slice(0, -1)].map((mark) => (mark === '*' ? '  ' : mark === '#' ? '   ' : '')).join('')
    // A list of another kind at the same place is a list of its own.
    const meansBefore = kind === ':' && before.endsWith(';')
    if (before && before[0] !== marks[0] && !meansBefore) out.push('')
    if (kind === '*') out.push(`${indent}- ${inline(to, rest)}`)
    else if (kind === '#') out.push(`${indent}1. ${inline(to, rest)}`)
    else if (kind === ';') {
      const colon = rest.search(/\s:\s/)
      const term = colon < 0 ? rest : rest.slice(0, colon).trimEnd()
      const meaning = colon < 0 ? undefined : rest.slice(colon + 3).trimStart()
      out.push(
        '',
        `${indent}**${inline(to, term).replace(/\*\*/g, '')}**${meaning === undefined ? '' : `\\\n${indent}${inline(to, meaning)}`}`,
      )
    } else if (meansBefore) out[out.length - 1] += `\\\n${indent}${inline(to, rest)}`
    else if (/[*#]/.test(marks)) out.push('', `${indent}${inline(to, rest)}`, '')
    else out.push(`${'> '.repeat(marks.length)}${inline(to, rest)}`, '>'.repeat(marks.length))
    before = marks
  }
  return out
}
