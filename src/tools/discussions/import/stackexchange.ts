import { open, stat } from 'node:fs/promises'
import { BrokenFile } from './broken-file.ts'
import type { Origin } from './phrases.ts'
import { type Author, type ImportedPost, idOf, postFrom, type Why } from './posts.ts'
import { rowAt, rowsOf } from './rows.ts'

export { BrokenFile } from './broken-file.ts'
export type { Author, ImportedPost } from './posts.ts'

/** A row that was read but is not delivered, and why. */
export interface Skipped {
  id: number | null
  line: number
  why: Why
}

export interface Survey {
  questions: number
  answers: number
  /** Of the posts delivered, each once, in the order of their first post in the file. */
  authors: Author[]
  /** In the order of the file. */
  skipped: Skipped[]
  bytes: number
}

/** A question with its answers, by date and then id. */
export interface Thread {
  question: ImportedPost
  answers: ImportedPost[]
}

/**
 * Reads a whole `Posts.xml` of the Stack Exchange data dump to see whether it can be imported, and what it would bring.
 * Keeps no texts. Throws `BrokenFile` with the place when the file is not well-formed, not complete, not a dump of
 * posts, or has a row that cannot be trusted, so that an import begins only when it can end. `origin.base` is the site
 * the posts are from, as for `readDump`.
 */
export async function surveyDump(path: string, origin: Origin = {}): Promise<Survey> {
  const { threads, skipped } = await indexDump(path, origin)
  const authors = new Map<string, Author>()
  const entries = threads.flatMap(({ question, answers }) => [question, ...answers])
  for (const { author } of entries.sort((a, b) => a.start - b.start)) authors.set(author.key, author)
  return {
    questions: threads.length,
    answers: entries.length - threads.length,
    authors: [...authors.values()],
    skipped,
    bytes: (await stat(path)).size,
  }
}

/**
 * Streams the questions of a dump by date and then id, each with its answers. Throws what `surveyDump` throws, before
 * the first question.
 *
 * An answer may stand anywhere in the file, so the file is read twice: once to note where each post stands, then each
 * question with its answers from those places. In memory are the notes, about 250 bytes a post (150 MB for a dump of
 * 1 GB), and the texts of one question with its answers. `progress` is told how many bytes of posts have been delivered,
 * and at the end the size of the file.
 */
export async function* readDump(
  path: string,
  progress: (bytesRead: number) => void = () => {},
  origin: Origin = {},
): AsyncGenerator<Thread> {
  const { threads } = await indexDump(path, origin)
  const file = await open(path)
  let read = 0
  const deliver = async (entry: Entry): Promise<ImportedPost> => {
    const row = await rowAt(file, entry)
    const post = postFrom(row, origin)
    if (typeof post === 'string' || post.id !== entry.id)
      throw new BrokenFile('the file has changed while it was read', row)
    read += entry.end - entry.start
    return post
  }
  try {
    for (const thread of threads) {
      const question = await deliver(thread.question)
      const answers: ImportedPost[] = []
      for (const entry of thread.answers) answers.push(await deliver(entry))
      yield { question: withKnownAcceptance(question, answers), answers }
      progress(read)
    }
    progress((await file.stat()).size)
  } finally {
    await file.close()
  }
}

/** An accepted answer that is not delivered, or answers another question, cannot be accepted here. */
function withKnownAcceptance(question: ImportedPost, answers: ImportedPost[]): ImportedPost {
  const { acceptedAnswerId, ...rest } = question
  return answers.some(({ id }) => id === acceptedAnswerId) ? question : rest
}

/** Where a post stands, and what is needed to put it in order. */
interface Entry {
  id: number
  time: number
  line: number
  column: number
  start: number
  end: number
  author: Author
}

interface Index {
  threads: { question: Entry; answers: Entry[] }[]
  skipped: Skipped[]
}

async function indexDump(path: string, origin: Origin): Promise<Index> {
  const questions = new Map<number, { question: Entry; answers: Entry[] }>()
  const answers: { entry: Entry; parentId: number }[] = []
  const skipped: Skipped[] = []
  const seen = new Set<number>()
  const authors = new Map<string, Author>()
  for await (const rows of rowsOf(path)) {
    for (const row of rows) {
      const id = idOf(row)
      if (seen.has(id)) throw new BrokenFile(`a second row with the Id ${id}`, row)
      seen.add(id)
      const post = postFrom(row, origin)
      const { line, column, start, end } = row
      if (typeof post === 'string') {
        skipped.push({ id, line, why: post })
        continue
      }
      const author = known(authors, post.author)
      const entry = { id, time: post.createdAt.getTime(), line, column, start, end, author }
      if (post.parentId === undefined) questions.set(id, { question: entry, answers: [] })
      else answers.push({ entry, parentId: post.parentId })
    }
  }
  for (const { entry, parentId } of answers) {
    const thread = questions.get(parentId)
    if (thread) thread.answers.push(entry)
    else skipped.push({ id: entry.id, line: entry.line, why: 'orphan-answer' })
  }
  for (const thread of questions.values()) thread.answers.sort(byDate)
  return {
    threads: [...questions.values()].sort((a, b) => byDate(a.question, b.question)),
    skipped: skipped.sort((a, b) => a.line - b.line),
  }
}

function byDate(a: Entry, b: Entry): number {
  return a.time - b.time || a.id - b.id
}

/** One author has one name: the first one written out, else the one made from the number. */
function known(authors: Map<string, Author>, author: Author): Author {
  const before = authors.get(author.key)
  if (!before) authors.set(author.key, author)
  else if (/^user-?\d+$/.test(before.name)) before.name = author.name
  return before ?? author
}
