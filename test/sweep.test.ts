import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import type { Stores } from '../src/platform/blobs.ts'
import { connect } from '../src/platform/database/connect.ts'
import { sweepFiles } from '../src/tasks.ts'
import { bucket } from './blobs/bucket.ts'
import { type TestSite, testSite } from './site.ts'

const world = await testSite()
const { address, jobs: credentials } = world.site.database
const jobs = connect(address, credentials, 1)
afterAll(() => jobs.end({ timeout: 1 }))

it('files that nothing refers to are removed when they are old enough, all others stay', async () => {
  const host = await world.person('Ada Umeh')
  const community = await world.community(host)
  const { blobs } = world.site
  const note = Buffer.from('a note that stays')
  await host.upload(`${community.path}/attachments`, {}, [{ name: 'note.txt', type: 'text/plain', bytes: note }])
  const { hash: kept } = await blobs.put(Readable.from([note]))
  const { hash: lost } = await blobs.put(Readable.from([Buffer.from('an upload that was cut off')]))
  await sweepFiles(world.site, jobs)
  expect([await blobs.has(kept), await blobs.has(lost)]).toEqual([true, true])
  await sweepFiles(world.site, jobs, -1000)
  expect([await blobs.has(kept), await blobs.has(lost)]).toEqual([true, false])
})

it('a recorded word of welcome stays as long as it is someone’s', async () => {
  const ada = await world.person('Ada Umeh')
  const { blobs } = world.site
  const bytes = Buffer.concat([Buffer.from('1a45dfa387428284', 'hex'), Buffer.from('webm'), Buffer.alloc(64)])
  const recording = { field: 'recording', name: 'hello.webm', type: 'audio/webm', bytes }
  expect((await ada.upload('/me/welcome', { welcome: 'Come in.' }, [recording])).statusCode).toBe(303)
  const { hash } = await blobs.put(Readable.from([bytes]))
  await sweepFiles(world.site, jobs, -1000)
  expect(await blobs.has(hash)).toBe(true)
  await ada.submit('/me/welcome/recording/removal')
  await sweepFiles(world.site, jobs, -1000)
  expect(await blobs.has(hash)).toBe(false)
})

it('every table with a column for a file is named where the sweep looks', async () => {
  const columns = await world.owner<{ name: string }[]>`
    select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('blob', 'picture') and not a.attisdropped
    where c.relnamespace = 'copse'::regnamespace and c.relkind = 'r' order by 1`
  const named = await world.owner<{ name: string }[]>`
    select distinct t.relname::text as name from pg_depend d join pg_rewrite r on r.oid = d.objid join pg_class t on t.oid = d.refobjid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid and a.attname in ('blob', 'picture')
    where r.ev_class = 'copse.named_file'::regclass and d.classid = 'pg_rewrite'::regclass order by 1`
  expect(named.map(({ name }) => name)).toEqual(columns.map(({ name }) => name))
  expect(named.length).toBeGreaterThan(5)
})

const there = await bucket(1000)
afterAll(() => there.close())
const variables = {
  COPSE_S3_URL: there.config.url,
  COPSE_S3_KEY: there.config.key,
  COPSE_S3_SECRET: there.config.secret,
  COPSE_S3_REGION: there.config.region,
}
const DAY = 86_400_000
const kinds: [string, TestSite, (hash: string) => unknown][] = [
  [
    'a folder',
    world,
    (hash) => {
      const path = join(world.site.config.dataDir, 'blobs', hash.slice(0, 2), hash.slice(2))
      utimesSync(path, new Date(Date.now() - 2 * DAY), new Date(Date.now() - 2 * DAY))
    },
  ],
  [
    'a bucket',
    await testSite({ env: variables }),
    (hash) => {
      there.objects.get(`blobs/${hash}`)!.at -= 2 * DAY
    },
  ],
]

describe.each(kinds)('what nothing refers to, in %s', (_kind, { site, owner, person, community }, makeOld) => {
  const workers = connect(site.database.address, site.database.jobs, 2)
  afterAll(() => workers.end({ timeout: 1 }))
  let count = 0
  const old = async () => {
    const { hash } = await site.blobs.put(Readable.from([`old ${++count}`]))
    makeOld(hash)
    return hash
  }
  /** The same site, where something happens first when bytes are about to be let go. */
  const meanwhile = (work: (hash: string) => Promise<unknown>): Stores => ({
    blobs: { ...site.blobs, letGo: (hash, age) => work(hash).then(() => site.blobs.letGo(hash, age)) },
    portraits: site.portraits,
    takeouts: site.takeouts,
  })

  it('goes, once it is old', async () => {
    const hash = await old()
    const { hash: young } = await site.blobs.put(Readable.from(['young']))
    await sweepFiles(site, workers)
    expect([await site.blobs.has(hash), await site.blobs.has(young)]).toEqual([false, true])
  })

  it('stays, if the same bytes come again at that moment, and their row later', async () => {
    const hash = await old()
    const text = `old ${count}`
    await sweepFiles(
      meanwhile(() => site.blobs.put(Readable.from([text]))),
      workers,
    )
    expect(await site.blobs.has(hash)).toBe(true)
    // While it is let go, too: whichever is quicker, the bytes are there.
    for (let i = 0; i < 10; i++) {
      makeOld(hash)
      await Promise.all([sweepFiles(site, workers), pause(i * 3).then(() => site.blobs.put(Readable.from([text])))])
      expect(await site.blobs.has(hash)).toBe(true)
    }
  })

  it('stays, if a transaction that nobody sees yet writes a row that names it', async () => {
    const host = await person('Ada Umeh')
    const place = await community(host)
    const hash = await old()
    const writer = await owner.reserve()
    try {
      await writer`begin`
      await writer`insert into attachment (space_id, person_id, blob, name, type, bytes) values (${place.id}, ${host.id}, ${hash}, 'x', 'text/plain', 5)`
      let swept = false
      const sweep = sweepFiles(site, workers).then(() => {
        swept = true
      })
      await pause(400)
      // It waits for the transaction to end.
      expect([swept, await site.blobs.has(hash)]).toEqual([false, true])
      await writer`commit`
      await sweep
      expect(await site.blobs.has(hash)).toBe(true)
      // One that only read it, and may name it next, is waited for as well.
      const other = await old()
      await writer`begin`
      await writer`select from attachment limit 1`
      const again = sweepFiles(site, workers)
      await pause(300)
      expect(await site.blobs.has(other)).toBe(true)
      await writer`rollback`
      await again
      expect(await site.blobs.has(other)).toBe(false)
    } finally {
      writer.release()
    }
  })

  it('is let go by one node at a time', async () => {
    const hash = await old()
    let asked = 0
    const counting = meanwhile(async () => {
      asked++
      await sweepFiles(counting, workers)
    })
    await sweepFiles(counting, workers)
    expect([asked, await site.blobs.has(hash)]).toEqual([1, false])
  })
})
