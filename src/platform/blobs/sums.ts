import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** The sum of the first so many bytes of what comes in parts. */
export interface Sum {
  length: number
  hash: Hash
}

/** What an `append` knows of the sum, and leaves for the next. */
export interface SumSoFar {
  /** The sum of what came before; nothing where this process has not seen all of it. */
  from(length: number): Hash | undefined
  /** Once all of it is on the disk. */
  keep(sum: Sum): void
}

/** Of so many names the sum is kept. */
const MOST = 1000

/**
 * Sums of what comes in parts, as far as this process has seen it from its beginning: so it need not be read once more at the end.
 * What is on the disk for good is never written again, so a sum holds for the length it was made for; for another length,
 * as after a process that ended or beside one that went on, the file is read.
 */
export function sumsSoFar() {
  const known = new Map<string, Sum>()
  const take = (name: string): Sum | undefined => {
    const sum = known.get(name)
    known.delete(name)
    return sum
  }
  return {
    take,
    of: (name: string): SumSoFar => ({
      from(length) {
        const before = take(name)
        if (length === 0) return createHash('sha256')
        return before?.length === length ? before.hash : undefined
      },
      keep(sum) {
        known.set(name, sum)
        if (known.size > MOST) known.delete(known.keys().next().value!)
      },
    }),
  }
}

/** The sum of a whole file. */
export async function sumOf(path: string): Promise<Hash> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer)
  return hash
}
