import { LONGEST_TEXT } from '../../../platform/markdown/markdown.ts'
import { BrokenFile } from './broken-file.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import type { Origin } from './phrases.ts'
import type { Row } from './rows.ts'

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
  const title = row.attributes.Title?.replace(/\s+/g, ' ').trim()
  if (!title) return 'no-title'
  return withText({ ...post, title }, row, origin)
}

function answer(post: ImportedPost, row: Row, origin: Origin): ImportedPost | Why {
  const parentId = wholeNumber(row, 'ParentId')
  if (parentId === undefined) return 'orphan-answer'
  return withText({ ...post, parentId }, row, origin)
}

function withText(post: ImportedPost, row: Row, origin: Origin): ImportedPost | Why {
  const markdown = htmlToMarkdown(row.attributes.Body ?? '', origin)
  if (markdown === '') return 'no-text'
  if (markdown.length > LONGEST_TEXT) return 'too-long'
  return { ...post, markdown }
}

/** Dumps say who wrote a post by number; the name stands there only for people without an account any more. */
function authorOf(row: Row): Author {
  const id = wholeNumber(row, 'OwnerUserId')
  const name = row.attributes.OwnerDisplayName?.trim()
  if (id === -1) return { key: 'user:-1', name: name || 'Community' }
  if (id !== undefined) return { key: `user:${id}`, name: name || `user${id}` }
  return name ? { key: `name:${name}`, name } : { key: 'unknown', name: 'unknown' }
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
  return parsed
}
