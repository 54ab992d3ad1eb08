import { randomBytes } from 'node:crypto'
import { lstat, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isAlive } from './alive.ts'

const LONG_AGO = 10 * 60_000

/** A sibling in which something is made before it is renamed to its real name. It says which process makes it. */
export function unfinished(path: string): string {
  return `${path}.unfinished-${process.pid}-${randomBytes(4).toString('hex')}`
}

/** Removes the siblings that a process began and never finished, since it was killed. */
export async function removeLeftovers(path: string): Promise<void> {
  const prefix = `${basename(path)}.unfinished-`
  const names = await readdir(dirname(path)).catch(() => [])
  for (const name of names.filter((n) => n.startsWith(prefix))) {
    const left = join(dirname(path), name)
    const maker = Number.parseInt(name.slice(prefix.length), 10)
    if (!isAlive(maker) || (await isOld(left))) await rm(left, { recursive: true, force: true })
  }
}

// A pid can have been given to another process since: age decides then.
async function isOld(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined)
  return stats !== undefined && Date.now() - stats.mtimeMs > LONG_AGO
}
