import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import yauzl from 'yauzl'
import type { Blobs } from './blobs.ts'

/** A file in an archive. Its name is only a name: nothing is ever written where it says. */
export interface ZipEntry {
  path: string
  /** As the archive says; reading one that lies ends with an error. */
  bytes: number
  entry: yauzl.Entry
}

export interface Zip {
  entries: ZipEntry[]
  /** Names that lead out of the folder, or are encrypted: never read. */
  refused: { path: string; why: 'unsafe-name' | 'encrypted' }[]
  bytes(entry: ZipEntry): Promise<Buffer>
  stream(entry: ZipEntry): Promise<Readable>
  close(): void
}

/** Why an archive is not taken at all. */
export class BadArchive extends Error {
  constructor(readonly why: 'not-a-zip' | 'too-many-files' | 'too-much') {
    super(why)
  }
}

/** More than any library has; an archive that says more is not read. */
const MOST_ENTRIES = 40_000
export const MOST_BYTES = 4 * 1024 ** 3

/**
 * Opens an archive that is kept as a blob, and reads its list of files. Only what is asked for is ever unpacked, each file
 * as far as it says it is long: an archive that grows without end is found by its list.
 * @throws BadArchive
 */
export async function openZip(blobs: Pick<Blobs, 'read'>, hash: string, size: number): Promise<Zip> {
  const reader = new BlobReader(blobs, hash)
  let file: yauzl.ZipFile
  try {
    file = await yauzl.fromRandomAccessReaderPromise(reader, size, { decodeStrings: false, autoClose: false })
  } catch {
    throw new BadArchive('not-a-zip')
  }
  if (file.entryCount > MOST_ENTRIES) throw new BadArchive('too-many-files')
  const zip: Zip = {
    entries: [],
    refused: [],
    bytes: async (entry) => buffer(await zip.stream(entry)),
    stream: ({ entry }) => file.openReadStreamPromise(entry),
    close: () => file.close(),
  }
  let total = 0
  try {
    for await (const entry of file.eachEntry()) {
      const path = nameOf(entry)
      if (path.endsWith('/')) continue
      total += entry.uncompressedSize
      if (total > MOST_BYTES) throw new BadArchive('too-much')
      if (yauzl.validateFileName(path)) zip.refused.push({ path, why: 'unsafe-name' })
      else if (entry.isEncrypted()) zip.refused.push({ path, why: 'encrypted' })
      else zip.entries.push({ path, bytes: entry.uncompressedSize, entry })
    }
  } catch (error) {
    throw error instanceof BadArchive ? error : new BadArchive('not-a-zip')
  }
  return zip
}

/** Many programs write names as UTF-8 and do not say so. */
function nameOf(entry: yauzl.Entry): string {
  const raw = entry.fileName as unknown as Buffer
  let name: string
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
  }
  return name.replaceAll('\\', '/').replaceAll('\u0000', '').normalize('NFC')
}

/** How much is read at once: the list of an archive is asked for in very small pieces. */
const WINDOW = 256 * 1024

class BlobReader extends yauzl.RandomAccessReader {
  private window = { start: 0, bytes: Buffer.alloc(0) }

  constructor(
    private readonly blobs: Pick<Blobs, 'read'>,
    private readonly hash: string,
  ) {
    super()
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return end > start ? this.blobs.read(this.hash, { start, end: end - 1 }) : Readable.from([])
  }

  override read(into: Buffer, offset: number, length: number, position: number, done: (error: Error | null) => void) {
    const give = () => {
      const from = position - this.window.start
      if (from < 0 || from + length > this.window.bytes.length) return false
      this.window.bytes.copy(into, offset, from, from + length)
      return true
    }
    if (give()) return void setImmediate(done, null)
    buffer(this.blobs.read(this.hash, { start: position, end: position + Math.max(length, WINDOW) - 1 })).then(
      (bytes) => {
        this.window = { start: position, bytes }
        done(give() ? null : new Error('the archive ends too early'))
      },
      (error) => done(error),
    )
  }
}
