import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { cleanUp, dataFolder, root } from '../life/program.ts'

/** The budget of a small server: 200 people connected, 50 pages a second, 5 writes a second. See `test/durability/load.ts`. */

const MINUTES = Number(process.env.COPSE_MINUTES) || 10

it(`serves a small server's day for ${MINUTES} minutes: no error, and memory stays flat`, () => {
  if (spawnSync('taskset', ['-c', '1', 'true']).status !== 0) {
    console.warn('\n*** NO SECOND PROCESSOR, OR NO taskset: the load at the budget is SKIPPED ***\n')
    return
  }
  const dataDir = dataFolder('copse-load-')
  const script = join(root, 'test/durability/load.ts')
  try {
    const said = execFileSync(process.execPath, ['--import', 'tsx', script, dataDir, String(MINUTES)], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1e8,
    })
    console.log(said)
    const told = JSON.parse(said.trim().split('\n').at(-1)!) as {
      errors: number
      reads: { p99: number; count: number }
      writes: { p99: number; count: number }
      memory: number[]
      heard: number
    }
    expect(told.errors).toBe(0)
    expect(told.reads.count).toBeGreaterThan(MINUTES * 60 * 50 * 0.95)
    expect(told.writes.count).toBeGreaterThan(MINUTES * 60 * 5 * 0.95)
    expect(told.heard).toBeGreaterThan(0)
    // The goal is 250 ms; other work on the machine must not make a test red.
    expect(told.reads.p99).toBeLessThan(2_000)
    const [first, , last] = told.memory as [number, number, number]
    expect(Math.max(...told.memory)).toBeLessThan(1024)
    expect(last).toBeLessThan(first * 1.25 + 20)
  } finally {
    void cleanUp(dataDir)
  }
})
