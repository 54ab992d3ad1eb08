import { randomBytes } from 'node:crypto'
import { link, readFile, rm, stat } from 'node:fs/promises'
import { writeDurably } from '../../durable.ts'
import type { Home } from './home.ts'
import { removeLeftovers, unfinished } from './leftovers.ts'
import { Trouble } from './trouble.ts'

/**
 * The superuser's password, made once. Processes that make it at the same time all get the one that was there first.
 *
 * @throws Trouble when the database exists and its secret is gone: a new one would open nothing.
 */
export async function secretOf(home: Home): Promise<string> {
  await removeLeftovers(home.secret)
  const kept = await readSecret(home)
  if (kept) return kept
  if (await stat(home.cluster).catch(() => undefined))
    throw new Trouble(`The database's password is gone: put ${home.secret} back.`)
  const made = unfinished(home.secret)
  try {
    await writeDurably(made, randomBytes(32).toString('base64url'))
    await link(made, home.secret).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(made, { force: true })
  }
  return (await readSecret(home))!
}

async function readSecret(home: Home): Promise<string | undefined> {
  try {
    return (await readFile(home.secret, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
