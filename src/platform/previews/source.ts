import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Parts } from '../boxes.ts'
import { NothingToShow } from './preview.ts'

/** A file that is looked at. */
export interface Source extends Parts {
  path: string
  /** What it was called: decides between kinds of plain text, and nothing else. */
  name: string
  stream(part?: { start: number; end: number }): Readable
  /** All of it. @throws NothingToShow where that is more than so much */
  whole(most: number): Promise<Buffer>
}

/** Opens a file for the time of a piece of work. */
export async function withSource<T>(path: string, name: string, work: (source: Source) => Promise<T>): Promise<T> {
  const file = await open(path, 'r')
  try {
    return await work(sourceOf(file, path, name, (await file.stat()).size))
  } finally {
    await file.close()
  }
}

function sourceOf(file: FileHandle, path: string, name: string, bytes: number): Source {
  const part = async (start: number, length: number) => {
    const most = Math.max(0, Math.min(length, bytes - start))
    const into = Buffer.alloc(most)
    const { bytesRead } = most ? await file.read(into, 0, most, start) : { bytesRead: 0 }
    return into.subarray(0, bytesRead)
  }
  return {
    path,
    name,
    bytes,
    part,
    stream: (range) => createReadStream(path, range),
    async whole(most) {
      if (bytes > most) throw new NothingToShow('too-large')
      return part(0, bytes)
    },
  }
}
