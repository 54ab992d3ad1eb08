import type { Pool, Sql } from '../../platform/database/connect.ts'
import { inTransaction, lease } from '../../platform/database/lease.ts'
import type { Me, Space } from './ctx.ts'

interface Entered {
  me: Me | null
  space: Space | null
}

/** No request waits longer for the database; PostgreSQL itself gives a statement up before (`STATEMENT_MS`). */
export const PATIENCE_MS = 20_000

/** One transaction of one request, already entered as the person who asks. */
export interface Transaction {
  sql: Sql
  entered: Promise<Entered>
  /**
   * Sends the commit behind the queries that are under way, in the same write. Whatever is asked after it is in nobody's
   * name and finds nothing. `commit()` is still needed: it gives the connection back.
   */
  closeBehind(): void
  commit(): Promise<void>
  rollback(): Promise<void>
}

/**
 * Opens a transaction and enters it. `begin` and `enter()` leave at once and are not waited for, so that the first
 * queries of a page travel with them in one round trip (PostgreSQL answers a connection's statements in order).
 * @param credential SHA-256 of the session's or token's secret
 * @param slug the one space that the address names
 * @param everything all spaces of the person: for home and other pages above spaces; with a slug, the space and their circles in it
 */
export async function openTransaction(
  pool: Pool,
  credential: Buffer | null,
  slug: string | null,
  everything: boolean,
): Promise<Transaction> {
  const { sql, release } = await lease(pool, PATIENCE_MS)
  let open = true
  let ended: Promise<unknown> | undefined
  const send = (statement: 'commit' | 'rollback') => (ended ??= sql.unsafe(statement).execute())
  const end = async (statement: 'commit' | 'rollback') => {
    if (!open) return
    open = false
    try {
      await send(statement)
    } finally {
      release()
    }
  }
  sql
    .unsafe('begin')
    .execute()
    .catch(() => {}) // a lost connection fails `enter()` too, which is awaited
  const entered = sql<
    [{ me: Me | null; space: Space | null }]
  >`select * from enter(${credential}, ${slug}, ${everything})`
    .execute()
    .then(([row]) => row)
  entered.catch(() => {}) // awaited by the caller; a failed query of the page may be noticed first
  return {
    sql,
    entered,
    // Queries leave in microtasks; a tick comes after all of them. `commit()` tells of a failure.
    closeBehind: () => process.nextTick(() => send('commit').catch(() => {})),
    async commit() {
      await end('commit')
      // PostgreSQL answers the commit of a transaction in which something failed with ROLLBACK, and calls it no error.
      const answer = (await ended) as { command?: string } | undefined
      if (answer?.command === 'ROLLBACK') throw new Error('Nothing was kept: a statement before had failed')
    },
    rollback: () => end('rollback'),
  }
}

/**
 * Runs work in a person's name outside a request, with all their spaces or the one named.
 * @param wide with a slug: those of its circles that they belong to as well
 */
export async function asPerson<T>(
  pool: Pool,
  personId: number,
  slug: string | null,
  work: (sql: Sql, me: Me) => Promise<T>,
  wide = false,
): Promise<T> {
  return inTransaction(pool, async (sql) => {
    const [row] = await sql<[{ me: Me }]>`select enter_as(${personId}, ${slug}, ${wide}) me`
    return work(sql, row.me)
  })
}
