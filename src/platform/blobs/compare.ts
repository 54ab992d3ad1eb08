import { createHash } from 'node:crypto'
import type { Blobs, Lying, Stores } from '../blobs.ts'
import type { Pool } from '../database/connect.ts'

/** What one row says of bytes, and where a person finds it: no word of anybody's. */
export interface NamedFile {
  hash: string
  bytes: number | null
  kind: 'attachment' | 'welcome' | 'import' | 'file' | 'preview' | 'portrait' | 'sign' | 'takeout' | 'introduction'
  id: number
  itemId: number | null
  space: string | null
  at: Date | null
}

/** Rows whose bytes are not as they should be: how many, and the first of them. */
export interface Wanting {
  count: number
  first: NamedFile[]
}

export interface Compared {
  /** How many bytes by hash are named, and as they should be as far as was looked. */
  sound: number
  missing: Wanting
  short: Wanting
  changed: Wanting
  /** What has lain there for days and nothing names. */
  unneeded: { count: number; bytes: number }
}

export const nothing = (): Compared => {
  const none = () => ({ count: 0, first: [] })
  return { sound: 0, missing: none(), short: none(), changed: none(), unneeded: { count: 0, bytes: 0 } }
}

/** So many are named and looked at twice. */
const FIRST = 100
/** The nightly sweep had its time. */
const SWEPT_MS = 2 * 86_400_000

/**
 * Compares what rows name with what a store has. Both are read in the order of hashes, as they come, so that a million of them
 * need no more memory than a hundred.
 * @param deep reads every byte @param into takes what is found
 */
export async function compare(
  jobs: Pool,
  which: keyof Stores,
  blobs: Blobs,
  into: Compared,
  deep = false,
): Promise<void> {
  const lying = blobs.olderThan(Number.NEGATIVE_INFINITY)[Symbol.asyncIterator]()
  let there = await lying.next()
  const unneeded: Lying[] = []
  const past = async (until: string | undefined) => {
    while (!there.done && (until === undefined || there.value.hash < until)) {
      if (there.value.at < Date.now() - SWEPT_MS) unneeded.push(there.value)
      if (unneeded.length >= 500) await countUnneeded(jobs, which, unneeded.splice(0), into)
      there = await lying.next()
    }
  }
  let before: { hash: string; found: 'sound' | 'changed' | 'missing'; bytes: number } | undefined
  for await (const row of rowsOf(jobs, which)) {
    if (before?.hash !== row.hash) {
      await past(row.hash)
      const here = !there.done && there.value.hash === row.hash
      const bytes = here ? (there.value as Lying).bytes : 0
      if (here) there = await lying.next()
      const found = !here ? 'missing' : deep && (await hashOf(blobs, row.hash)) !== row.hash ? 'changed' : 'sound'
      before = { hash: row.hash, found, bytes }
      if (found === 'sound') into.sound++
    }
    if (before.found === 'missing') await noteMissing(jobs, which, blobs, row, into)
    else if (row.bytes !== null && Number(row.bytes) !== before.bytes) note(into.short, row)
    else if (before.found === 'changed') note(into.changed, row)
  }
  await past(undefined)
  await countUnneeded(jobs, which, unneeded, into)
}

function note(wanting: Wanting, row: NamedFile): void {
  wanting.count++
  if (wanting.first.length < FIRST) wanting.first.push(row)
}

/** Looks again: rows go, and bytes come, while we look. */
async function noteMissing(jobs: Pool, which: keyof Stores, blobs: Blobs, row: NamedFile, into: Compared) {
  if (into.missing.first.length < FIRST) {
    if (await blobs.has(row.hash)) return
    const [named] = await jobs`select from hashes_in_use(${which}, ${[row.hash]})`
    if (!named) return
  }
  note(into.missing, row)
}

async function countUnneeded(jobs: Pool, which: keyof Stores, found: Lying[], into: Compared): Promise<void> {
  if (!found.length) return
  const rows = await jobs<
    { hash: string }[]
  >`select hash from hashes_in_use(${which}, ${found.map(({ hash }) => hash)}) hash`
  const named = new Set(rows.map(({ hash }) => hash))
  for (const { hash, bytes } of found) {
    if (named.has(hash)) continue
    into.unneeded.count++
    into.unneeded.bytes += bytes
  }
}

async function* rowsOf(jobs: Pool, which: keyof Stores): AsyncGenerator<NamedFile> {
  const rows = jobs<NamedFile[]>`
    select hash, bytes, kind, id, item_id as "itemId", space, at from files_named(${which})`
  for await (const some of rows.cursor(1000)) yield* some
}

/** @returns undefined where it cannot be read */
async function hashOf(blobs: Blobs, hash: string): Promise<string | undefined> {
  const sum = createHash('sha256')
  try {
    for await (const chunk of blobs.read(hash)) sum.update(chunk as Buffer)
    return sum.digest('hex')
  } catch {
    return undefined
  }
}
