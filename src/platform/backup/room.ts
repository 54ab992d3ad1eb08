import { statfs } from 'node:fs/promises'
import { join } from 'node:path'

/** A disk on which the site itself may live is not filled to the brim. */
const SPARE = 200_000_000

const mega = (bytes: number) => Math.round(bytes / 1e6)

/**
 * @param what that is to fit, as the sentence says it
 * @throws with a sentence when so many bytes would hardly fit where a folder is, or will be
 */
export async function refuseFull(what: string, folder: string, bytes: number): Promise<void> {
  const free = await freeAt(folder)
  if (free !== undefined && free < bytes + SPARE)
    throw new Error(
      `There is too little space for ${what} in ${folder}: ${mega(free)} MB are free, about ${mega(bytes + SPARE)} MB are needed. Nothing was changed.`,
    )
}

/** Bytes free where a folder is, or will be. */
async function freeAt(folder: string): Promise<number | undefined> {
  for (let path = folder; ; path = join(path, '..')) {
    const disk = await statfs(path).catch(() => undefined)
    if (disk) return disk.bavail * disk.bsize
    if (path === join(path, '..')) return undefined
  }
}
