import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { testSite } from '../../test/site.ts'
import { connect } from './database/connect.ts'
import { inTransaction } from './database/lease.ts'
import type { Log } from './log.ts'
import { startWorkers, type Workers } from './workers.ts'

/** Two processes share the work, and go on when the database was away. */

const world = await testSite()
const { address, jobs: as } = world.site.database
const jobs = connect(address, as, 1)
const done: string[] = []
const said: string[] = []
const log: Log = { info: (event) => said.push(event), error: (event) => said.push(event) }
const both: Workers[] = []

beforeAll(async () => {
  for (const name of ['first', 'second']) {
    const slow = async ({ ms }: Record<string, number>) => {
      await pause(ms)
      done.push(name)
    }
    both.push(await startWorkers(address, as, { slow }, [], log))
  }
})
afterAll(async () => {
  await Promise.all(both.map((workers) => workers.stop()))
  await jobs.end({ timeout: 1 })
})

it('a job that takes longer than a dead one’s is looked for is done once', async () => {
  await jobs`select jobs.enqueue('slow', '{"ms": 8500}')`
  await expect.poll(() => done, { timeout: 15_000 }).toHaveLength(1)
  await pause(500)
  expect(done).toHaveLength(1)
})

it('goes on after all connections were cut, in the middle of a job too', async () => {
  done.length = 0
  await jobs`select jobs.enqueue('slow', '{"ms": 600}')`
  await pause(300)
  const cut = await jobs`
    select pg_terminate_backend(pid) from pg_stat_activity
    where usename = current_user and datname = current_database() and pid <> pg_backend_pid()`
  expect(cut.length).toBeGreaterThan(3)
  await expect.poll(() => done.length, { timeout: 15_000 }).toBeGreaterThan(0)
  done.length = 0
  await jobs`select jobs.enqueue('slow', '{"ms": 1}')`
  await expect.poll(() => done, { timeout: 15_000 }).toHaveLength(1)
  const left = () => jobs`select from graphile_worker._private_jobs`
  await expect.poll(async () => (await left()).length, { timeout: 20_000 }).toBe(0)
})

it('what was put off while the clock was ahead is done now, and rhythms go on', async () => {
  done.length = 0
  // All at once, before any worker sees them.
  await inTransaction(jobs, async (sql) => {
    // Added then; tried then and put off; held then by one who died.
    await sql`select jobs.enqueue('slow', '{"ms": 1}'), jobs.enqueue('slow', '{"ms": 1}'), jobs.enqueue('slow', '{"ms": 1}')`
    await sql`update graphile_worker._private_jobs set run_at = now() + interval '1 year'`
    const ids = await sql<{ id: number }[]>`select id from graphile_worker._private_jobs order by id`
    const [added, tried, held] = ids.slice(-3).map(({ id }) => id) as [number, number, number]
    await sql`update graphile_worker._private_jobs set created_at = now() + interval '1 year', updated_at = now() + interval '1 year' where id = ${added}`
    await sql`update graphile_worker._private_jobs set updated_at = now() + interval '1 year', attempts = 3 where id = ${tried}`
    await sql`update graphile_worker._private_jobs set run_at = now(), locked_at = now() + interval '1 year', locked_by = 'worker-of-then' where id = ${held}`
    await sql`insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
      values ('of-then', now(), now() + interval '1 year')`
  })
  await expect.poll(() => done.length, { timeout: 15_000 }).toBe(3)
  const past = async () => {
    const [cron] = await jobs<[{ past: boolean }]>`
      select last_execution <= now() past from graphile_worker._private_known_crontabs where identifier = 'of-then'`
    return cron.past
  }
  await expect.poll(past, { timeout: 15_000 }).toBe(true)
})

it('a clock that is set by a year and back does not make up for a year, and a job under way ends undisturbed', async () => {
  const beats: number[] = []
  const slow: number[] = []
  const alone: string[] = []
  const workers = await startWorkers(
    address,
    as,
    {
      beat: async () => void beats.push(Date.now()),
      long: async () => {
        await pause(9_000)
        slow.push(1)
      },
    },
    [{ crontab: '0 * * * *', task: 'beat' }],
    { info: (event) => alone.push(event), error: (event) => alone.push(event) },
  )
  const real = Date.now
  let moved = 0
  const spy = vi.spyOn(Date, 'now').mockImplementation(() => real() + moved)
  try {
    await jobs`select jobs.enqueue('long', '{}')`
    await pause(500)
    for (const [turn, by] of [365 * 86_400_000, 0].entries()) {
      moved = by
      await expect
        .poll(() => alone.filter((event) => event === 'jobs.again').length, { timeout: 10_000 })
        .toBe(turn + 1)
    }
    await expect.poll(() => slow.length, { timeout: 15_000 }).toBe(1)
    await pause(1_000)
    expect(slow).toHaveLength(1)
    // What may be made up for is a day.
    expect(beats.length).toBeLessThan(30)
  } finally {
    spy.mockRestore()
    await workers.stop()
  }
}, 60_000)
