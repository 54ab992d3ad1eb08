import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { fill, mounted } from '../../../test/life/disk.ts'
import { root, TEST_SECRET } from '../../../test/setup.ts'
import { testSite } from '../../../test/site.ts'
import { forgetAgain } from '../../spine/people/forgetting.ts'
import { readConfig } from '../config.ts'
import { connect } from '../database/connect.ts'
import { credentialsOf } from '../database/roles.ts'
import { backupsIn, damageIn, openBackup } from './laid.ts'
import { backupOnto, backupTo } from './make.ts'
import { giveToOwnerOf } from './owner.ts'
import { restore } from './restore.ts'
import { folderShelf } from './shelf.ts'

/** A backup or a restore with something in its way. */

const server = inject('server')
const admin = connect(server.address, server, 1)
const folders: string[] = []
const database = `troubled_${process.pid}`
afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  await admin.unsafe(`drop database if exists ${database} with (force)`)
  await admin.end()
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'copse-troubled-'))
  folders.push(made)
  return made
}

const world = await testSite()
const ada = await world.person('Ada Umeh')
const community = await world.community(ada)
await world.discussion(community, ada)
const { address } = world.site.database

describe('a disk that fills up while the backup is written', { timeout: 60_000 }, () => {
  it.each(['in the midst of its tables', 'in the midst of its files'])(
    'says so, %s; the one before is whole and nothing half is left',
    async (moment) => {
      const small = folder()
      const unmount = mounted(small, '4m')
      if (!unmount) return
      try {
        const name = '2026-11-20T02-10-00Z'
        const shelfOf = async (which: string) => ({ ...(await folderShelf(small, which)), room: async () => {} })
        const first = await shelfOf(name)
        await backupOnto(() => first, address, world.site.config)
        expect(await damageIn(await openBackup(small))).toEqual([])
        if (moment.includes('files')) {
          const bytes = Buffer.alloc(2_000_000, 'water')
          await ada.upload(`${community.path}/discussions`, { title: 'A film', text: 'Here.', intent: 'talk' }, [
            { name: 'film.txt', type: 'text/plain', bytes },
          ])
        }
        const makeRoom = fill(small, moment.includes('files') ? 1_000_000 : 20_000)
        const second = await shelfOf('2026-11-21T02-10-00Z')
        await expect(backupOnto(() => second, address, world.site.config)).rejects.toThrow(
          'The disk is full: the backup could not be made. Earlier backups are as they were.',
        )
        expect(await backupsIn(small)).toEqual([name])
        expect(await damageIn(await openBackup(small))).toEqual([])
        expect(readdirSync(small).filter((one) => one.includes('unfinished'))).toEqual([])
        const coming = join(small, 'blobs', 'coming')
        expect(existsSync(coming) ? readdirSync(coming) : []).toEqual([])
        makeRoom()
        const third = await shelfOf('2026-11-22T02-10-00Z')
        await backupOnto(() => third, address, world.site.config)
        expect(await backupsIn(small)).toHaveLength(2)
      } finally {
        unmount()
      }
    },
  )
})

describe('a node that starts while a restore runs', { timeout: 60_000 }, () => {
  it('is seen before anything is emptied; the same restore goes on when it has stopped', async () => {
    const store = folder()
    await backupTo(store, address, world.site.config)
    const config = readConfig({ COPSE_DATA: folder(), COPSE_SECRET: TEST_SECRET })
    const there = { ...server.address, database }
    const target = {
      config,
      migrations: join(root, 'db/migrations'),
      forget: forgetAgain,
      server: async () => ({ admin: server.address, as: server, address: there, close: async () => {} }),
    }
    const restoring = restore(await openBackup(store), target)
    restoring.catch(() => {})
    // The database is made by the restore: whoever waits for it is in it before the restore looks for them.
    const node = connect(there, credentialsOf('copse_app', config.key), 1)
    for (let come = false; !come; )
      come = await node`select 1`.then(
        () => true,
        () => pause(2, false),
      )
    await expect(restoring).rejects.toThrow('Copse was started on this database meanwhile')
    await node.end({ timeout: 1 })
    const inside = () => admin`select from pg_stat_activity where datname = ${database} and usename like 'copse%'`
    await expect.poll(async () => (await inside()).length).toBe(0)
    expect(await restore(await openBackup(store), target)).toMatchObject({ forgotten: 0, otherSecret: false })
  })
})

describe('what root made', () => {
  it.skipIf(process.getuid?.() !== 0)('is given to the owner of the site, and nothing else is', async () => {
    const [site, other, volume] = [folder(), folder(), folder()]
    const SOMEONE = 1234
    const NOBODY = 65534
    chownSync(site, SOMEONE, SOMEONE)
    chownSync(volume, SOMEONE, SOMEONE)
    const backups = join(site, 'backups')
    mkdirSync(join(backups, 'one/tables'), { recursive: true })
    for (const path of [
      join(backups, 'one/tables/t'),
      join(other, 'shadow'),
      join(volume, 'v'),
      join(site, 'not named'),
    ])
      writeFileSync(path, '')
    writeFileSync(join(backups, 'others'), '')
    chownSync(join(backups, 'others'), NOBODY, NOBODY)
    // Links that somebody with rights in the folder may have laid.
    symlinkSync(other, join(backups, 'elsewhere'))
    symlinkSync(join(other, 'shadow'), join(backups, 'file'))
    symlinkSync(other, join(site, 'portraits'))
    symlinkSync(volume, join(site, 'blobs'))
    await giveToOwnerOf(
      site,
      ['backups', 'portraits', 'blobs', 'none'].map((name) => join(site, name)),
    )
    const owner = (path: string) => lstatSync(path).uid
    expect(['', 'one', 'one/tables', 'one/tables/t'].map((path) => owner(join(backups, path)))).toEqual(
      Array(4).fill(SOMEONE),
    )
    expect(owner(join(backups, 'others'))).toBe(NOBODY)
    expect(owner(join(volume, 'v'))).toBe(SOMEONE)
    expect([other, join(other, 'shadow'), join(site, 'not named')].map(owner)).toEqual([0, 0, 0])
  })
})
