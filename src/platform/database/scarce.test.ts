import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, expect, inject, it } from 'vitest'
import { connect, type Pool } from './connect.ts'
import { failureOf } from './failure.ts'
import { lease } from './lease.ts'

/** PostgreSQL has no connection left for us, or only some: what it has goes from hand to hand, and nothing is lost over it. */

const { address, user, password } = inject('server')
const admin = connect(address, { user, password }, 1)
const role = `scarce_${process.pid}`
const LIMIT = 3
await admin.unsafe(`create role ${role} login password 'none' connection limit ${LIMIT}`)
const pools: Pool[] = []
const open = (most: number) => {
  const pool = connect(address, { user: role, password: 'none' }, most)
  pools.push(pool)
  return pool
}

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.end({ timeout: 1 })
  const there = () => admin`select from pg_stat_activity where usename = ${role}`
  await expect.poll(async () => (await there()).length).toBe(0)
})
afterAll(async () => {
  await admin.unsafe(`drop role ${role}`)
  await admin.end({ timeout: 1 })
})

/** Somebody else who has all connections but so many. */
async function others(left: number): Promise<Pool> {
  const pool = open(LIMIT - left)
  await Promise.all(Array.from({ length: LIMIT - left }, () => pool`select pg_sleep(0.05)`))
  return pool
}

/** One transaction of some length. @returns the process that served it */
async function work(pool: Pool, ms: number): Promise<number> {
  const { sql, release } = await lease(pool, 10_000)
  try {
    await sql.unsafe('begin')
    const [row] = await sql<[{ pid: number }]>`select pg_backend_pid() pid, pg_sleep(${ms / 1000})`
    await sql.unsafe('commit')
    return row.pid
  } finally {
    release()
  }
}

it('whoever finds no connection waits for one of the others, which all stay', async () => {
  await others(1)
  const pool = open(6)
  const first = await work(pool, 0)
  const pids = await Promise.all(Array.from({ length: 20 }, () => work(pool, 20)))
  expect(new Set(pids)).toEqual(new Set([first]))
  // Long enough for several refusals: the one that serves is not given up over them.
  expect(await work(pool, 1_200)).toBe(first)
})

it('those who begin at once, when there are fewer than they want, are all served', async () => {
  await others(2)
  const pool = open(6)
  const pids = await Promise.all(Array.from({ length: 20 }, () => work(pool, 20)))
  expect(new Set(pids).size).toBe(2)
})

it('when others leave, the pool grows again', async () => {
  const other = await others(1)
  const pool = open(3)
  await Promise.all(Array.from({ length: 4 }, () => work(pool, 20)))
  await other.end({ timeout: 1 })
  const grown = async () => new Set(await Promise.all(Array.from({ length: 6 }, () => work(pool, 60)))).size
  await expect.poll(grown, { timeout: 8_000, interval: 200 }).toBe(3)
})

it('without any it says so at once, and answers as soon as there is one', async () => {
  const other = await others(0)
  const pool = open(6)
  const from = performance.now()
  const refused = await Promise.allSettled(Array.from({ length: 8 }, () => work(pool, 0)))
  expect(performance.now() - from).toBeLessThan(7_000)
  for (const one of refused)
    expect(one.status === 'rejected' && failureOf(one.reason), String(one.status)).toBe('unreachable')
  await other.end({ timeout: 1 })
  await pause(100)
  await work(pool, 0)
})

it('a pool that is ended while it waits for connections opens none any more', async () => {
  const other = await others(1)
  const pool = open(6)
  await Promise.all(Array.from({ length: 4 }, () => work(pool, 20)))
  await pool.end({ timeout: 1 })
  await other.end({ timeout: 1 })
  await pause(1_000)
  expect(await admin`select from pg_stat_activity where usename = ${role}`).toHaveLength(0)
})
