import { createHash } from 'node:crypto'
import type { SiteKey } from '../config.ts'

/** What a backup is made of. It is written last: a backup without it is none. */
export interface Manifest {
  format: 1
  /** When the snapshot was taken, ISO. */
  at: string
  postgres: string
  /** The migrations the database had seen, in their order. */
  migrations: string[]
  /** Tells sites apart without telling anything about their secret. */
  site: string
  /** Whether the site's secret is in the backup, or kept by who set it in the environment. */
  secret: 'here' | 'elsewhere'
  tables: TableParts[]
  sequences: { schema: string; name: string; last: string; called: boolean }[]
  /** Files that people attached, and faces: a list of its own, since there may be very many. */
  files: { parts: Part[]; count: number; bytes: number }
  /** Files that rows name and that were not on the disk, or not what their name says. */
  missing: string[]
  /** All that is not a table or a file of people's. */
  others: Part[]
}

/** The rows of one table, as PostgreSQL's COPY writes them as text, cut into pieces, each compressed (gzip). */
export interface TableParts {
  schema: string
  name: string
  columns: string[]
  rows: number
  /** Of the text before it was cut and compressed. */
  sha256: string
  parts: Part[]
}

export interface Part {
  name: string
  bytes: number
  sha256: string
}

/** One file that a backup refers to. */
export interface KeptFile {
  folder: 'blobs' | 'portraits'
  hash: string
  bytes: number
}

export const MANIFEST = 'manifest.json'
export const SEAL = 'manifest.sha256'

export const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')

/** The last file of a backup, as `sha256sum --check` reads it. */
export const sealOf = (manifest: Buffer) => `${sha256(manifest)}  ${MANIFEST}\n`

/** What tells a site from others in a manifest. */
export const siteMark = (key: SiteKey) => key.derive('site').slice(0, 16)

/** Backups are named by their moment, so that their names sort by time: `2026-11-22T03-10-00Z`. */
export const nameOf = (at: Date) => `${at.toISOString().slice(0, 19).replace(/:/g, '-')}Z`
export const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/
export const timeOf = (name: string) => new Date(name.replace(/T(\d\d)-(\d\d)-(\d\d)Z$/, 'T$1:$2:$3Z'))

/** Where a person's file lies on the shelf of all backups: once, however many backups refer to it. */
export const filePath = (hash: string) => `blobs/${hash.slice(0, 2)}/${hash.slice(2)}`

/** What may stand in a backup and nothing else: names come from outside when one is brought back. */
export const PART = /^(secret|files\.\d{5}\.gz|tables\/[a-z_]{1,63}\.[a-z0-9_]{1,63}\.\d{5}\.gz)$/
export const HASH = /^[0-9a-f]{64}$/

/** @throws with a sentence when this is no manifest of ours, or one that was changed since */
export function readManifest(text: Buffer, seal: string): Manifest {
  if (sealOf(text) !== seal) throw new Error('The backup’s manifest is damaged: its checksum is another.')
  const manifest = JSON.parse(text.toString('utf8')) as Manifest
  if (manifest.format !== 1) throw new Error('This backup was made by a newer Copse. Restore it with that one.')
  const names = partsOf(manifest).map((part) => part.name)
  if (!names.every((name) => PART.test(name))) throw new Error('The backup’s manifest names a file that cannot be.')
  return manifest
}

/** All files in a backup's own folder, besides the manifest. */
export function partsOf(manifest: Manifest): Part[] {
  return [...manifest.tables.flatMap((table) => table.parts), ...manifest.files.parts, ...manifest.others]
}
