import { createHash } from 'node:crypto'
import { rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { bucket } from '../../../test/blobs/bucket.ts'
import { clamd } from '../../../test/clamd.ts'
import { testSite } from '../../../test/site.ts'
import { compare, nothing } from '../../platform/blobs/compare.ts'
import type { Blobs, Lying } from '../../platform/blobs.ts'
import { clamdIn } from '../../platform/config.ts'
import { connect } from '../../platform/database/connect.ts'
import { lookAtClamd, lookAtFiles } from './health/files.ts'

const there = await bucket(1000)
afterAll(() => there.close())
const DAY = 86_400_000

const onDisk = await testSite()
const inBucket = await testSite({
  env: {
    COPSE_S3_URL: there.config.url,
    COPSE_S3_KEY: there.config.key,
    COPSE_S3_SECRET: there.config.secret,
    COPSE_S3_REGION: there.config.region,
  },
})
const pathOf = (hash: string) => join(onDisk.site.config.dataDir, 'blobs', hash.slice(0, 2), hash.slice(2))
const object = (hash: string) => there.objects.get(`blobs/${hash}`)!
const kinds = [
  {
    kind: 'a folder',
    world: onDisk,
    remove: (hash: string) => rmSync(pathOf(hash)),
    shorten: (hash: string) => truncateSync(pathOf(hash), 3),
    change: (hash: string) => writeFileSync(pathOf(hash), 'ch_nged'),
    age: (hash: string) => utimesSync(pathOf(hash), new Date(Date.now() - 3 * DAY), new Date(Date.now() - 3 * DAY)),
  },
  {
    kind: 'a bucket',
    world: inBucket,
    remove: (hash: string) => there.objects.delete(`blobs/${hash}`),
    shorten: (hash: string) => (object(hash).bytes = object(hash).bytes.subarray(0, 3)),
    change: (hash: string) => (object(hash).bytes = Buffer.from('ch_nged')),
    age: (hash: string) => (object(hash).at -= 3 * DAY),
  },
]

describe.each(kinds)('the doctor, with files in $kind', ({ world, remove, shorten, change, age }) => {
  const jobs = connect(world.site.database.address, world.site.database.jobs, 2)
  afterAll(() => jobs.end({ timeout: 1 }))

  it('says what is missing, cut off, changed or of no use, and where people find it, without a word of theirs', async () => {
    const ada = await world.person('Ada Umeh')
    const community = await world.community(ada, 'River Keepers')
    for (const text of ['whole', 'missing', 'cut off', 'changed'])
      await ada.upload(`${community.path}/attachments`, {}, [
        { name: `private ${text}.txt`, type: 'text/plain', bytes: Buffer.from(text) },
      ])
    const look = (deep = false) => lookAtFiles(jobs, world.site.config, deep)
    expect(await look(true)).toEqual([{ check: 'files', state: 'well', says: 'files-sound', values: { count: 4 } }])
    const rows = await world.owner<{ id: number; blob: string; name: string }[]>`select id, blob, name from attachment`
    const of = (text: string) => rows.find(({ name }) => name.includes(text))!
    remove(of('missing').blob)
    shorten(of('cut off').blob)
    change(of('changed').blob)
    for (const text of ['young', 'old']) {
      const { hash } = await world.site.blobs.put(Readable.from([text]))
      if (text === 'old') age(hash)
    }
    const said = (findings: Awaited<ReturnType<typeof look>>) =>
      Object.fromEntries(findings.map(({ says, state, values }) => [says, { state, ...values }]))
    const names = (text: string) => expect.stringContaining(`attachment ${of(text).id} (${community.slug}, 20`)
    const quick = said(await look())
    expect(quick).toEqual({
      'files-missing': { state: 'wrong', count: 1, names: names('missing') },
      'files-short': { state: 'wrong', count: 1, names: names('cut off') },
      'files-unneeded': { state: 'warning', count: 1, megabytes: 1 },
    })
    expect(JSON.stringify(quick)).not.toContain('private')
    expect(said(await look(true))).toMatchObject({
      'files-changed': { state: 'wrong', count: 1, names: names('changed') },
    })
  })
})

describe('the doctor', () => {
  const jobs = connect(onDisk.site.database.address, onDisk.site.database.jobs, 2)
  afterAll(() => jobs.end({ timeout: 1 }))

  it('says whether clamd answers, where one is to', async () => {
    const scanner = await clamd()
    const at = { clamd: clamdIn({ CLAMD_URL: scanner.url }) }
    expect(await lookAtClamd({ clamd: undefined })).toEqual([])
    expect(await lookAtClamd(at)).toMatchObject([{ state: 'well', says: 'clamd' }])
    await scanner.close()
    expect(await lookAtClamd(at)).toMatchObject([{ state: 'wrong', says: 'clamd-away' }])
  })

  it('says plainly that the store does not let it look', async () => {
    const s3 = { ...there.config, secret: 'another' }
    const [finding] = await lookAtFiles(jobs, { dataDir: onDisk.site.config.dataDir, s3 })
    expect(finding).toMatchObject({ state: 'wrong', says: 'files-silent' })
    expect(finding!.values.reason).toMatch(/refuses us/)
  })

  it('needs no more memory for many files than for few', async () => {
    const many = Number(process.env.COPSE_MANY_FILES) || 30_000
    const ada = await onDisk.person('Ada Umeh')
    const community = await onDisk.community(ada)
    await onDisk.owner`
      insert into attachment (space_id, person_id, blob, name, type, bytes)
      select ${community.id}, ${ada.id}, encode(sha256(n::text::bytea), 'hex'), 'x', 'text/plain', 5 from generate_series(1, ${many}::int) n`
    const hashes = [...Array(many).keys()].map((n) =>
      createHash('sha256')
        .update(String(n + 1))
        .digest('hex'),
    )
    hashes.sort()
    // Every hundredth is gone.
    const lying: Lying[] = hashes.filter((_, i) => i % 100).map((hash) => ({ hash, bytes: 5, at: Date.now() }))
    const blobs = {
      async *olderThan() {
        yield* lying
      },
      has: async () => false,
    } as unknown as Blobs
    const found = nothing()
    const before = process.memoryUsage().rss
    const began = performance.now()
    await compare(jobs, 'blobs', blobs, found)
    const grew = (process.memoryUsage().rss - before) / 1e6
    if (process.env.COPSE_MANY_FILES)
      console.log(`${many} files: ${Math.round(performance.now() - began)} ms, ${Math.round(grew)} MB more`)
    const [others] = await onDisk.owner<
      [{ count: number }]
    >`select count(*)::int count from attachment where name <> 'x'`
    expect(found.missing.count).toBe(Math.ceil(many / 100) + others.count)
    expect(found.missing.first).toHaveLength(100)
    expect(found.sound).toBe(lying.length)
    expect(grew).toBeLessThan(150)
  })
})
