import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { afterwards, dataFolder, isRoot, serve, using } from './world.ts'

/** A data folder on a disk of this size; undefined where this machine does not let us mount one. */
function onDisk(size: string): string | undefined {
  const mountPoint = dataFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', mountPoint], { stdio: 'ignore' })
  } catch {
    console.warn('\n*** NO MOUNT HERE: the tests of a full disk are SKIPPED ***\n')
    return undefined
  }
  afterwards(() => execFileSync('umount', [mountPoint]))
  return join(mountPoint, 'data')
}

describe.skipIf(!isRoot)('on a full disk', () => {
  for (const [size, moment] of [
    ['20m', 'the programs do not fit'],
    ['75m', 'the database does not fit'],
  ] as const) {
    test(`a first start says so and leaves nothing half-made: ${moment}`, async (context) => {
      const dataDir = onDisk(size)
      if (!dataDir) return context.skip()
      const failure = await serve(dataDir).catch((error: Error) => error)
      expect(failure).toMatchObject({ name: 'Trouble' })
      expect((failure as Error).message).toMatch(/There is no space left on the disk[\s\S]*DATABASE_URL/)
      const left = readdirSync(join(dataDir, 'pg', '18'))
      expect(left.filter((name) => name === 'cluster' || name.includes('unfinished'))).toEqual([])
    })
  }

  test('a later start says so, and serves again when there is room', async (context) => {
    const dataDir = onDisk('120m')
    if (!dataDir) return context.skip()
    const first = await serve(dataDir)
    await using(first, (sql) => sql`create table notes as select 1 as id`)
    await first.stop()
    const ballast = join(dataDir, 'ballast')
    expect(() => writeFileSync(ballast, Buffer.alloc(130_000_000))).toThrow('ENOSPC')
    await expect(serve(dataDir)).rejects.toThrow('There is no space left on the disk')
    rmSync(ballast)
    const second = await serve(dataDir)
    expect(await using(second, (sql) => sql`select id from notes`)).toEqual([{ id: 1 }])
  })
})
