import { createHash } from 'node:crypto'
import { basename } from 'node:path/posix'
import { titleKey } from '../../../../platform/markdown/document/document.ts'
import { oneLine } from '../../../../platform/plain-text.ts'
import type { Zip, ZipEntry } from '../../../../platform/zip.ts'
import { type Fields, many, one, splitFrontMatter } from '../../carried/front-matter.ts'
import { apart, decoded } from '../decoded.ts'
import { inTree } from './tree.ts'

/** A page of a folder: a file, or a folder in which pages lie. */
export interface Leaf {
  path: string
  /** Where its text is; none of a folder without a text. */
  entry: ZipEntry | undefined
  title: string
  aliases: string[]
  /** The path of the page it lies under. */
  under: string | null
  order: number
  hash: Buffer
  tooDeep: boolean
}

export interface Survey {
  /** Those above first, each level in its order. */
  leaves: Leaf[]
  files: Map<string, ZipEntry>
  /** What the folder is called by later runs. */
  origin: string | undefined
  rest: { path: string; why: string }[]
}

const TEXT = /\.(md|markdown|mdown|mkd)$/i
const HIDDEN = /(^|\/)(\.[^/]*|__MACOSX|Thumbs\.db|desktop\.ini)(\/|$)/i
/** In bytes: more than the longest page has, whatever its letters. */
const LONGEST_TEXT = 4_500_000
const LONGEST_ALL = 2 * 1024 ** 3

/** Looks through a folder: what is a page, what it is called, and under which it lies. */
export async function survey(zip: Zip, most: number): Promise<Survey> {
  const rest = zip.refused.map(({ path, why }) => ({ path, why: why as string }))
  const entries = zip.entries.filter(({ path }) => !HIDDEN.test(path))
  const root = commonFolder(entries.map(({ path }) => path))
  const files = new Map<string, ZipEntry>()
  const found = new Map<string, Leaf>()
  let all = 0
  let origin: string | undefined
  for (const entry of entries) {
    const path = entry.path.slice(root.length)
    if (!TEXT.test(path)) {
      files.set(path, entry)
      continue
    }
    all += entry.bytes
    if (entry.bytes > LONGEST_TEXT || all > LONGEST_ALL || found.size >= most) {
      rest.push({ path, why: entry.bytes > LONGEST_TEXT ? 'too-long' : 'too-many' })
      continue
    }
    const bytes = await zip.bytes(entry).catch(() => undefined)
    if (!bytes) {
      rest.push({ path, why: 'unreadable' })
      continue
    }
    const { fields, body } = splitFrontMatter(decoded(bytes).text)
    // Our own list of contents says nothing that the pages do not say.
    if (one(fields, 'copse')) {
      origin = apart(one(fields, 'copse').slice(0, 400))
      continue
    }
    found.set(path, leafOf(path, entry, bytes, fields, body))
  }
  return { leaves: inTree(found), files, origin, rest }
}

function leafOf(path: string, entry: ZipEntry, bytes: Buffer, fields: Fields, body: string): Leaf {
  return {
    path,
    entry,
    title: titleOf(fields, body, path),
    aliases: [...many(fields, 'aliases'), ...many(fields, 'alias')]
      .slice(0, 50)
      .map((alias) => apart(alias.slice(0, 300))),
    under: null,
    order: Number.parseFloat(one(fields, 'order')) || 0,
    hash: createHash('sha256').update(bytes).digest(),
    tooDeep: false,
  }
}

/** What it says to be called, where that is a title; else the name of the file. */
function titleOf(fields: Fields, body: string, path: string): string {
  const said = [one(fields, 'title'), headingOf(body) ?? '', nameOf(path), 'page']
  return apart(said.map((title) => oneLine(title).slice(0, 200)).find((title) => titleKey(title))!)
}

/** The folder that all of it lies in, where there is one: it is only how it was packed. */
function commonFolder(paths: string[]): string {
  const first = paths[0]?.split('/')[0]
  return first && paths.every((path) => path.startsWith(`${first}/`)) ? `${first}/` : ''
}

/** Outline and Notion begin the text with the title. */
export function headingOf(body: string): string | undefined {
  const line = /^\s*#[ \t]+([^\n]*)/.exec(body)?.[1]?.trimEnd() ?? ''
  let end = line.length
  while (line[end - 1] === '#') end--
  const title = line.slice(0, end).trim()
  return title && title.length <= 200 ? title : undefined
}

/** The title that a file's name says; Notion ends names with 32 signs of its own. */
export function nameOf(path: string): string {
  const name = basename(path)
    .replace(TEXT, '')
    .replace(/[ -][0-9a-f]{32}$/, '')
  return oneLine(name).slice(0, 200) || 'page'
}
