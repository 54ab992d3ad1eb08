import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from '../../src/platform/database/connect.ts'

type Value = string | number | boolean | null

const CHUNK = 1 << 16

/** Fills a table from rows as COPY reads them. @returns how many */
export async function copy(owner: Pool, table: string, columns: string[], rows: Iterable<string>): Promise<number> {
  const stream = await owner.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable()
  const failed = new Promise<never>((_, reject) => stream.once('error', reject))
  let chunk = ''
  let count = 0
  for (const row of rows) {
    chunk += row
    count++
    if (chunk.length < CHUNK) continue
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), failed])
    chunk = ''
  }
  const finished = once(stream, 'finish')
  stream.end(chunk)
  await Promise.race([finished, failed, refused(owner, table, stream)])
  return count
}

/**
 * The driver says nothing of a refusal at the end, and takes the next statement that succeeds for the end of the COPY. So
 * one is asked that fails: when it has, the COPY is over, and the stream has finished or never will.
 */
async function refused(owner: Pool, table: string, stream: Writable): Promise<void> {
  let code: string | undefined
  do {
    await pause(250)
    if (stream.writableFinished) return
    code = await owner`select 1 / 0`.then(() => undefined).catch((error: { code: string }) => error.code)
  } while (code === 'COPY_IN_PROGRESS')
  if (!stream.writableFinished) throw new Error(`COPY into ${table} was refused; the log of the database says why`)
}

/** A row as COPY reads it. Texts that may hold a tab, a line's end or a backslash go through `copied()` first. */
export function line(...values: Value[]): string {
  let text = ''
  for (const value of values) text += `${text && '\t'}${value === null ? '\\N' : value}`
  return `${text}\n`
}

/** A text as COPY reads it. */
export function copied(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')
}

/** A list of plain words or numbers. */
export function array(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`
}

export function time(at: number): string {
  return new Date(at).toISOString()
}
