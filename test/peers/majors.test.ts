import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { backupsIn, openBackup } from '../../src/platform/backup/laid.ts'
import { type Server, systemPostgres, systemPrograms } from '../life/postgres.ts'
import { cleanUp, copse, dataFolder, found, speak, start } from '../life/program.ts'

/** A backup made on one major version of PostgreSQL, brought back on another, as who moves does it; both ways. */

const bin = systemPrograms()
if (!bin) console.warn('\n*** NO POSTGRESQL OF THE SYSTEM: moving between major versions is SKIPPED ***\n')
const ends: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})

async function runs(server: Promise<Server>): Promise<Server> {
  const running = await server
  ends.push(() => running.remove())
  return running
}

function folder(): string {
  const made = dataFolder()
  ends.push(() => cleanUp(made))
  return made
}

/** What all tables and files hold. The queue's own account of its making is its library's. */
async function contents(store: string) {
  const { tables, files } = (await openBackup(store)).manifest
  return {
    tables: tables
      .filter(({ schema, name }) => `${schema}.${name}` !== 'graphile_worker.migrations')
      .map(({ schema, name, rows, sha256 }) => `${schema}.${name} ${rows} ${sha256}`),
    files: [files.count, files.bytes, files.parts[0]!.sha256],
  }
}

describe.runIf(bin)('a backup', () => {
  it.each([
    ['the system’s', 'the embedded one'],
    ['the embedded one', 'the system’s'],
  ])('made on %s, brought back on %s, has the same bytes in every table and file', async (from, to) => {
    const environment = async (which: string): Promise<Record<string, string>> =>
      which === 'the embedded one' ? {} : { DATABASE_URL: (await runs(systemPostgres(bin!))).url('copse') }
    const [here, there] = [folder(), folder()]
    const [source, target] = [await environment(from), await environment(to)]
    const store = mkdtempSync(join(tmpdir(), 'copse-store-'))
    const again = mkdtempSync(join(tmpdir(), 'copse-store-'))
    ends.push(async () => [store, again].map((one) => rmSync(one, { recursive: true, force: true })))

    const site = await start(here, [], source)
    const { cookie, community } = await found(site)
    const form = new FormData()
    form.set('title', 'Minutes \\ of “spring”, Ærø\tand 水')
    form.set('text', 'Line\none \\. and \\N')
    form.set('intent', 'talk')
    form.append('files', new Blob(['minutes'], { type: 'text/plain' }), 'minutes.txt')
    const headers = { cookie, accept: 'application/json', origin: site.url }
    const opened = await fetch(`${site.url}${community}/discussions`, { method: 'POST', headers, body: form })
    expect(opened.status).toBe(201)
    const { url } = (await opened.json()) as { url: string }
    expect(await site.stop()).toBe(0)

    await copse(here, ['backup', store], source)
    const said = await copse(there, ['restore', store], target)
    expect(said).toContain('all as they were')
    await copse(there, ['backup', again], target)
    expect(await contents(again)).toEqual(await contents(store))
    const versions = [store, again].map(async (one) => (await openBackup(one)).manifest.postgres.split('.')[0])
    const [made, brought] = await Promise.all(versions)
    expect(made).not.toBe(brought)
    expect(await backupsIn(again)).toHaveLength(1)

    const back = await start(there, [], target)
    const { get, post } = speak(back, cookie)
    expect((await get(url)).status).toBe(200)
    expect((await post(`${url}/messages`, { text: 'It goes on.' })).status).toBe(201)
    const sought = await get('/search?q=minutes')
    expect(await sought.text()).toContain(url)
    expect(await back.stop()).toBe(0)
  })
})
