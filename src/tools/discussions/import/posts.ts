import { LONGEST_TEXT } from '../../../platform/markdown/markdown.ts'
import { oneLine } from '../../../platform/plain-text.ts'
import { BrokenFile } from './broken-file.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import type { Origin } from './phrases.ts'
import type { Row } from './rows.ts'

/** HTML takes more room than Markdown, but not many times more. */
const LONGEST_HTML = 4 * LONGEST_TEXT
const LONGEST_TITLE = 200
const LONGEST_NAME = 80
const EARLIEST = Date.UTC(1970, 0, 1)
const DAY = 86_400_000

/** A question or an answer of a Stack Exchange dump, its text turned into Markdown. */
export interface ImportedPost {
  id: number
  kind: 'question' | 'answer'
  parentId?: number
  /** Present only when that answer is among the answers delivered with the question. */
  acceptedAnswerId?: number
  createdAt: Date
  editedAt?: Date
  title?: string
  tags: string[]
  markdown: string
  author: Author
  score: number
}

export interface Author {
  /** `user:4`; `name:Joe` where the dump has only a name; `unknown`. */
  key: string
  name: string
}

export type Why = 'other-kind' | 'orphan-answer' | 'too-long' | 'no-text' | 'no-title'

/**
 * Reads one row as a post. Returns the reason instead when the row is well but not for us: neither question nor answer,
 * without text or title, longer than we take. Throws `BrokenFile` when the row cannot be trusted: a date, a number or
 * an id that is missing or is none.
 */
export function postFrom(row: Row, origin: Origin): ImportedPost | Why {
  const { attributes } = row
  const id = idOf(row)
  const kind = wholeNumber(row, 'PostTypeId')
  if (kind === undefined) throw new BrokenFile('a row without a PostTypeId', row)
  const createdAt = date(row, 'CreationDate')
  if (!createdAt) throw new BrokenFile('a row without a CreationDate', row)
  const post: ImportedPost = {
    id,
    kind: kind === 1 ? 'question' : 'answer',
    createdAt,
    tags: tagsOf(attributes.Tags ?? ''),
    markdown: '',
    author: authorOf(row),
    score: wholeNumber(row, 'Score') ?? 0,
  }
  const editedAt = date(row, 'LastEditDate')
  if (editedAt) post.editedAt = editedAt
  if (kind !== 1 && kind !== 2) return 'other-kind'
  return kind === 1 ? question(post, row, origin) : answer(post, row, origin)
}

/** The row's id. Throws `BrokenFile` when it has none. */
export function idOf(row: Row): number {
  const id = wholeNumber(row, 'Id')
  if (id === undefined || id < 1) throw new BrokenFile('a row without an Id', row)
  return id
}

function question(post: ImportedPost, row: Row, origin: Origin): ImportedPost | Why {
  const accepted = wholeNumber(row, 'AcceptedAnswerId')
  if (accepted !== undefined) post.acceptedAnswerId = accepted
  const title = oneLine(row.attributes.Title)
  if (!title) return 'no-title'
  return withText({ ...post, title: cut(title, LONGEST_TITLE) }, row, origin)
}

function answer(post: ImportedPost, row: Row, origin: Origin): ImportedPost | Why {
  const parentId = wholeNumber(row, 'ParentId')
  if (parentId === undefined) return 'orphan-answer'
  return withText({ ...post, parentId }, row, origin)
}

function withText(post: ImportedPost, row: Row, origin: Origin): ImportedPost | Why {
  const { Body: html = '' } = row.attributes
  // Not even read: millions of empty elements would take more memory than there is, and come to nothing.
  if (html.length > LONGEST_HTML) return 'too-long'
  const markdown = htmlToMarkdown(html, origin)
  if (markdown.trim() === '') return 'no-text'
  if (markdown.length > LONGEST_TEXT) return 'too-long'
  return { ...post, markdown }
}

/** Dumps say who wrote a post by number; the name stands there only for people without an account any more. */
function authorOf(row: Row): Author {
  const id = wholeNumber(row, 'OwnerUserId')
  const name = cut(oneLine(row.attributes.OwnerDisplayName), LONGEST_NAME)
  if (id === -1) return { key: 'user:-1', name: name || 'Community' }
  if (id !== undefined) return { key: `user:${id}`, name: name || `user${id}` }
  return name ? { key: `name:${name}`, name } : { key: 'unknown', name: 'unknown' }
}

/** What is longer than it can be kept ends with an ellipsis; no character is cut in two. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** `<a><b>`, in newer dumps `|a|b|`. */
function tagsOf(written: string): string[] {
  return written.split(/[<>|]+/).filter((tag) => tag.trim() !== '')
}

function wholeNumber(row: Row, name: string): number | undefined {
  const written = row.attributes[name]
  if (written === undefined || written === '') return undefined
  if (!/^-?\d{1,15}$/.test(written)) throw new BrokenFile(`${name}="${written.slice(0, 40)}" is not a number`, row)
  return Number(written)
}

/** Dates carry no zone; they are in UTC. */
function date(row: Row, name: string): Date | undefined {
  const written = row.attributes[name]
  if (written === undefined || written === '') return undefined
  const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?Z?$/.exec(written)
  const parsed = new Date(shape ? `${shape[1]}${(shape[2] ?? '.0').slice(0, 4)}Z` : Number.NaN)
  // A 30 February is taken for a day in March, so what was understood is compared with what was written.
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 19) !== shape?.[1]) {
    throw new BrokenFile(`${name}="${written.slice(0, 40)}" is not a date`, row)
  }
  // What says it was written before there were such sites, or after today, would stand in the wrong place for ever.
  if (parsed.getTime() < EARLIEST || parsed.getTime() > Date.now() + DAY)
    throw new BrokenFile(`${name}="${written.slice(0, 40)}" cannot be when it was written`, row)
  return parsed
}
