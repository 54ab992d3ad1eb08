import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { speakTo } from '../../src/platform/blobs/s3/speak.ts'
import { blobsAt } from '../../src/platform/blobs/s3/store.ts'
import { from, hashOf, storeKeeps } from '../blobs/contract.ts'
import { hasSwift, swift } from './swift.ts'

/** The same contract as with the double of `test/blobs`, with an S3 service that is not ours. */

if (!hasSwift()) console.warn('\n*** NO SWIFT OF THE SYSTEM: a real S3 service is SKIPPED ***\n')
const server = hasSwift() ? await swift() : undefined
const folder = mkdtempSync(join(tmpdir(), 'copse-s3-'))
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})
let count = 0
const store = (config = server!.config) => blobsAt(speakTo(config), `blobs${++count}`, join(folder, String(count)))

describe.runIf(server)('a real S3 service', () => {
  storeKeeps('Swift', async () => store())

  it('lists more than one answer holds, and lets go of what was never joined', async () => {
    const blobs = store()
    const speaking = speakTo(server!.config)
    const hashes = []
    for (let i = 0; i < 1030; i += 10)
      hashes.push(...(await Promise.all([...Array(10).keys()].map((j) => blobs.put(from(`file ${i + j}`))))))
    const listed = []
    for await (const { hash } of blobs.olderThan(-60_000)) listed.push(hash)
    expect(listed).toEqual(hashes.map(({ hash }) => hash).sort())
    await speaking.ask('POST', `blobs${count}-putting/x`, { query: { uploads: '' } })
    const uploads = async () =>
      (await speaking.ask('GET', '', { query: { uploads: '', prefix: `blobs${count}-putting/` } })).text
    expect(await uploads()).toContain('<UploadId>')
    await blobs.forgetUnfinished(60_000)
    expect(await uploads()).toContain('<UploadId>')
    await blobs.forgetUnfinished(-60_000)
    expect(await uploads()).not.toContain('<UploadId>')
  })

  it('refuses who has another secret, and says so', async () => {
    await expect(store({ ...server!.config, secret: 'another' }).put(from('x'))).rejects.toThrow(/refuses us/)
    await expect(
      store({ ...server!.config, url: server!.config.url.replace('/copse', '/none') }).put(from('x')),
    ).rejects.toThrow(/NoSuchBucket/)
  })

  it('keeps what is larger than a hundred megabytes', async () => {
    const blobs = store()
    const bytes = randomBytes(120_000_000)
    const { hash } = await blobs.put(from(bytes))
    expect(hash).toBe(hashOf(bytes))
    expect(hashOf(await blobs.bytes(hash))).toBe(hash)
  })
})
