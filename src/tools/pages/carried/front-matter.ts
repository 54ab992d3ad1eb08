/** What stands above the text of a Markdown file, between two lines of three hyphens. */
export type Fields = Map<string, string | string[]>

/** A file's fields and the text below them. */
export interface Split {
  fields: Fields
  body: string
  /** Lines that are not understood; they are told, not lost. */
  unread: string[]
}

const LONGEST = 60_000

/**
 * Takes a file apart: the plain part of YAML that people and programs write there (a word, a quoted text, a list in one line
 * or in several). What does not begin and end as such a head is text.
 */
export function splitFrontMatter(source: string): Split {
  const none: Split = { fields: new Map(), body: source, unread: [] }
  if (!/^---[ \t]*\n/.test(source)) return none
  const end = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(source.slice(3, LONGEST))
  if (!end) return none
  const begin = source.indexOf('\n') + 1
  const head = source.slice(begin, Math.max(begin, 3 + end.index))
  const fields: Fields = new Map()
  const unread: string[] = []
  let list: string[] | undefined
  for (const line of head.split('\n')) {
    if (!line.trim() || line.trimStart().startsWith('#')) continue
    const entry = /^\s*-\s+(.*)$/.exec(line)
    if (entry && list) {
      list.push(plain(entry[1]!))
      continue
    }
    const pair = /^([\p{L}\p{N}_][\p{L}\p{N}_ -]{0,60}):(?:[ \t]+(.*))?$/u.exec(line)
    list = undefined
    if (!pair) {
      unread.push(line.trim().slice(0, 200))
      continue
    }
    const [, name, said = ''] = pair
    const key = name!.trim().toLowerCase()
    if (said.trim()) fields.set(key, readValue(said.trim()))
    else {
      list = []
      fields.set(key, list)
    }
  }
  return { fields, body: source.slice(3 + end.index + end[0].length).replace(/^\n/, ''), unread }
}

function readValue(said: string): string | string[] {
  if (said.startsWith('[') && said.endsWith(']')) return listIn(said.slice(1, -1))
  return plain(said)
}

/** What commas keep apart, but for those within quotes. */
function listIn(said: string): string[] {
  const parts = said.match(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+/g) ?? []
  return parts.map((part) => plain(part.trim())).filter(Boolean)
}

function plain(said: string): string {
  const text = said.trim()
  if (text.startsWith('"'))
    try {
      return String(JSON.parse(text))
    } catch {
      return text.replace(/^"|"$/g, '')
    }
  if (/^'.*'$/.test(text)) return text.slice(1, -1).replaceAll("''", "'")
  const comment = text.search(/\s#/)
  return comment < 0 ? text : text.slice(0, comment).trimEnd()
}

/** One text of a field, wherever it was written as a list of one. */
export function one(fields: Fields, name: string): string {
  const value = fields.get(name)
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim()
}

/** A field as a list: written as one, or as words with commas. */
export function many(fields: Fields, name: string): string[] {
  const value = fields.get(name)
  const list = Array.isArray(value) ? value : (value ?? '').split(',')
  return list.map((text) => text.trim()).filter(Boolean)
}

/** The head of a file. What is empty is left out; texts are quoted as JSON, which YAML reads, too. */
export function frontMatter(fields: Record<string, string | number | string[] | null | undefined>): string {
  const lines = Object.entries(fields).flatMap(([name, value]) => {
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)) return []
    if (typeof value === 'number') return [`${name}: ${value}`]
    return [`${name}: ${Array.isArray(value) ? `[${value.map(quoted).join(', ')}]` : quoted(value)}`]
  })
  return `---\n${lines.join('\n')}\n---\n\n`
}

/** Words that need no quotes stand without. */
function quoted(text: string): string {
  return /^[a-z][a-z-]*$|^\d{4}-\d{2}-\d{2}$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/.test(text)
    ? text
    : JSON.stringify(text)
}
