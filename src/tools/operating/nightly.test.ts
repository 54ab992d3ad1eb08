import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fill, mounted } from '../../../test/life/disk.ts'
import { testSite } from '../../../test/site.ts'
import { smtpServer } from '../../../test/smtp.ts'
import { workersOf } from '../../../test/workers.ts'
import { backupsIn, damageIn, openBackup } from '../../platform/backup/laid.ts'
import { AnotherBackup, backupTo, lockedBackup } from '../../platform/backup/make.ts'
import { heal, nightly } from './nightly.ts'

/** The night's work where something is in its way. */

const smtp = await smtpServer()
const world = await testSite({ env: { SMTP_URL: smtp.url } })
const { jobs, hasten } = await workersOf(world)
const { site } = world
const folder = site.config.backups!
const operator = await world.person('Olga Petrov', { operator: true })
const community = await world.community(operator)
await world.owner`update site set founded_at = now() - interval '40 days'`
await operator.upload(`${community.path}/discussions`, { title: 'With files', text: 'Here.', intent: 'talk' }, [
  { name: 'a.txt', type: 'text/plain', bytes: Buffer.from('the one') },
  { name: 'b.txt', type: 'text/plain', bytes: Buffer.from('the other') },
])
const hashes = (await world.owner<{ blob: string }[]>`select blob from attachment order by id`).map(({ blob }) => blob)
const kept = (hash: string) => join(folder, 'blobs', hash.slice(0, 2), hash.slice(2))

it('the command after it sees nothing of ours, whatever the service was started with', async () => {
  const secrets = { COPSE_SECRET: 'leaked 1', COPSE_OIDC_CLIENT_SECRET: 'leaked 2', COPSE_OF_TOMORROW: 'leaked 3' }
  const all = { ...secrets, DATABASE_URL: 'leaked 4', SMTP_URL: 'leaked 5', OFFSITE_BUCKET: 'rivers' }
  const before = { ...process.env }
  Object.assign(process.env, all)
  site.config.backupThen = 'env > seen'
  try {
    await nightly(site, jobs)
  } finally {
    for (const name of Object.keys(all)) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
    site.config.backupThen = undefined
  }
  const seen = readFileSync(join(folder, 'seen'), 'utf8')
  expect(seen).toContain('OFFSITE_BUCKET=rivers')
  expect(seen).toContain('PATH=')
  expect(seen).not.toContain('leaked')
})

it('a file that the disk changed is laid down anew; one that cannot be read just now stays', async () => {
  const [changed, hidden] = hashes as [string, string]
  writeFileSync(kept(changed), 'the 0ne')
  renameSync(kept(hidden), `${kept(hidden)}.aside`)
  mkdirSync(kept(hidden)) // reading it fails, whoever we are
  await heal(site, folder)
  expect(() => readFileSync(kept(changed))).toThrow('ENOENT')
  expect(() => readFileSync(kept(hidden))).toThrow('EISDIR')
  rmSync(kept(hidden), { recursive: true })
  renameSync(`${kept(hidden)}.aside`, kept(hidden))
  await backupTo(folder, site.database.address, site.config)
  expect(String(readFileSync(kept(changed)))).toBe('the one')
  expect(await damageIn(await openBackup(folder))).toEqual([])
})

it('nothing is healed while a backup is being made', async () => {
  const [changed] = hashes as [string]
  writeFileSync(kept(changed), 'the 0ne')
  await lockedBackup(site.database.address, site.config, async () => {
    await expect(heal(site, folder)).rejects.toThrow(AnotherBackup)
    expect(String(readFileSync(kept(changed)))).toBe('the 0ne')
  })
  await heal(site, folder)
  expect(() => readFileSync(kept(changed))).toThrow('ENOENT')
})

it('a disk without room for it: the last good one stays, and operators hear of it', async (context) => {
  const small = join(site.config.dataDir, 'small')
  mkdirSync(small)
  const unmount = mounted(small, '3m')
  if (!unmount) return context.skip()
  try {
    fill(small)
    site.config.backups = small
    await world.owner`update backup_made set started_at = started_at - interval '3 days'`
    await nightly(site, jobs)
    const [last] = await world.owner`select name, problem from backup_made order by started_at desc limit 1`
    expect(last).toEqual({ name: null, problem: 'space' })
    expect(await backupsIn(small)).toEqual([])
    expect(await backupsIn(folder)).toHaveLength(2)
    await hasten()
    expect(smtp.received.map(({ text }) => text).join()).toMatch(/room|space/)
  } finally {
    site.config.backups = folder
    unmount()
  }
  expect(world.mistakes.splice(0).join()).toContain('too little space')
})
