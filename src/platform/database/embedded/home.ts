import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, readdir, readlink, realpath, stat, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
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
  await makeFolder(resolve(dataDir))
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
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700
  const highest = await mkdir(path, { recursive: true, mode })
  // mkdir heeds the umask, which may be of the kind that leaves a folder to root alone.
  for (let made = path; highest && made.length >= highest.length; made = dirname(made)) await chmod(made, mode)
}

/** A short name for what belongs to a path. */
export const shortHash = (path: string) => createHash('sha256').update(path).digest('hex').slice(0, 16)
