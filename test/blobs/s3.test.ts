import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { speakTo } from '../../src/platform/blobs/s3/speak.ts'
import { blobsAt } from '../../src/platform/blobs/s3/store.ts'
import { s3In } from '../../src/platform/config.ts'
import { failureOf } from '../../src/platform/database/failure.ts'
import { bucket } from './bucket.ts'
import { breaking, from, hashOf, storeKeeps } from './contract.ts'

const there = await bucket()
const folder = mkdtempSync(join(tmpdir(), 'copse-s3-'))
afterAll(async () => {
  await there.close()
  rmSync(folder, { recursive: true, force: true })
})
let count = 0
/** Without long pauses between tries. */
const store = (config = there.config) => blobsAt(speakTo(config, 1), `blobs${++count}`, join(folder, String(count)))

beforeEach(() => {
  there.before = () => {}
  there.asked.length = 0
  there.breaks = []
})

storeKeeps(
  'a bucket',
  async () => store(),
  (hash) => {
    there.objects.get(`blobs${count}/${hash}`)!.at -= 3_600_000
  },
)

const large = () => randomBytes(17_000_000)

describe('a bucket', () => {
  it('is asked as little as can be for what is small, and leaves nothing of what is large but the file', async () => {
    const blobs = store()
    await blobs.put(from('small'))
    expect(there.asked.map((asked) => asked.split(' ')[0])).toEqual(['PUT', 'HEAD', 'HEAD'])
    const bytes = large()
    await blobs.put(from(bytes))
    await expect(blobs.put(breaking(large()))).rejects.toThrow('aborted')
    expect([...there.objects.keys()].filter((key) => key.startsWith(`blobs${count}`)).sort()).toEqual(
      [`blobs${count}/${hashOf('small')}`, `blobs${count}/${hashOf(bytes)}`].sort(),
    )
    expect(there.uploads.size).toBe(0)
  })

  it('is asked again when it is busy, or a connection breaks, and nothing is lost or doubled', async () => {
    const blobs = store()
    let trouble = 0
    there.before = (_asked, _request, response) => {
      trouble++
      if (trouble % 3 === 1) there.refuse(503, 'SlowDown')
      if (trouble % 3 === 2) response.destroy()
    }
    const bytes = large()
    const { hash } = await blobs.put(from(bytes))
    const name = await blobs.begin()
    await blobs.append(name, 0, from(bytes))
    expect((await blobs.finish(name)).hash).toBe(hash)
    expect((await blobs.bytes(hash)).equals(bytes)).toBe(true)
  })

  it('goes on reading where the connection broke', async () => {
    const blobs = store()
    const bytes = large()
    const { hash } = await blobs.put(from(bytes))
    there.breaks = [1_000_000, 5, 9_000_000]
    expect((await blobs.bytes(hash)).equals(bytes)).toBe(true)
    there.breaks = [10]
    expect((await buffer(blobs.read(hash, { start: 100, end: 199 }))).equals(bytes.subarray(100, 200))).toBe(true)
    // However often, as long as something comes each time: a film is read for hours.
    there.breaks = Array(20).fill(500_000)
    expect((await blobs.bytes(hash)).equals(bytes)).toBe(true)
    there.breaks = Array(20).fill(0)
    await expect(blobs.bytes(hash)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
    there.breaks = []
  })

  it('takes the beginning for no part of the middle, where the store does not know of parts', async () => {
    const blobs = store()
    const { hash } = await blobs.put(from('all of it'))
    there.wholly = true
    await expect(buffer(blobs.read(hash, { start: 4, end: 5 }))).rejects.toMatchObject({ code: 'EIO' })
    there.breaks = [3]
    await expect(blobs.bytes(hash)).rejects.toMatchObject({ code: 'EIO' })
    expect(String(await blobs.bytes(hash))).toBe('all of it')
    there.wholly = false
  })

  it('says plainly what is wrong, and acknowledges nothing then', async () => {
    const blobs = store()
    there.before = (asked) => asked.startsWith('PUT') && there.refuse(403, 'QuotaExceeded')
    const full = await blobs.put(from('x')).catch((error) => error)
    expect(full.message).toMatch(/^The store of files is full/)
    expect(failureOf(full)).toBe('full')
    const name = await (async () => {
      there.before = () => {}
      return blobs.begin()
    })()
    there.before = (asked) => asked.startsWith('PUT') && there.refuse(507, 'InsufficientStorage')
    await expect(blobs.append(name, 0, from('x'))).rejects.toThrow('is full')
    there.before = () => {}
    expect(await blobs.length(name)).toBe(0)
    there.before = () => there.refuse(403, 'AccessDenied')
    await expect(blobs.put(from('x'))).rejects.toThrow(/refuses us.*AccessDenied/)
    await expect(blobs.has(hashOf('x'))).rejects.toThrow('refuses us')
    there.before = () => there.refuse(500, 'InternalError')
    const away = await blobs.put(from('x')).catch((error) => error)
    expect(away.message).toMatch(/does not answer/)
    expect(failureOf(away)).toBe('unreachable')
    there.before = () => {}
    expect(await blobs.has(hashOf('x'))).toBe(false)
    for (const wrong of [{ secret: 'another secret' }, { key: 'another' }, { region: 'elsewhere' }])
      await expect(store({ ...there.config, ...wrong }).put(from('x'))).rejects.toThrow(/refuse/)
    await expect(
      store({ ...there.config, url: there.config.url.replace(/copse$/, 'none') }).has(hashOf('x')),
    ).resolves.toBe(false)
    await expect(store({ ...there.config, url: 'http://127.0.0.1:9/copse' }).has(hashOf('x'))).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    })
  })

  it('hears of an answer that was lost, and of a copy that failed after it began', async () => {
    const blobs = store()
    let lost = false
    there.before = (asked, request, response) => {
      // It joins, and its answer does not come.
      if (lost || !asked.startsWith('POST') || request.url!.includes('uploads')) return
      lost = true
      const id = new URL(request.url!, there.config.url).searchParams.get('uploadId')!
      const upload = there.uploads.get(id)!
      there.objects.set(upload.key, { bytes: Buffer.concat([...upload.parts.values()]), at: Date.now() })
      there.uploads.delete(id)
      response.destroy()
    }
    const bytes = large()
    expect((await blobs.put(from(bytes))).hash).toBe(hashOf(bytes))
    expect(lost).toBe(true)
    let failed = 0
    there.before = (_asked, request, response) => {
      if (!request.headers['x-amz-copy-source'] || failed++) return
      response.end('<?xml version="1.0"?>\n<Error><Code>InternalError</Code></Error>')
    }
    const other = large()
    const { hash } = await blobs.put(from(other))
    expect(failed).toBe(2)
    expect((await blobs.bytes(hash)).equals(other)).toBe(true)
  })

  it('lets go of what was begun and forgotten, in pages', async () => {
    const blobs = store()
    const name = `blobs${count}`
    for (let i = 0; i < 7; i++) {
      there.uploads.set(`old${i}`, { key: `${name}-putting/${i}`, at: Date.now() - 100_000, parts: new Map() })
      there.objects.set(`${name}-putting/${i}`, { bytes: Buffer.from('x'), at: Date.now() - 100_000 })
      there.uploads.set(`new${i}`, { key: `${name}-putting/n${i}`, at: Date.now(), parts: new Map() })
    }
    await blobs.forgetUnfinished(50_000)
    expect([...there.uploads.keys()].filter((id) => id.startsWith('old'))).toEqual([])
    expect([...there.uploads.keys()].filter((id) => id.startsWith('new'))).toHaveLength(7)
    expect([...there.objects.keys()].filter((key) => key.startsWith(name))).toEqual([])
    there.uploads.clear()
  })

  it('is a file for a program as long as it says', async () => {
    const blobs = store()
    const { hash } = await blobs.put(from('for a program'))
    const { path, done } = await blobs.local(hash)
    expect(existsSync(path)).toBe(true)
    await done()
    await expect(blobs.local(hashOf('none'))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(readdirSync(join(folder, String(count)))).toEqual([])
  })
})

describe('its settings', () => {
  const all = { COPSE_S3_URL: 'https://s3.example.org/copse/', COPSE_S3_KEY: 'k', COPSE_S3_SECRET: 's' }
  it('go together and name a bucket', () => {
    expect(s3In({})).toBeUndefined()
    expect(s3In(all)).toEqual({ url: 'https://s3.example.org/copse', key: 'k', secret: 's', region: 'us-east-1' })
    expect(() => s3In({ ...all, COPSE_S3_KEY: '' })).toThrow('go together')
    for (const url of [
      'https://s3.example.org',
      'ftp://s3.example.org/copse',
      'https://k:s@s3.example.org/copse',
      's3',
      'https://h/a/b',
    ])
      expect(() => s3In({ ...all, COPSE_S3_URL: url })).toThrow('with a bucket')
  })
})
