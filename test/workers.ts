import { afterAll, expect } from 'vitest'
import { connect, type Pool } from '../src/platform/database/connect.ts'
import { startWorkers } from '../src/platform/workers.ts'
import { tasksFor } from '../src/tasks.ts'
import type { TestSite } from './site.ts'

export interface TestWorkers {
  /** As the job workers: for what they alone see. */
  jobs: Pool
  /** Waits until people have been told of everything that happened. */
  told(): Promise<void>
  /** Lets come at once what waits for its hour, and waits until it is done. */
  hasten(): Promise<void>
}

/** The workers of a test's site, until its file is done. */
export async function workersOf(world: TestSite): Promise<TestWorkers> {
  const { address, jobs: credentials } = world.site.database
  const jobs = connect(address, credentials, 2)
  const workers = await startWorkers(address, credentials, tasksFor(world.site, jobs), [], world.site.log)
  afterAll(async () => {
    await workers.stop()
    await jobs.end({ timeout: 1 })
  })
  const waiting = async (tasks: string[]) => {
    const [row] = await jobs<[{ count: number }]>`
      select count(*)::int count from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = any(${tasks}) and (j.run_at <= now() or j.locked_at is not null)`
    return row.count
  }
  const done = (tasks: string[]) => expect.poll(() => waiting(tasks), { timeout: 15_000, interval: 20 }).toBe(0)
  return {
    jobs,
    told: () => done(['tell']),
    async hasten() {
      await done(['tell'])
      for (const task of ['letters', 'mail']) {
        await jobs`update graphile_worker._private_jobs set run_at = now() - interval '1 second'`
        await jobs`select jobs.enqueue('tell', '{"id": 0}')` // wakes the workers, and tells nobody
        await done([task, 'tell'])
      }
    },
  }
}
