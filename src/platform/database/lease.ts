import type { Pool, Sql } from './connect.ts'
import { Unanswered } from './failure.ts'
import { withLimits } from './limits.ts'
import { withPatience } from './patience.ts'
import { giveUp, type Line, lineOf } from './renewing.ts'

/** One connection of a pool, for one transaction. */
interface Lease {
  sql: Sql
  /** Gives the connection back. */
  release(): void
}

/** What the driver tells of a connection (`onexecute`). */
interface Connection {
  onclose: (() => void) | null
}

/** A query of the driver: it leaves in its handler, a moment after it was made. */
interface Query {
  handler(query: Query): void
  reject(error: Error): void
  options: { onexecute?: (connection: Connection) => true }
}

/**
 * Borrows a connection for one transaction. Once that connection is lost, all that is asked here fails, asked before or
 * after: the driver alone would let it go out on the next connection, into the transaction of somebody else, and a commit
 * there would tell us that all is kept.
 * @param patience how long everything may take, in milliseconds; then the connection counts as lost
 * @throws Unanswered where none is free in that time
 */
export async function lease(pool: Pool, patience?: number): Promise<Lease> {
  const line = lineOf(pool)
  const from = performance.now()
  const sql = await reserve(line, patience)
  const asked: Query[] = []
  let over: Error | undefined
  let connection: Connection | undefined
  const lose = (failure: 'unreachable' | 'slow') => {
    over ??= new Unanswered(failure)
    for (const query of asked) query.reject(over)
  }
  const tooLong = () => {
    lose('slow')
    giveUp(pool, line)
  }
  const timer = patience === undefined ? undefined : setTimeout(tooLong, left(patience, performance.now() - from))
  let first = true
  const watched = watch(sql, (query) => {
    const { handler } = query
    query.handler = (it) => {
      if (over) return it.reject(over)
      asked.push(it)
      handler(it)
    }
    // Of the first, which is `begin`, we learn which connection this is.
    if (first)
      query.options.onexecute = (it) => {
        connection = it
        it.onclose = () => lose('unreachable')
        return true
      }
    first = false
  })
  return {
    sql: watched,
    release() {
      clearTimeout(timer)
      const lost = over !== undefined
      over ??= new Error('This transaction is over')
      if (connection) connection.onclose = null
      // A lost connection is the driver's already.
      if (!lost) sql.release()
    },
  }
}

/** Who waited long for a connection is given some time with it all the same: what held it up may be over. */
const LEAST_MS = 5_000

/** What is left of somebody's patience after a while. */
function left(patience: number, waited: number): number {
  return Math.min(patience, Math.max(patience - waited, LEAST_MS))
}

/**
 * Does something in one transaction, with the patience it takes.
 * @param begin how it begins
 * @throws what the work throws, after everything was rolled back
 */
export async function inTransaction<T>(pool: Pool, work: (sql: Sql) => Promise<T>, begin = 'begin'): Promise<T> {
  const { sql, release } = await lease(pool)
  try {
    await sql.unsafe(begin)
    const result = await work(sql)
    await sql.unsafe('commit')
    return result
  } catch (error) {
    await sql.unsafe('rollback').catch(() => {}) // what went wrong first is what is told
    throw error
  } finally {
    release()
  }
}

/** A connection, or an error where none is free in time. */
async function reserve(line: Line, patience: number | undefined): Promise<Sql> {
  const coming = line.reserve()
  if (patience === undefined) return coming
  try {
    return await withPatience(coming, patience)
  } catch (error) {
    // One that comes later goes back at once.
    coming.then(
      (sql) => sql.release(),
      () => {},
    )
    throw error
  }
}

/** The same connection, where each query is shown before it leaves. */
function watch(sql: Sql, show: (query: Query) => void): Sql {
  const shown = <T>(made: T): T => {
    if (typeof (made as Partial<Query> | null)?.handler === 'function') show(made as unknown as Query)
    return made
  }
  const tagged = (...words: Parameters<Sql>) =>
    shown((sql as (...words: unknown[]) => unknown)(...withLimits(sql, words)))
  return Object.assign(tagged, sql, {
    unsafe: (...words: Parameters<Sql['unsafe']>) => shown(sql.unsafe(...words)),
  }) as unknown as Sql
}
