import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { bucket } from '../../../test/blobs/bucket.ts'
import { root, TEST_SECRET } from '../../../test/setup.ts'
import { testSite } from '../../../test/site.ts'
import { workersOf } from '../../../test/workers.ts'
import { forgetAgain } from '../../spine/people/forgetting.ts'
import { sweepFiles } from '../../tasks.ts'
import { readConfig } from '../config.ts'
import { connect, type Pool } from '../database/connect.ts'
import { migrate, migrationsIn } from '../database/migrate.ts'
import { credentialsOf, prepareServer } from '../database/roles.ts'
import { prepareJobs } from '../jobs.ts'
import { erasedPeople, joined, parseErased } from './erased.ts'
import { backupsIn, damageIn, openBackup, removeBackups } from './laid.ts'
import { AnotherBackup, backupTo, lockedBackup } from './make.ts'
import { sealOf } from './manifest.ts'
import { restore } from './restore.ts'

/** Against the server of the tests, whichever it is: the roles are the site's own, and none of them is a superuser. */

const migrations = join(root, 'db/migrations')
const server = inject('server')
const folders: string[] = []
const databases: string[] = []

afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  const admin = connect(server.address, server, 1)
  for (const name of databases) await admin.unsafe(`drop database if exists ${name} with (force)`)
  await admin.end()
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'copse-keeping-'))
  folders.push(made)
  return made
}

/** An empty machine. */
function machine(env: Record<string, string> = {}) {
  const database = `kept_${process.pid}_${databases.length}`
  databases.push(database)
  const config = readConfig({ COPSE_DATA: folder(), COPSE_SECRET: TEST_SECRET, ...env })
  const address = { ...server.address, database }
  const target = {
    config,
    migrations,
    forget: forgetAgain,
    server: async () => ({ admin: server.address, as: server, address, close: async () => {} }),
  }
  return { config, address, target, owner: () => connect(address, credentialsOf('copse_owner', config.key), 1) }
}

async function asked<T>(pool: Pool, work: (sql: Pool) => Promise<T>): Promise<T> {
  return work(pool).finally(() => pool.end({ timeout: 1 }))
}

const hashes = async (store: string) => {
  const { tables } = (await openBackup(store)).manifest
  return Object.fromEntries(tables.map(({ schema, name, sha256, rows }) => [`${schema}.${name}`, `${rows} ${sha256}`]))
}

