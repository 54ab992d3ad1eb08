import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import {
  filePath,
  HASH,
  type KeptFile,
  MANIFEST,
  type Manifest,
  NAME,
  type Part,
  partsOf,
  readManifest,
  SEAL,
  sha256,
} from './manifest.ts'

/** A whole backup in a folder. */
export interface Laid {
  /** The folder that it shares with others. */
  folder: string
  name: string
  manifest: Manifest
}

const unzip = promisify(gunzip)

/** The names of the backups in a folder, newest first. Only what is whole has such a name. */
export async function backupsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[])
  return names
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
}

/**
 * Opens a backup: the newest in a folder of several, or the one whose own folder this is.
 * @throws with a sentence when there is none, or it is not whole
 */
export async function openBackup(path: string): Promise<Laid> {
  const own = NAME.test(basename(path))
  const folder = own ? dirname(path) : path
  const name = own ? basename(path) : (await backupsIn(folder))[0]
  if (!name) throw new Error(`There is no whole backup in ${path}.`)
  const read = (file: string) =>
    readFile(join(folder, name, file)).catch(() => {
      throw new Error(`The backup ${name} is not whole: ${file} is missing.`)
    })
  return { folder, name, manifest: readManifest(await read(MANIFEST), String(await read(SEAL))) }
}

/** The newest backup of a folder that can be opened. */
export async function newestWhole(folder: string): Promise<Laid | undefined> {
  for (const name of await backupsIn(folder)) {
    const laid = await openBackup(join(folder, name)).catch(() => undefined)
    if (laid) return laid
  }
}

/** A part of a backup, as it was before it was compressed. */
export async function partOf({ folder, name }: Laid, part: Part): Promise<Buffer> {
  const bytes = await readFile(join(folder, name, part.name))
  return part.name.endsWith('.gz') ? unzip(bytes) : bytes
}

/** The files of people's that a backup refers to. */
export async function filesOf(laid: Laid): Promise<KeptFile[]> {
  const lists = []
  for (const part of laid.manifest.files.parts) lists.push((await partOf(laid, part)).toString('utf8'))
  return lists
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [folder, hash, bytes] = line.split(' ') as [KeptFile['folder'], string, string]
      if (!['blobs', 'portraits'].includes(folder) || !HASH.test(hash)) throw new Error('The list of files is damaged.')
      return { folder, hash, bytes: Number(bytes) }
    })
}

/**
 * Reads everything of a backup and compares it with what was written.
 * @param files `false` leaves out people's files, which are many, and the same in every backup
 * @returns what is missing or damaged, by name; nothing when all is well
 */
export async function damageIn(laid: Laid, tell: (share: number) => void = () => {}, files = true): Promise<string[]> {
  const damaged: string[] = []
  for (const part of partsOf(laid.manifest)) {
    const bytes = await readFile(join(laid.folder, laid.name, part.name)).catch(() => undefined)
    if (!bytes || bytes.length !== part.bytes || sha256(bytes) !== part.sha256) damaged.push(part.name)
  }
  if (damaged.length || !files) return damaged
  const list = await filesOf(laid)
  for (const [i, { hash }] of list.entries()) {
    if ((await hashOf(join(laid.folder, filePath(hash)))) !== hash) damaged.push(filePath(hash))
    tell((i + 1) / list.length)
  }
  return damaged
}

/** The hash of a file; undefined when it cannot be read. */
export async function hashOf(path: string): Promise<string | undefined> {
  const sum = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) sum.update(chunk)
    return sum.digest('hex')
  } catch {
    return undefined
  }
}

/** Removes backups, and then the files that none of the others refers to. */
export async function removeBackups(folder: string, names: string[]): Promise<void> {
  for (const name of names) {
    // Without its seal it is no backup any more, however far this gets.
    await rm(join(folder, name, SEAL), { force: true })
    await rm(join(folder, name), { recursive: true, force: true })
  }
  if (names.length) await removeUnused(folder)
}

async function removeUnused(folder: string): Promise<void> {
  const used = new Set<string>()
  for (const name of await backupsIn(folder)) {
    // One that cannot be read may be repaired yet: then nothing that it could need is taken away.
    const laid = await openBackup(join(folder, name)).catch(() => undefined)
    if (!laid) return
    for (const { hash } of await filesOf(laid)) used.add(hash)
  }
  for (const start of await readdir(join(folder, 'blobs')).catch(() => [] as string[])) {
    if (!/^[0-9a-f]{2}$/.test(start)) continue
    for (const rest of await readdir(join(folder, 'blobs', start)))
      if (!used.has(start + rest)) await rm(join(folder, 'blobs', start, rest), { force: true })
  }
}

/** Whether a path is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isDirectory() ?? false
}
