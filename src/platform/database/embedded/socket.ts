import { lstatSync } from 'node:fs'
import { chmod, chown, lstat, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { type Home, shortHash } from './home.ts'
import { Trouble } from './trouble.ts'

/** A socket's path has room for 103 bytes on macOS, 107 on Linux. */
const LONGEST_SOCKET_PATH = 103

/**
 * The private folder of the server's socket: in its home, or, where that path is too long for a socket or has a
 * character that separates hosts, a short one that every process finds by the home's path.
 */
export async function socketFolder(home: Home): Promise<string> {
  const near = join(home.folder, 'socket')
  const fits = Buffer.byteLength(socketIn(near)) <= LONGEST_SOCKET_PATH && !/[,:]/.test(near)
  const folder = fits ? near : join(shortPlace(), `copse-${shortHash(home.folder)}`)
  await mkdir(folder, { mode: 0o700 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  await own(folder, home.account)
  return folder
}

/** Makes the folder its account's alone. In a public place such as /tmp somebody else may have made it, to listen. */
async function own(folder: string, account: Account | undefined): Promise<void> {
  const stats = await lstat(folder)
  const owners = [process.getuid?.(), account?.uid]
  if (!stats.isDirectory() || !owners.includes(stats.uid))
    throw new Trouble(`Somebody else has made ${folder}: remove it.`)
  if (account && stats.uid !== account.uid) await chown(folder, account.uid, account.gid)
  if ((stats.mode & 0o777) !== 0o700) await chmod(folder, 0o700)
}

export const PORT = 5432
export const socketIn = (folder: string) => join(folder, `.s.PGSQL.${PORT}`)

// Not os.tmpdir(), which differs between a service and a person's shell.
function shortPlace(): string {
  const mayUseRun = process.getuid?.() === 0 && lstatSync('/run', { throwIfNoEntry: false })?.isDirectory()
  return mayUseRun ? '/run' : '/tmp'
}