describe('a backup', { timeout: 60_000 }, () => {
  it('holds every table there is, and gives the same rows back; the jobs that waited, too', async () => {
    const world = await testSite()
    const ada = await world.person('Ada Umeh')
    const community = await world.community(ada)
    await world.discussion(community, ada, 'Tab\there, \\ there, and “Ærø”')
    await world.site.database.app`select jobs.enqueue('mail', '{"id": 77}', now() + interval '1 day', 'later')`
    const store = folder()
    await backupTo(store, world.site.database.address, world.site.config)
    const [{ count }] = await world.owner<[{ count: number }]>`
      select count(*)::int count from pg_class where relnamespace = 'copse'::regnamespace and relkind = 'r'`
    const before = await hashes(store)
    expect(Object.keys(before).filter((name) => name.startsWith('copse.'))).toHaveLength(count)

    const there = machine()
    const restored = await restore(await openBackup(store), there.target)
    expect(restored).toMatchObject({ migrated: [], otherSecret: false, leftOut: [] })
    const again = folder()
    await backupTo(again, there.address, there.config)
    const after = await hashes(again)
    // What the queue's library notes of its own making is its own.
    delete before['graphile_worker.migrations']
    delete after['graphile_worker.migrations']
    expect(after).toEqual(before)
    await asked(there.owner(), async (sql) => {
      const [walls] = await sql<[{ open: number; off: number; links: number }]>`
        select (select count(*)::int from pg_class where relnamespace = 'copse'::regnamespace and relkind = 'r' and relname <> 'migration' and not (relrowsecurity and relforcerowsecurity)) as open,
          (select count(*)::int from pg_trigger t join pg_class c on c.oid = t.tgrelid and c.relnamespace = 'copse'::regnamespace where t.tgenabled <> 'O') off,
          (select count(*)::int from pg_constraint where connamespace = 'copse'::regnamespace and contype = 'f' and convalidated) links`
      const [links] = await world.owner<[{ count: number }]>`
        select count(*)::int from pg_constraint where connamespace = 'copse'::regnamespace and contype = 'f'`
      expect(walls).toEqual({ open: 0, off: 0, links: links.count })
      const [next] = await sql<
        [{ id: number }]
      >`insert into person (handle, name) values ('after-all', 'After') returning id`
      expect(next.id).toBeGreaterThan(ada.id)
    })
    await expect(restore(await openBackup(store), there.target)).rejects.toThrow('people on this site already')
  })

  it('of an earlier level goes back into the schema it was made of, and then forward', async () => {
    const old = machine()
    const known = migrationsIn(migrations)
    const address = await prepareServer(server.address, server, old.config.key, old.address.database)
    await asked(old.owner(), async (sql) => {
      await migrate(sql, migrations, known.slice(0, 11))
      await sql`insert into person (handle, name) values ('ada', 'Ada')`
      await sql`insert into profile (person_id, bio, time_zone) select id, 'I look after the river.', 'Europe/Paris' from person`.catch(
        () => sql`insert into profile (person_id, time_zone) select id, 'Europe/Paris' from person`,
      )
    })
    await prepareJobs(address, credentialsOf('copse_jobs', old.config.key))
    const store = folder()
    await backupTo(store, old.address, old.config)
    const there = machine()
    const { migrated } = await restore(await openBackup(store), there.target)
    expect(migrated).toEqual(known.slice(11))
    await asked(there.owner(), async (sql) => {
      expect(await sql`select p.handle, f.time_zone from person p join profile f on f.person_id = p.id`).toEqual([
        { handle: 'ada', timeZone: 'Europe/Paris' },
      ])
    })
  })

  it('brings nobody back who asked to be forgotten since, and carries the list along', async () => {
    const world = await testSite()
    const [ada, luc] = [await world.person('Ada Umeh'), await world.person('Luc Marchetti')]
    const community = await world.community(ada)
    await world.join(community, luc)
    const { path } = await world.discussion(community, ada)
    await luc.post(`${path}/messages`, { text: 'My words, which shall go.' })
    const store = folder()
    await backupTo(store, world.site.database.address, world.site.config)
    // Forgotten after the backup: the list stands beside it by the next one.
    writeFileSync(join(world.site.config.dataDir, 'erased'), `${luc.id} 2026-11-22T10:00:00.000Z\n`)
    const first = (await backupsIn(store))[0]!
    await backupTo(store, world.site.database.address, world.site.config)
    const there = machine()
    const { forgotten } = await restore(await openBackup(join(store, first)), there.target)
    expect(forgotten).toBe(1)
    expect((await erasedPeople(join(there.config.dataDir, 'erased'))).map(({ id }) => id)).toEqual([luc.id])
    await asked(there.owner(), async (sql) => {
      expect(await sql`select from login where person_id = ${luc.id}`).toHaveLength(0)
      expect(await sql`select from message where source like '%which shall go%'`).toHaveLength(0)
      expect(await sql`select from login where person_id = ${ada.id}`).toHaveLength(1)
    })
  })

  it('is made one at a time, and no file is swept meanwhile', async () => {
    const world = await testSite()
    const { address } = world.site.database
    const { jobs } = await workersOf(world)
    const { hash } = await world.site.blobs.put(Readable.from(['of no use']))
    await lockedBackup(address, world.site.config, async () => {
      await expect(backupTo(folder(), address, world.site.config)).rejects.toThrow(AnotherBackup)
      await sweepFiles(world.site, jobs, -1000)
      expect(await world.site.blobs.has(hash)).toBe(true)
    })
    await sweepFiles(world.site, jobs, -1000)
    expect(await world.site.blobs.has(hash)).toBe(false)
  })
})

