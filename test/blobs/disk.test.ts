import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { blobsIn } from '../../src/platform/blobs.ts'
import { from, hashOf, storeKeeps } from './contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'copse-blobs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0
const fresh = () => join(folder, String(++count))

const HOUR_AGO = new Date(Date.now() - 3_600_000)
storeKeeps(
  'a folder',
  async () => blobsIn(fresh()),
  (hash) => utimesSync(join(folder, String(count), hash.slice(0, 2), hash.slice(2)), HOUR_AGO, HOUR_AGO),
)

/** Another process that appends what it is given, says so, and waits to be killed. */
async function elsewhere(store: string, name: string, offset: number, bytes: number) {
  const program = `
    import { PassThrough } from 'node:stream'
    import { blobsIn } from '${resolve('src/platform/blobs.ts')}'
    const stream = new PassThrough()
    blobsIn('${store}').append('${name}', ${offset}, stream).then((length) => process.stdout.write('kept ' + length), (error) => process.stdout.write(error.why))
    stream.write(Buffer.alloc(${bytes}, 'x'), () => setTimeout(() => process.stdout.write('written '), 300))
    process.stdin.on('data', () => stream.end())`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

describe('a folder that several processes use', () => {
  it('keeps what was acknowledged before a sudden end, and goes on at once in another process', async () => {
    const store = fresh()
    const blobs = blobsIn(store)
    const name = await blobs.begin()
    expect(await blobs.append(name, 0, from('acknowledged '))).toBe(13)
    const other = await elsewhere(store, name, 13, 3_000_000)
    await expect(blobs.append(name, 13, from('x'))).rejects.toMatchObject({ why: 'busy' })
    await expect(blobs.finish(name)).rejects.toMatchObject({ why: 'busy' })
    other.kill('SIGKILL')
    await once(other, 'exit')
    expect(await blobs.length(name)).toBe(13)
    expect(await blobs.append(name, 13, from('and more'))).toBe(21)
    expect(await blobs.finish(name)).toEqual({ hash: hashOf('acknowledged and more'), bytes: 21 })
  })

  it('knows the sum of all of it, whoever brought which part', async () => {
    const store = fresh()
    const [one, other] = [blobsIn(store), blobsIn(store)]
    const name = await one.begin()
    await one.append(name, 0, from('abc'))
    await other.append(name, 3, from('def'))
    await one.append(name, 6, from('ghi'))
    expect(await one.finish(name)).toEqual({ hash: hashOf('abcdefghi'), bytes: 9 })
    const second = await one.begin()
    await one.append(second, 0, from('abc'))
    await other.append(second, 3, from('def'))
    expect(await one.finish(second)).toEqual({ hash: hashOf('abcdef'), bytes: 6 })
  })

  it('is never gone to who brings the last part as others make a blob of it', async () => {
    const store = fresh()
    const several = [1, 2, 3, 4].map(() => blobsIn(store))
    const whys: string[] = []
    for (let round = 0; round < 100; round++) {
      const name = await several[0]!.begin()
      await several[0]!.append(name, 0, from('abc'))
      const brought = several.map(async (blobs, n) => {
        // The last of them as the first one finishes.
        await pause(n * (round % 10) * 0.5)
        await blobs.append(name, 3, from('def'))
        return blobs.finish(name)
      })
      for (const one of await Promise.allSettled(brought)) if (one.status === 'rejected') whys.push(one.reason.why)
      expect(await several[0]!.finish(name)).toEqual({ hash: hashOf('abcdef'), bytes: 6 })
    }
    for (const why of whys) expect(['busy', 'offset']).toContain(why)
  })

  it('goes on after a large part that a sudden end cut off, with what was on the disk of it', async () => {
    const store = fresh()
    const blobs = blobsIn(store)
    const name = await blobs.begin()
    const other = await elsewhere(store, name, 0, 40_000_000)
    await expect.poll(() => blobs.length(name)).toBeGreaterThanOrEqual(16_000_000)
    other.kill('SIGKILL')
    await once(other, 'exit')
    const length = await blobs.length(name)
    expect(length).toBeGreaterThanOrEqual(16_000_000)
    expect(await blobs.append(name, length, from('end'))).toBe(length + 3)
    expect((await blobs.finish(name)).hash).toBe(hashOf(`${'x'.repeat(length)}end`))
  })

  it('finishes what another process appended, once that is through', async () => {
    const store = fresh()
    const blobs = blobsIn(store)
    const name = await blobs.begin()
    const other = await elsewhere(store, name, 0, 1000)
    other.stdin.write('end')
    const [said] = await once(other.stdout, 'data')
    expect(String(said)).toContain('kept 1000')
    other.kill('SIGKILL')
    expect((await blobs.finish(name)).hash).toBe(hashOf('x'.repeat(1000)))
  })

  it('says gone to who writes what somebody drops', async () => {
    const blobs = blobsIn(fresh())
    const name = await blobs.begin()
    const slow = new PassThrough()
    slow.write('abc')
    const append = blobs.append(name, 0, slow)
    append.catch(() => {})
    await new Promise((done) => setTimeout(done, 30))
    await blobs.drop(name)
    await expect(blobs.length(name)).rejects.toMatchObject({ why: 'gone' })
  })
})
