import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { BrokenFile } from './broken-file.ts'
import { BytePlaces } from './byte-places.ts'

/** One `<row … />` of a dump: its attributes, where it stands for people, and its bytes for reading it again. */
export interface Row {
  attributes: Record<string, string>
  line: number
  column: number
  start: number
  end: number
}

/** No post comes near this, nor what stands between two; a file without line ends or quotes must not fill the memory. */
const LONGEST_ROW = 32 * 1024 * 1024

/**
 * Streams the rows of `<posts>` from a UTF-8 file, in batches, with or without a byte order mark.
 * Throws `BrokenFile` when the file is empty, is not well-formed XML, ends early or is not a dump of posts. Entities of
 * a document type are not resolved, so a file cannot grow while it is read.
 */
export async function* rowsOf(path: string): AsyncGenerator<Row[]> {
  const reader = new RowReader()
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) yield reader.read(chunk as Buffer)
  reader.end()
}

class RowReader {
  private readonly parser = new SaxesParser()
  private readonly decoder = new TextDecoder('utf-8', { fatal: true })
  private places: BytePlaces | undefined
  private batch: Row[] = []
  private open: string[] = []
  private row = { line: 0, column: 0, start: 0, at: 0 }
  private ending = false
  /** Where the last tag ended. */
  private tag = 0

  constructor() {
    this.parser.on('error', (error) => this.fail(this.ending ? early(error) : plain(error)))
    this.parser.on('xmldecl', ({ encoding }) => {
      if (encoding && !/^(utf-8|us-ascii)$/i.test(encoding)) this.fail(`the file says it is ${encoding}, not UTF-8`)
    })
    this.parser.on('opentagstart', ({ name }) => this.begin(name))
    this.parser.on('opentag', (tag) => this.finish(tag))
    this.parser.on('closetag', () => {
      this.open.pop()
      this.tag = this.parser.position
    })
    this.parser.on('text', (text) => {
      if (this.open.length > 0 && text.trim() !== '') this.fail('text outside the rows: this is not a dump of posts')
    })
  }

  read(chunk: Buffer): Row[] {
    this.batch = []
    this.places ??= new BytePlaces(chunk.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0)
    const text = this.decode(chunk)
    this.places.append(text)
    this.parser.write(text)
    this.places.forgetAllBut(16) // "<row" may have begun in this chunk; between chunks the parser's position is no guide
    const began = Math.max(this.row.at, this.tag)
    if (this.places.end - began > LONGEST_ROW)
      this.fail(`a ${this.row.at > 0 ? 'row' : 'text, comment or tag'} without an end`)
    return this.batch
  }

  end(): void {
    this.ending = true
    if (!this.places) this.fail('the file is empty')
    this.decode()
    this.parser.close()
  }

  private decode(chunk?: Buffer): string {
    try {
      return chunk ? this.decoder.decode(chunk, { stream: true }) : this.decoder.decode()
    } catch {
      const readable = new TextDecoder().decode(chunk)
      this.parser.write(readable.slice(0, Math.max(0, readable.indexOf('\ufffd')))) // to know the place
      return this.fail('a byte that is not UTF-8')
    }
  }

  private begin(name: string): void {
    const depth = this.open.push(name)
    if (depth === 1 && name !== 'posts') this.fail(`<${name}> where <posts> should be: this is not a dump of posts`)
    if (depth === 2 && name !== 'row') this.fail(`<${name}> where <row> should be: this is not a dump of posts`)
    if (depth > 2) this.fail(`<${name}> inside a row`)
    if (depth !== 2) return
    const at = this.parser.position - name.length - 2 // the parser stands behind the name and the sign after it
    const column = this.parser.column - name.length - 1
    this.row = { line: this.parser.line, column, start: this.places!.byteOf(at), at: at + 1 }
  }

  private finish(tag: SaxesTagPlain): void {
    this.tag = this.parser.position
    if (this.open.length !== 2) return
    const { line, column, start } = this.row
    const end = this.places!.byteOf(this.parser.position)
    this.batch.push({ attributes: tag.attributes, line, column, start, end })
    this.row.at = 0
  }

  private fail(what: string): never {
    throw new BrokenFile(what, this.parser)
  }
}

function plain(error: Error): string {
  return error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
}

function early(error: Error): string {
  return `the file ends too early, it may be cut off (${plain(error)})`
}

/** Reads one row again. Throws `BrokenFile` when something else stands there now. */
export async function rowAt(file: FileHandle, { start, end, line }: Omit<Row, 'attributes'>): Promise<Row> {
  const bytes = Buffer.alloc(end - start)
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start)
  let attributes: Record<string, string> | undefined
  const parser = new SaxesParser()
  parser.on('error', () => {})
  parser.on('opentag', (tag) => {
    attributes = tag.attributes
  })
  parser.write(bytes.toString('utf8', 0, bytesRead))
  if (!attributes) throw new BrokenFile('the file has changed while it was read', { line, column: 1 })
  return { attributes, line, column: 1, start, end }
}
