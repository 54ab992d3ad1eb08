import { createHash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { chmod, chown, lstat, mkdir, readdir, readlink, realpath, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type Account, canReach, serverAccount } from './account.ts'
import { Trouble } from './trouble.ts'

/** Where the embedded server lives: `<dataDir>/pg/<major>/`, and who runs it. */
export interface Home {
  /** the real path, without symbolic links */
  folder: string
  software: string
  cluster: string
  secret: string
  log: string
  /** undefined: the server runs as ourselves */
  account: Account | undefined
}

const ELSEWHERE = '/var/lib/copse'

/**
 * Finds, or makes, the server's folder within the data folder.
 *
 * @throws Trouble when it holds a database of another major version, or is out of the server's reach.
 */
export async function settleHome(dataDir: string, major: number, log: (message: string) => void): Promise<Home> {
  await makeFolder(dataDir)
  const data = await realpath(dataDir)
  const account = serverAccount(join(data, 'pg', String(major), 'cluster'))
  const pg = await pgFolder(data, account, log)
  await refuseOtherMajors(pg, major)
  const folder = join(pg, String(major))
  await makeFolder(folder)
  // initdb passes its own path through a shell.
  if (/["$`\\\n\r]/.test(folder))
    throw new Trouble(`The path of the data folder has a character PostgreSQL cannot bear: ${folder}`)
  return {
    folder,
    software: join(folder, 'software'),
    cluster: join(folder, 'cluster'),
    secret: join(folder, 'secret'),
    log: join(folder, 'server.log'),
    account,
  }
}

/** `<dataDir>/pg`, or where its link leads. */
async function pgFolder(data: string, account: Account | undefined, log: (message: string) => void): Promise<string> {
  const pg = join(data, 'pg')
  const there = await lstat(pg).catch(() => undefined)
  if (!there && account && !(await canReach(account, data))) await settleElsewhere(data, account, log)
  else if (!there) await makeFolder(pg)
  const real = await realpath(pg).catch(() => undefined)
  if (!real) throw new Trouble(`The database was kept in ${await readlink(pg)} (${pg} leads there), which is gone.`)
  await makeFolder(real)
  if (account && !(await canReach(account, real))) {
    throw new Trouble(
      `PostgreSQL runs as the account ${account.name}, which cannot reach ${real}: allow it to pass (chmod o+x) through the folders above.`,
    )
  }
  return real
}

/** Below /root, for one, only root can pass: the database then goes to the system's own place, behind a link. */
async function settleElsewhere(data: string, account: Account, log: (message: string) => void): Promise<void> {
  const place = join(ELSEWHERE, shortHash(data))
  await makeFolder(ELSEWHERE)
  await makeFolder(place)
  try {
    await symlink(place, join(data, 'pg'))
    log(`The account ${account.name} cannot reach ${data}, so the database is kept in ${place}: back that up too.`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** An empty site in place of the one people know would look like the loss of all they wrote. */
async function refuseOtherMajors(pg: string, major: number): Promise<void> {
  const majors: number[] = []
  for (const name of await readdir(pg)) {
    if (/^\d+$/.test(name) && (await stat(join(pg, name, 'cluster', 'PG_VERSION')).catch(() => undefined)))
      majors.push(Number(name))
  }
  const newest = Math.max(...majors)
  if (newest > major) {
    throw new Trouble(
      `The data folder holds a database of PostgreSQL ${newest}, and this Copse brings the older PostgreSQL ${major}: install the newer Copse again.`,
    )
  }
  if (majors.length > 0 && !majors.includes(major)) {
    throw new Trouble(
      `The data folder holds a database of PostgreSQL ${newest}, and this Copse brings PostgreSQL ${major} but cannot upgrade it yet: go on with the earlier Copse.`,
    )
  }
}

/** Root's folders let the server's account pass, but not look around; an ordinary user's let nobody else in. */
async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  // mkdir heeds the umask
  if (made && process.getuid?.() === 0) await chmod(path, 0o711)
}

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

const shortHash = (path: string) => createHash('sha256').update(path).digest('hex').slice(0, 16)

export const PORT = 5432
export const socketIn = (folder: string) => join(folder, `.s.PGSQL.${PORT}`)

// Not os.tmpdir(), which differs between a service and a person's shell.
function shortPlace(): string {
  const mayUseRun = process.getuid?.() === 0 && lstatSync('/run', { throwIfNoEntry: false })?.isDirectory()
  return mayUseRun ? '/run' : '/tmp'
}
