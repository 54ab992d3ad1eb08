import { constants } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { sync } from '../../durable.ts'
import type { Home } from './home.ts'
import { removeLeftovers, unfinished } from './leftovers.ts'
import { compareVersions, type PostgresPackage } from './package.ts'

/** Build files, the preprocessor for C, and languages whose interpreters the package does not bring. */
const NOT_NEEDED = /\.a$|^(include|pgxs|pkgconfig|doc|man)$|^libecpg|^libpgtypes|plpython3|plperl|pltcl/

/**
 * Copies the programs into the data folder, so that a later version of Copse with a newer PostgreSQL can still open
 * the data. Each version has its own folder, put in place by one rename: what has its name is whole.
 *
 * @param durable false in tests, which need not survive a power cut
 * @returns the folder of the newest version there is, which holds `bin`, `lib` and `share`
 */
export async function ownSoftware(home: Home, pkg: PostgresPackage, durable: boolean): Promise<string> {
  await removeLeftovers(home.software)
  const newest = (await versionsIn(home.software)).at(-1)
  if (newest && compareVersions(newest, pkg.version) >= 0) return join(home.software, newest)
  const target = join(home.software, pkg.version)
  const copy = unfinished(home.software)
  try {
    await mkdir(home.software, { recursive: true })
    await chmod(home.software, 0o755)
    await copyFolder(pkg.native, copy, durable)
    await linkLibraries(pkg.native, copy)
    await rename(copy, target)
  } catch (error) {
    await rm(copy, { recursive: true, force: true })
    // Another process was faster: what it put there is as good.
    if (!(await versionsIn(home.software)).includes(pkg.version)) throw error
  }
  return target
}

/** Removes the versions older than the one that now runs. */
export async function removeOlderSoftware(running: string): Promise<void> {
  for (const version of await versionsIn(dirname(running))) {
    if (compareVersions(version, basename(running)) >= 0) continue
    await rm(join(dirname(running), version), { recursive: true, force: true })
  }
}

/** Oldest first. */
async function versionsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => /^\d/.test(name)).sort(compareVersions)
}

async function copyFolder(from: string, to: string, durable: boolean): Promise<void> {
  const files = await layFolders(from, to)
  await inParallel(files, copyOne)
  // A power cut after the rename must not leave a folder of empty programs.
  if (durable) await inParallel(files, ({ target }) => sync(target))
}

interface Copy {
  source: string
  target: string
}

/**
 * Makes the folders, and lists the files to put in them. All modes are set, whatever our umask is: the server's account
 * must be able to read.
 */
async function layFolders(from: string, to: string): Promise<Copy[]> {
  const files: Copy[] = []
  await mkdir(to)
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (NOT_NEEDED.test(entry.name)) continue
    const copy = { source: join(from, entry.name), target: join(to, entry.name) }
    if (entry.isDirectory()) files.push(...(await layFolders(copy.source, copy.target)))
    else if (entry.isFile()) files.push(copy)
  }
  return files
}

async function copyOne({ source, target }: Copy): Promise<void> {
  await copyFile(source, target, constants.COPYFILE_FICLONE)
  await chmod(target, basename(dirname(target)) === 'bin' ? 0o755 : 0o644)
}

/** Eight at a time. When one fails no more are begun, and those that were begun have ended before this throws. */
async function inParallel<T>(things: T[], work: (thing: T) => Promise<void>): Promise<void> {
  const left = [...things]
  const worker = async () => {
    for (let thing = left.pop(); thing !== undefined; thing = left.pop()) {
      await work(thing).catch((error) => {
        left.length = 0
        throw error
      })
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: 8 }, worker))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** npm packages hold no symbolic links: the package lists those that its install script, often blocked, would make. */
async function linkLibraries(native: string, copy: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    if (NOT_NEEDED.test(basename(target))) continue
    await symlink(basename(source), join(copy, target.replace(/^native\//, '')))
  }
}
