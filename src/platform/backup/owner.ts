import { lchown, lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * What a command made as root belongs to whoever the site's folder belongs to: the service could not read it otherwise.
 * A link leads nowhere, so that nobody is given what is not the site's; only where a place is itself a link to a folder of
 * that owner's, as to a disk of its own, it is followed.
 * @param places files and folders with all that is in them; what is not there, or is another's already, stays as it is
 */
export async function giveToOwnerOf(dataDir: string, places: string[]): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(dataDir)
  if (uid === 0) return
  for (const place of places) {
    const target = await stat(place).catch(() => undefined)
    await give(target?.uid === uid ? await realpath(place) : place, uid, gid)
  }
}

async function give(path: string, uid: number, gid: number): Promise<void> {
  const there = await lstat(path).catch(() => undefined)
  if (!there) return
  if (there.uid === 0) await lchown(path, uid, gid)
  if (!there.isDirectory()) return
  for (const name of await readdir(path)) await give(join(path, name), uid, gid)
}
