import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testSite } from '../../test/site.ts'
import { connect } from './database/connect.ts'
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