describe('files', () => {
  it('that rows refer to are kept; remains of uploads are not; what the disk has lost is said', async () => {
    const world = await testSite()
    const ada = await world.person('Ada Umeh')
    const community = await world.community(ada)
    const attach = async (text: string) => {
      const answer = await ada.upload(
        `${community.path}/discussions`,
        { title: 'With a file', text: 'Here.', intent: 'talk' },
        [{ name: 'notes.txt', type: 'text/plain', bytes: Buffer.from(text) }],
      )
      expect(answer.statusCode).toBe(303)
    }
    await attach('kept')
    await attach('lost')
    await attach('changed')
    await world.site.blobs.put(Readable.from(['of no use']))
    const rows = await world.owner<{ blob: string }[]>`select blob from attachment order by id`
    const [, lost, changed] = rows.map(({ blob }) => blob) as [string, string, string]
    await world.site.blobs.remove(lost)
    writeFileSync(join(world.site.config.dataDir, 'blobs', changed.slice(0, 2), changed.slice(2)), 'ch_nged')
    const store = folder()
    const { manifest } = await backupTo(store, world.site.database.address, world.site.config)
    expect(manifest.files.count).toBe(1)
    expect(manifest.missing).toEqual([`blobs/${lost}`, `blobs/${changed}`].sort())
    expect(await damageIn(await openBackup(store))).toEqual([])
  })

  it('that no backup refers to any more go with the last that did', async () => {
    const world = await testSite()
    const ada = await world.person('Ada Umeh')
    const community = await world.community(ada)
    await ada.upload(`${community.path}/discussions`, { title: 'With a file', text: 'Here.', intent: 'talk' }, [
      { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('soon gone') },
    ])
    const store = folder()
    const { address } = world.site.database
    const first = await backupTo(store, address, world.site.config)
    await world.owner`delete from attachment`
    await backupTo(store, address, world.site.config)
    const kept = () =>
      readdirSync(join(store, 'blobs'), { recursive: true, encoding: 'utf8' }).filter((path) => path.length > 60)
    expect(kept()).toHaveLength(1)
    await removeBackups(store, [first.name])
    expect(kept()).toHaveLength(0)
    expect(await backupsIn(store)).toHaveLength(1)
  })
})

describe('the list of the forgotten', () => {
  it('is one of all places, each person once; words go when any list says so', async () => {
    const one = parseErased('7 2026-01-01T00:00:00Z\n12 2026-02-01T00:00:00Z words-left\n')
    const other = parseErased('12 2026-02-02T00:00:00Z\nnonsense\n13\n9 2026-03-01T00:00:00Z words-left\n')
    expect(joined(one, other).map(({ id, leaveWords }) => [id, leaveWords])).toEqual([
      [7, false],
      [12, false],
      [9, true],
    ])
  })

  it('that is there and cannot be read is not taken for none', async () => {
    const here = folder()
    expect(await erasedPeople(join(here, 'erased'))).toEqual([])
    mkdirSync(join(here, 'erased'))
    await expect(erasedPeople(join(here, 'erased'))).rejects.toThrow(/EISDIR/)
  })

  it('beside the backups never loses anybody, and another site’s is left aside', async () => {
    const world = await testSite()
    const [ada, luc] = [await world.person('Ada Umeh'), await world.person('Luc Marchetti')]
    const store = folder()
    writeFileSync(join(store, 'erased'), `${luc.id} 2026-11-20T10:00:00.000Z\n`)
    await backupTo(store, world.site.database.address, world.site.config)
    expect(readFileSync(join(store, 'erased'), 'utf8')).toContain(`${luc.id} 2026`)
    const there = machine()
    const laid = await openBackup(store)
    laid.manifest.site = 'another'
    writeFileSync(join(there.config.dataDir, 'erased'), `${ada.id} 2026-11-20T10:00:00.000Z\n`)
    expect(await restore(laid, there.target)).toMatchObject({ forgotten: 1, otherSecret: true })
    expect(readFileSync(join(there.config.dataDir, 'erased'), 'utf8')).toMatch(new RegExp(`^${luc.id} \\S+\n$`))
    expect(readFileSync(join(there.config.dataDir, 'erased.of-another-site'), 'utf8')).toContain(`${ada.id} 2026`)
  })
})

