import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dataFolder, postmasters, serve, serveApart, using } from './world.ts'

describe('the embedded server keeps to its data folder', () => {
  test('a server is made, serves, stops and comes back quickly with what was written', async () => {
    const dataDir = dataFolder()
    const first = await serve(dataDir)
    expect(first.adopted).toBe(false)
    await using(first, (sql) => sql`create table notes as select 'Écrire' as text`)
    await first.stop()
    // Not whether its pid is free: that is when its parent, or init, gets round to reaping it.
    expect(postmasters(dataDir)).toEqual([])

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

  test('what members write does not end up in the log', async () => {
    const dataDir = dataFolder()
    const server = await serve(dataDir)
    await using(server, async (sql) => {
      await sql`create table notes (text text unique)`
      await sql`insert into notes values ('intimate')`
      await expect(sql`insert into notes values ('intimate')`).rejects.toThrow('duplicate key')
    })
    const log = readFileSync(join(dataDir, 'pg', '18', 'server.log'), 'utf8')
    expect(log).toContain('duplicate key')
    expect(log).not.toContain('intimate')
  })

  test('a start renews programs that have a newer version, and begins a long log anew', async () => {
    const dataDir = dataFolder()
    await (await serve(dataDir)).stop()
    const pg = join(dataDir, 'pg', '18')
    const [version] = readdirSync(join(pg, 'software'))
    renameSync(join(pg, 'software', version!), join(pg, 'software', '18.0.0-beta.3'))
    appendFileSync(join(pg, 'server.log'), 'x'.repeat(1_000_000))
    await using(await serve(dataDir), (sql) => sql`select 1`)
    expect(readdirSync(join(pg, 'software'))).toEqual([version])
    expect(statSync(join(pg, 'server.log')).size).toBeLessThan(10_000)
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
