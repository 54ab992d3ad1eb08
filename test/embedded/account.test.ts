import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { afterwards, cluster, dataFolder, isRoot, NOBODY, serve, serveApart, using } from './world.ts'

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
  test('the server runs under an unprivileged account, even with a umask that leaves everything to root', async () => {
    const dataDir = join(dataFolder(), 'new', 'folders')
    const umask = process.umask(0o077)
    afterwards(() => process.umask(umask))
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

  test('a folder that the server’s account may no longer pass is named', async () => {
    const dataDir = dataFolder()
    await (await serve(dataDir)).stop()
    chmodSync(dataDir, 0o700)
    await expect(serve(dataDir)).rejects.toThrow(/which cannot reach .*chmod o\+x/)
  })
})
