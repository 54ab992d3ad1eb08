import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Puts a small disk of its own in the place of a folder.
 * @param size as `mount` takes it, like `3m`
 * @returns what takes it away; undefined, with a loud line, where this machine does not let us mount one
 */
export function mounted(folder: string, size: string): (() => void) | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    console.warn('\n*** NO MOUNT HERE: the test of a disk that fills up is SKIPPED ***\n')
    return undefined
  }
  return () => execFileSync('umount', ['-l', folder])
}

/** Takes what room there is. @param spare bytes that are left @returns what gives it back */
export function fill(folder: string, spare = 0): () => void {
  const [ballast, rest] = [join(folder, 'ballast'), join(folder, 'rest')]
  if (spare) writeFileSync(rest, Buffer.alloc(spare))
  for (const size of [1_000_000, 10_000, 100]) {
    try {
      for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
  rmSync(rest, { force: true })
  return () => rmSync(ballast)
}