describe('a folder of backups', () => {
  it('is of one site; and what would not fit is not begun', async () => {
    const world = await testSite()
    const ada = await world.person('Ada Umeh')
    const community = await world.community(ada)
    const store = folder()
    const { address } = world.site.database
    const { name } = await backupTo(store, address, world.site.config)
    const path = join(store, name, 'manifest.json')
    const own = readFileSync(path, 'utf8')
    const others = own.replace(/"site": "[^"]+"/, '"site": "another"')
    writeFileSync(path, others)
    writeFileSync(join(store, name, 'manifest.sha256'), sealOf(Buffer.from(others)))
    await expect(backupTo(store, address, world.site.config)).rejects.toThrow('are of another site')

    await ada.upload(`${community.path}/discussions`, { title: 'With a file', text: 'Here.', intent: 'talk' }, [
      { name: 'film.txt', type: 'text/plain', bytes: Buffer.from('soon huge') },
    ])
    const [row] = await world.owner<[{ blob: string }]>`select blob from attachment`
    truncateSync(join(world.site.config.dataDir, 'blobs', row.blob.slice(0, 2), row.blob.slice(2)), 8e12)
    const other = folder()
    await expect(backupTo(other, address, world.site.config)).rejects.toThrow('too little space for the files')
    expect(await backupsIn(other)).toEqual([])
  })

  it('has no copy that somebody asked for of their own data, nor misses it', async () => {
    const world = await testSite()
    const ada = await world.person('Ada Umeh')
    const { hash, bytes } = await world.site.takeouts.put(Readable.from(['all that Ada said']))
    await world.owner`insert into takeout (person_id, blob, bytes, ready_at) values (${ada.id}, ${hash}, ${bytes}, now())`
    const store = folder()
    const { manifest } = await backupTo(store, world.site.database.address, world.site.config)
    expect([manifest.files.count, manifest.missing]).toEqual([0, []])
  })
})

describe('a file that is on its way', () => {
  it('is in no backup; what it had become is, and what was promised to its sender is not', async () => {
    const world = await testSite()
    const ada = await world.person('Ada Umeh')
    const community = await world.community(ada)
    await world.owner`update space set tools = tools || '{files}' where id = ${community.id}`
    const come = async (name: string, bytes: string, length: number) => {
      const said = `name ${Buffer.from(name).toString('base64')}`
      const headers = {
        'tus-resumable': '1.0.0',
        'upload-length': String(length),
        'upload-metadata': said,
        'content-type': 'application/offset+octet-stream',
        origin: 'http://localhost',
        host: 'localhost',
        cookie: ada.cookie,
      }
      const url = `${community.path}/uploads`
      expect((await world.server.inject({ method: 'POST', url, payload: bytes, headers })).statusCode).toBe(201)
    }
    await come('whole.txt', 'whole', 5)
    await come('half.txt', 'hal', 6)
    const store = folder()
    const { manifest } = await backupTo(store, world.site.database.address, world.site.config)
    expect([manifest.files.count, manifest.missing]).toEqual([1, []])
    const there = machine()
    await restore(await openBackup(store), there.target)
    await asked(there.owner(), async (sql) =>
      expect(await sql`select name, became from upload`).toEqual([{ name: 'whole.txt', became: 'made' }]),
    )
  })
})

