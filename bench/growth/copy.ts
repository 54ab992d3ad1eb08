import { once } from 'node:events'
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
  await Promise.race([finished, failed])
  return count
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
