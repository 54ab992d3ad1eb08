import { join } from 'node:path'
import { openSite } from '../app.ts'
import { openDatabase } from '../platform/database/open.ts'
import { silent } from '../platform/log.ts'
import type { Site } from '../spine/request/site.ts'
import type { Invocation } from './index.ts'

/** Opens the site for one command, beside a running server or alone, and closes it again however the command ends. */
export async function withSite<T>({ config, folders }: Invocation, work: (site: Site) => Promise<T>): Promise<T> {
  const database = await openDatabase(config, join(folders.root, 'db/migrations'), silent, false)
  try {
    const site = await openSite(config, database, folders, silent, async () => {})
    try {
      return await work(site)
    } finally {
      await site.bus.close()
    }
  } finally {
    await database.close()
  }
}

/** A word given as `--name value`. */
export function option(words: string[], name: string): string | undefined {
  const i = words.indexOf(`--${name}`)
  return i < 0 ? undefined : words[i + 1]
}

/** The words that are neither options nor their values. */
export function plainWords(words: string[]): string[] {
  return words.filter((word, i) => !word.startsWith('--') && !words[i - 1]?.startsWith('--'))
}

/** @throws with a sentence when nobody has this address */
export async function personWith(site: Site, email: string): Promise<number> {
  const [row] = await site.database.app<[{ id: number | null }]>`select person_by_email(${email}) id`
  if (!row.id) throw new Error(`Nobody here has the address ${email}.`)
  return row.id
}

/** A host of the community: the one with the given address, else its first. @throws with a sentence */
export async function hostOf(site: Site, slug: string, email: string | undefined): Promise<number> {
  if (email) return personWith(site, email)
  const [row] = await site.database.app<[{ id: number | null }]>`select host_of(${slug}) id`
  if (!row.id) throw new Error(`There is no community ${slug}.`)
  return row.id
}
