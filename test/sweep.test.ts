import { Readable } from 'node:stream'
import { afterAll, expect, it } from 'vitest'
import { connect } from '../src/platform/database/connect.ts'
import { sweepFiles } from '../src/tasks.ts'
import { testSite } from './site.ts'

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