describe('a restore after a break-in', () => {
  it('ends everything that lets in, old letters do not leave, and root gives it to the folder’s owner', async () => {
    const world = await testSite()
    const ada = await world.person('Ada Umeh')
    await ada.post('/me/feeds', {})
    await world.owner`insert into mail (kind, address, subject_id, lang, message_id, created_at) select 'well', ${ada.email}, ${ada.id}, 'en', n::text, now() - n * interval '4 days' from generate_series(0, 1) n`
    const store = folder()
    await backupTo(store, world.site.database.address, world.site.config)
    const there = machine()
    if (process.getuid?.() === 0) chownSync(there.config.dataDir, 1234, 1234)
    writeFileSync(join(store, 'erased'), '77 2026-11-20T10:00:00.000Z\n')
    expect(await restore(await openBackup(store), there.target, { signOut: true })).toMatchObject({ letters: 1 })
    if (process.getuid?.() === 0) expect(statSync(join(there.config.dataDir, 'erased')).uid).toBe(1234)
    await asked(there.owner(), async (sql) => {
      const [left] =
        await sql`select (select count(*)::int from session) sessions, (select count(*)::int from feed) feeds,
        (select count(*)::int from login) logins`
      expect(left).toEqual({ sessions: 0, feeds: 0, logins: 1 })
    })
  })
})

describe('what was made after the backup', () => {
  it('is gone, and its id and address never stand for another thing', async () => {
    const world = await testSite()
    const ada = await world.person('Ada Umeh')
    const store = folder()
    await backupTo(store, world.site.database.address, world.site.config)
    const { id: lost } = (await ada.post('/me/feeds', {})).json() as { id: number }
    const there = machine()
    await restore(await openBackup(store), there.target)
    await asked(there.owner(), async (sql) => {
      const [fresh] = await sql<[{ id: number }]>`insert into feed (person_id) values (${ada.id}) returning id`
      expect(fresh.id).toBeGreaterThan(lost + 100_000)
      const behind =
        await sql`select sequencename from pg_sequences where schemaname = 'copse' and last_value < 1000000`
      expect(behind).toEqual([])
    })
  })
})

describe('files in a bucket', { timeout: 60_000 }, () => {
  it('are in the backup, whole, and come back to wherever the new site keeps them', async () => {
    const [one, other] = await Promise.all([bucket(), bucket()])
    const variables = ({ config }: typeof one) => ({
      COPSE_S3_URL: config.url,
      COPSE_S3_KEY: config.key,
      COPSE_S3_SECRET: config.secret,
      COPSE_S3_REGION: config.region,
    })
    try {
      const world = await testSite({ env: variables(one) })
      const ada = await world.person('Ada Umeh')
      const community = await world.community(ada)
      for (const text of ['one', 'two', 'gone', 'changed']) {
        const file = { name: `${text}.txt`, type: 'text/plain', bytes: Buffer.from(text) }
        expect((await ada.upload(`${community.path}/attachments`, {}, [file])).statusCode).toBe(303)
      }
      const { hash: unused } = await world.site.blobs.put(Readable.from(['of no use']))
      const rows = await world.owner<{ blob: string; name: string }[]>`select blob, name from attachment`
      const named = Object.fromEntries(rows.map(({ blob, name }) => [name.replace('.txt', ''), blob]))
      one.objects.delete(`blobs/${named.gone}`)
      one.objects.get(`blobs/${named.changed}`)!.bytes = Buffer.from('ch_nged')
      const store = folder()
      const { manifest } = await backupTo(store, world.site.database.address, world.site.config)
      expect(manifest.missing).toEqual([`blobs/${named.changed}`, `blobs/${named.gone}`].sort())
      expect(manifest.files.count).toBe(2)
      expect(await damageIn(await openBackup(store))).toEqual([])
      // A second one copies nothing anew, and asks nothing of what is there.
      one.asked.length = 0
      await backupTo(store, world.site.database.address, world.site.config)
      expect(one.asked.filter((asked) => asked.includes(named.one!))).toEqual([])

      const elsewhere = machine(variables(other))
      await restore(await openBackup(store), elsewhere.target)
      expect([...other.objects.keys()].sort()).toEqual([`blobs/${named.one}`, `blobs/${named.two}`].sort())
      expect(other.objects.has(`blobs/${unused}`)).toBe(false)
      const here = machine()
      await restore(await openBackup(store), here.target)
      const path = join(here.config.dataDir, 'blobs', named.two!.slice(0, 2), named.two!.slice(2))
      expect(readFileSync(path, 'utf8')).toBe('two')
    } finally {
      await Promise.all([one.close(), other.close()])
    }
  })
})
