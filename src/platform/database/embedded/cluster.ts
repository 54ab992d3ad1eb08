import { chmod, chown, lchown, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sync, writeDurably } from '../../durable.ts'
import type { Account } from './account.ts'
import type { Home } from './home.ts'
import { removeLeftovers, unfinished } from './leftovers.ts'
import { run } from './run.ts'
import { secretOf } from './secret.ts'
import { SUPERUSER } from './settings.ts'
import { Trouble, troubleFrom } from './trouble.ts'

/**
 * Makes the database cluster unless it is there. It is made beside its place and put there by one rename, so a crash
 * leaves no half of one, and of two processes that make one the slower uses the faster's.
 *
 * @param durable false in tests, which need not survive a power cut
 */
export async function ensureCluster(home: Home, software: string, durable: boolean): Promise<void> {
  await removeLeftovers(home.cluster)
  if (await exists(home.cluster)) return takeCare(home)
  const made = unfinished(home.cluster)
  const password = `${made}.password`
  try {
    await mkdir(made, { mode: 0o700 })
    await writeDurably(password, await secretOf(home))
    if (home.account) for (const path of [made, password]) await chown(path, home.account.uid, home.account.gid)
    await initialize(home, software, flags(made, password, durable))
    await rename(made, home.cluster)
    await sync(dirname(home.cluster))
  } catch (error) {
    if (!(await exists(home.cluster))) throw error
  } finally {
    await rm(made, { recursive: true, force: true })
    await rm(password, { force: true })
  }
}

/**
 * Trigrams still ask the C library what a letter is: with the plain locale C they lose every one that is not ASCII.
 * The first of these that the system has is taken.
 */
const CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8', 'C']

async function initialize(home: Home, software: string, flags: string[]): Promise<void> {
  for (const characterType of CHARACTER_TYPES) {
    const initdb = join(software, 'bin', 'initdb')
    const { code, output } = await run(initdb, [...flags, `--lc-ctype=${characterType}`], home.account)
    if (code === 0) return
    if (!output.includes('invalid locale name')) {
      throw await troubleFrom('create its database', lastLines(output), home.folder)
    }
  }
}

/**
 * The built-in locale sorts by code point and knows Unicode's upper and lower case, the same on every system and for
 * ever; the C library's locales change with its versions and so break indexes.
 */
function flags(cluster: string, password: string, durable: boolean): string[] {
  return [
    `--pgdata=${cluster}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--text-search-config=simple',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
}

/** A cluster put back from a copy may have lost its owner or its mode, without which PostgreSQL refuses it. */
async function takeCare(home: Home): Promise<void> {
  const stats = await lstat(home.cluster)
  const me = process.getuid?.()
  if (home.account && stats.uid === 0) await chownAll(home.cluster, home.account)
  else if (!home.account && stats.uid !== me) {
    throw new Trouble(
      `The database in ${home.cluster} belongs to another account (${stats.uid}): run Copse as that one.`,
    )
  }
  if ((stats.mode & 0o777) !== 0o700) await chmod(home.cluster, 0o700)
}

// The folder itself last: while it is root's, the work is not done.
async function chownAll(path: string, account: Account): Promise<void> {
  if ((await lstat(path)).isDirectory()) {
    for (const name of await readdir(path)) await chownAll(join(path, name), account)
  }
  await lchown(path, account.uid, account.gid)
}

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  )
const lastLines = (output: string) => output.trim().split('\n').slice(-8).join('\n')
