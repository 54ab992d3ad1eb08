import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cluster, dataFolder, isRoot, killed, postmasters, serve, serveApart, someProgram, using } from './world.ts'

const pg = (dataDir: string) => join(dataDir, 'pg', '18')
const isHalfMade = (name: string) => name.includes('unfinished')

/** The last line of the server's lock file: `ready`, `stopping`; `gone` without one. */
function stateOf(dataDir: string): string {
  try {
    return readFileSync(join(cluster(dataDir), 'postmaster.pid'), 'utf8')
      .trim()
      .split('\n')
      .at(-1)!
      .trim()
  } catch {
    return 'gone'
  }
}

describe('the embedded server survives', () => {
  test('the sudden end of the process that started it: the next one adopts it', async () => {
    const dataDir = dataFolder()
    const first = await serveApart(dataDir)
    await using(first, (sql) => sql`create table notes as select 1 as id`)
    await killed(first.process)

    const second = await serve(dataDir)
    expect(second).toMatchObject({ adopted: true, pid: first.pid })
    expect(await using(second, (sql) => sql`select id from notes`)).toEqual([{ id: 1 }])
    await second.stop()
    expect(postmasters(dataDir)).toEqual([])
  })

  test('its own sudden end: the next start repairs it', async () => {
    const dataDir = dataFolder()
    const first = await serve(dataDir)
    await using(first, (sql) => sql`create table notes as select generate_series(1, 50000) as id`)
    process.kill(first.pid, 'SIGKILL')

    const second = await serve(dataDir)
    expect(second.adopted).toBe(false)
    expect(second.pid).not.toBe(first.pid)
    expect(await using(second, (sql) => sql`select count(*)::int from notes`)).toEqual([{ count: 50000 }])
    await expect(first.stop()).resolves.toBeUndefined()
    await using(second, (sql) => sql`select 1`)
  })

  test('a start while it stops', async () => {
    const dataDir = dataFolder()
    const first = await serve(dataDir)
    const stopped = first.stop()
    // Before it has been told to stop, a start rightly takes it as it is: PostgreSQL writes into its lock file when it was.
    await expect.poll(() => stateOf(dataDir), { interval: 1 }).not.toBe('ready')
    const second = await serve(dataDir)
    await stopped
    expect(second).toMatchObject({ adopted: false })
    await using(second, (sql) => sql`select 1`)
  })

  test('a lock file whose pid another program has now, as after the restart of a container', async () => {
    const dataDir = dataFolder()
    const first = await serve(dataDir)
    const lock = join(cluster(dataDir), 'postmaster.pid')
    const text = readFileSync(lock, 'utf8')
    await first.stop()
    const program = someProgram(statSync(cluster(dataDir)).uid)
    writeFileSync(lock, text.replace(/^\d+/, String(program)))

    const second = await serve(dataDir)
    expect(second.adopted).toBe(false)
    expect(second.pid).not.toBe(program)
    await using(second, (sql) => sql`select 1`)
  })

  test('two first starts at once: one database, one server, two connections', async () => {
    const dataDir = dataFolder()
    const both = await Promise.all([serveApart(dataDir), serveApart(dataDir)])
    expect(both.map((server) => server.adopted).sort()).toEqual([false, true])
    expect(both[0].connection).toEqual(both[1].connection)
    for (const server of both) await using(server, (sql) => sql`select 1`)
    expect(postmasters(dataDir)).toEqual([both[0].pid])
    expect(readdirSync(pg(dataDir)).filter(isHalfMade)).toEqual([])
  })

  test('a first start that was killed half-way: its remains go', async () => {
    const dataDir = dataFolder()
    mkdirSync(join(pg(dataDir), 'cluster.unfinished-999999999-aa', 'base'), { recursive: true })
    mkdirSync(join(pg(dataDir), 'software.unfinished-1-bb'))
    utimesSync(join(pg(dataDir), 'software.unfinished-1-bb'), 0, 0)
    await serve(dataDir)
    expect(readdirSync(pg(dataDir)).filter(isHalfMade)).toEqual([])
  })

  test.skipIf(!isRoot)('a server in another container, which is refused rather than doubled', async (context) => {
    const container = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child']
    if (spawnSync(container[0]!, [...container.slice(1), 'true']).status !== 0) {
      console.warn('\n*** NO NAMESPACES HERE: the test of two containers is SKIPPED ***\n')
      return context.skip()
    }
    const dataDir = dataFolder()
    const hidden = await serveApart(dataDir, undefined, container)
    await expect(serve(dataDir)).rejects.toThrow('Another container')
    await using(hidden, (sql) => sql`select 1`)
    await killed(hidden.process)
    expect(await serve(dataDir)).toMatchObject({ adopted: false })
  })
})
