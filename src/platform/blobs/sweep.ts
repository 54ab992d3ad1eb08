import { setTimeout as pause } from 'node:timers/promises'
import type { Blobs, Stores } from '../blobs.ts'
import type { Sql } from '../database/connect.ts'

/** How long a transaction is waited for that could be about to name what nothing names. */
const PATIENCE_MS = 10_000

/**
 * Removes what no row has named for so long from a store.
 *
 * Nothing is taken away that somebody begins to name meanwhile. What is put anew counts as new (`letGo`). A row that names old
 * bytes without putting them, as a copy does, may be written by a transaction that nobody sees yet: so what seems to be of no
 * use is looked at again when all are over that had one of the tables open the first time. Where one stays open, what was
 * found waits for the next night.
 *
 * @param sql inside a transaction that begins each statement with what is committed by then @returns how many went
 */
export async function sweepStore(sql: Sql, store: keyof Stores, blobs: Blobs, age: number): Promise<number> {
  await blobs.forgetUnfinished(age)
  let gone = 0
  for await (const batch of unused(sql, store, blobs, age)) {
    if (!(await othersEnded(sql))) continue
    const used = await inUse(sql, store, batch)
    for (const hash of batch) if (!used.has(hash) && (await blobs.letGo(hash, age))) gone++
  }
  return gone
}

/** What is in a store and no row names, a few hundred at a time. */
async function* unused(sql: Sql, store: keyof Stores, blobs: Blobs, age: number): AsyncGenerator<string[]> {
  for await (const batch of batches(blobs.olderThan(age))) {
    const hashes = batch.map(({ hash }) => hash)
    const used = await inUse(sql, store, hashes)
    const left = hashes.filter((hash) => !used.has(hash))
    if (left.length) yield left
  }
}

async function inUse(sql: Sql, store: keyof Stores, hashes: string[]): Promise<Set<string>> {
  const rows = await sql<{ hash: string }[]>`select * from hashes_in_use(${store}, ${hashes}) hash`
  return new Set(rows.map(({ hash }) => hash))
}

/** Whether all who had a table open that names files have ended. */
async function othersEnded(sql: Sql): Promise<boolean> {
  const open = async () => (await sql<{ who: string }[]>`select * from naming_files() who`).map(({ who }) => who)
  let left = await open()
  for (const until = performance.now() + PATIENCE_MS; left.length && performance.now() < until; ) {
    await pause(20)
    const now = new Set(await open())
    left = left.filter((who) => now.has(who))
  }
  return !left.length
}

/** Things as they come, five hundred at a time. */
export async function* batches<T>(found: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const one of found) {
    batch.push(one)
    if (batch.length < 500) continue
    yield batch
    batch = []
  }
  if (batch.length) yield batch
}
