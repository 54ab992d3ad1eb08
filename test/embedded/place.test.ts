import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cluster, dataFolder, isRoot, NOBODY, serve, serveApart, using } from './world.ts'

describe('the embedded server keeps to its data folder', () => {
  test('a server is made, serves, stops and comes back quickly with what was written', async () => {
    const dataDir = dataFolder()
    const first = await serve(dataDir)
    expect(first.adopted).toBe(false)
    await using(first, (sql) => sql`create table notes as select 'Écrire' as text`)
    await first.stop()
    expect(() => process.kill(first.pid, 0)).toThrow('ESRCH')

    const before = performance.now()
    const second = await serve(dataDir)
    expect(performance.now() - before).toBeLessThan(1000)
    expect(second.adopted).toBe(false)
    expect(await using(second, (sql) => sql`select text from notes`)).toEqual([{ text: 'Écrire' }])
  })

  test('the secret, the socket and the database are nobody else’s', async () => {
    const dataDir = dataFolder()
    const server = await serve(dataDir)
    const pg = join(dataDir, 'pg', '18')
    const modeOf = (name: string) => statSync(join(pg, name)).mode & 0o777
    expect([modeOf('secret'), modeOf('socket'), modeOf('cluster')]).toEqual([0o600, 0o700, 0o700])
    expect(readdirSync(pg).sort()).toEqual(['cluster', 'secret', 'server.log', 'socket', 'software'])
    const stranger = { ...server, connection: { ...server.connection, password: 'guessed' } }
    await expect(using(stranger, (sql) => sql`select 1`)).rejects.toThrow('password authentication failed')
    const lib = join(pg, 'software', readdirSync(join(pg, 'software'))[0]!, 'lib')
    expect(readdirSync(lib)).toContain('libpq.so.5')
    expect(readdirSync(lib).filter((name) => name.endsWith('.a'))).toEqual([])
    const tcp = await using(server, (sql) => sql`show listen_addresses`)
    expect(tcp).toEqual([{ listen_addresses: '' }])
  })

  test('letters are letters in every script, and sums of pages are checked', async () => {
    const server = await serve(dataFolder())
    const [row] = await using(server, async (sql) => {
      await sql`create extension pg_trgm`
      await sql`create extension unaccent`
      return sql`select upper('éŷж') as upper, similarity('École', 'ÉCOLE') as alike, similarity('жж', 'éé') as unlike,
        unaccent('École') as plain, current_setting('data_checksums') as checked, current_setting('fsync') as fsync`
    })
    expect(row).toEqual({ upper: 'ÉŶЖ', alike: 1, unlike: 0, plain: 'Ecole', checked: 'on', fsync: 'off' })
  })

  test('a path may have spaces and accents', async () => {
    const dataDir = join(dataFolder({ name: 'le jardin d’été — ' }), 'données & co (1)')
    const server = await serve(dataDir)
    expect(server.connection.host.startsWith(realpathSync(dataDir))).toBe(true)
    await using(server, (sql) => sql`select 1`)
  })

  test('a path too long for a socket gets a short private one, which other processes find', async () => {
    const dataDir = join(dataFolder(), 'a-rather-long-name'.repeat(5), 'and-a-longer-one'.repeat(5))
    const server = await serve(dataDir)
    expect(server.connection.host.length).toBeLessThan(60)
    expect(statSync(server.connection.host).mode & 0o777).toBe(0o700)
    await using(server, (sql) => sql`select 1`)
    const other = await serveApart(dataDir)
    expect(other).toMatchObject({ adopted: true, pid: server.pid, connection: server.connection })
  })

  test('a database of another major version is refused, and none made in its place', async () => {
    for (const [other, sentence] of [
      [17, 'cannot upgrade it yet'],
      [19, 'older PostgreSQL 18'],
    ] as const) {
      const dataDir = dataFolder()
      const old = join(dataDir, 'pg', String(other), 'cluster')
      mkdirSync(old, { recursive: true })
      writeFileSync(join(old, 'PG_VERSION'), `${other}\n`)
      await expect(serve(dataDir)).rejects.toThrow(sentence)
      expect(readdirSync(join(dataDir, 'pg'))).toEqual([String(other)])
    }
  })
})

describe('as an ordinary user', () => {
  test.skipIf(!isRoot)('the server runs as that user, in a folder only they can enter', async () => {
    const dataDir = dataFolder({ owner: NOBODY.uid, mode: 0o700 })
    const server = await serveApart(dataDir, NOBODY)
    await using(server, (sql) => sql`select 1`)
    expect(statSync(`/proc/${server.pid}`).uid).toBe(NOBODY.uid)
    expect(lstatSync(join(dataDir, 'pg')).isDirectory()).toBe(true)
  })

  test.skipIf(!isRoot)('a database of another account is refused with a sentence', async () => {
    const dataDir = dataFolder({ mode: 0o777 })
    await (await serve(dataDir)).stop()
    await expect(serveApart(dataDir, { uid: 65533, gid: 65533 })).rejects.toThrow(/permission|another account/i)
  })
})

describe.skipIf(!isRoot)('as root', () => {
  test('the server runs under an unprivileged account', async () => {
    const dataDir = dataFolder()
    const server = await serve(dataDir)
    expect(statSync(`/proc/${server.pid}`).uid).not.toBe(0)
    expect(statSync(cluster(dataDir)).uid).toBe(statSync(`/proc/${server.pid}`).uid)
    expect(statSync(join(dataDir, 'pg', '18', 'secret')).uid).toBe(0)
  })

  test('a folder that only root can enter has its database elsewhere, behind a link', async () => {
    const dataDir = dataFolder({ mode: 0o700 })
    const said: string[] = []
    const first = await serve(dataDir, (message) => said.push(message))
    const place = realpathSync(join(dataDir, 'pg'))
    expect(place).toMatch(/^\/var\/lib\/copse\/[0-9a-f]{16}$/)
    expect(said.join()).toContain(place)
    await using(first, (sql) => sql`create table kept (id int)`)
    await first.stop()
    const second = await serve(dataDir)
    expect(await using(second, (sql) => sql`select * from kept`)).toEqual([])
  })

  test('a database put back from a copy without its owner is given to its account again', async () => {
    const dataDir = dataFolder()
    await (await serve(dataDir)).stop()
    execFileSync('chown', ['-R', 'root:root', cluster(dataDir)])
    execFileSync('chmod', ['755', cluster(dataDir)])
    await using(await serve(dataDir), (sql) => sql`select 1`)
  })
})
