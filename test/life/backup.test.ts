import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backupsIn, openBackup } from '../../src/platform/backup/laid.ts'
import { type Manifest, sealOf } from '../../src/platform/backup/manifest.ts'
import { cleanUp, copse, dataFolder, found, type Running, root, speak, start } from './program.ts'
import { readyFolder } from './ready.ts'

/** Backup and restore as an operator meets them: beside a site that people write in, through a pipe, killed half-way. */

const program = join(root, 'dist/main.js')
const folders: string[] = []
const here = ready()
const store = mkdtempSync(join(tmpdir(), 'copse-store-'))
let site: Running
let cookie: string
let community: string

function folder(made = dataFolder('copse-backup-')): string {
  folders.push(made)
  return made
}

/** A site that was started once, and that nobody has founded: as good as an empty folder to be restored into. */
function ready(): string {
  return folder(readyFolder('copse-backup-'))
}

beforeAll(async () => {
  site = await start(here)
  ;({ cookie, community } = await found(site))
  await attach()
})

afterAll(async () => {
  await site.kill()
  for (const one of folders) await cleanUp(one)
  rmSync(store, { recursive: true, force: true })
})

/** A discussion with a file. */
async function attach(): Promise<void> {
  const form = new FormData()
  form.set('title', 'Minutes of spring')
  form.set('text', 'Here they are, Ærø \\ tab\there.')
  form.set('intent', 'talk')
  form.append('files', new Blob([`minutes ${Math.random()}`], { type: 'text/plain' }), 'minutes.txt')
  const answer = await fetch(`${site.url}${community}/discussions`, {
    method: 'POST',
    headers: { cookie, accept: 'application/json', origin: site.url },
    body: form,
  })
  expect(answer.status).toBe(201)
}

/** People who write until they are told to stop. @returns how many words were acknowledged */
function writers(): { stop(): Promise<number> } {
  let going = true
  const { post } = speak(site, cookie)
  const one = async () => {
    let said = 0
    const opened = await post(`${community}/discussions`, { title: 'While it is kept', text: 'One.' })
    const { url } = (await opened.json()) as { url: string }
    while (going) if ((await post(`${url}/messages`, { text: 'And more.' })).status === 201) said++
    return said
  }
  const all = [one(), one(), one()]
  return {
    async stop() {
      going = false
      return (await Promise.all(all)).reduce((a, b) => a + b)
    },
  }
}

/** What a site holds, table by table: each told by the hash of its rows. */
function contents({ tables, files }: Manifest) {
  return {
    tables: tables.map(({ schema, name, rows, sha256 }) => `${schema}.${name} ${rows} ${sha256}`),
    files: [files.count, files.bytes, files.parts[0]!.sha256],
  }
}

/** Pipes one command into another, as a shell does. @returns the second one's exit code, and what it said */
async function piped(from: string[], to: string[], fromData: string, toData: string) {
  const run = (words: string[], data: string, stdio: ('pipe' | 'ignore')[]) =>
    spawn(process.execPath, [program, ...words], { env: { ...process.env, COPSE_DATA: data }, stdio })
  const first = run(from, fromData, ['ignore', 'pipe', 'ignore'])
  const second = run(to, toData, ['pipe', 'pipe', 'pipe'])
  first.stdout!.pipe(second.stdin!)
  let said = ''
  second.stdout!.on('data', (chunk) => (said += chunk))
  second.stderr!.on('data', (chunk) => (said += chunk))
  const code = await new Promise<number | null>((resolve) => second.on('close', resolve))
  return { code, said }
}

/** Runs a command and ends it at once when something can be seen. */
async function killedWhen(data: string, words: string[], seen: () => boolean): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, [program, ...words], {
    env: { ...process.env, COPSE_DATA: data },
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  while (child.exitCode === null && !seen()) await new Promise((resolve) => setTimeout(resolve, 2))
  child.kill('SIGKILL')
  await ended
}

describe('a site that people write in', () => {
  it('is kept as it was at one moment, and comes back with the same bytes in every table and file', {
    timeout: 180_000,
  }, async () => {
    const writing = writers()
    await new Promise((resolve) => setTimeout(resolve, 300))
    await copse(here, ['backup', store])
    expect(await writing.stop()).toBeGreaterThan(3)
    const first = await openBackup(store)
    expect(first.manifest.missing).toEqual([])
    expect(first.manifest.files.count).toBe(1)
    expect(statSync(join(store, first.name, 'secret')).mode & 0o077).toBe(0)

    const there = folder()
    expect(await copse(there, ['restore', store])).toContain('all as they were')
    const again = mkdtempSync(join(tmpdir(), 'copse-store-'))
    folders.push(again)
    await copse(there, ['backup', again])
    expect(contents((await openBackup(again)).manifest)).toEqual(contents(first.manifest))

    const back = await start(there)
    const { get, post } = speak(back, cookie)
    // Whoever was signed in still is; what is new gets a new id and number; counts agree with what there is.
    const list = (await (await get(`${community}/discussions`)).json()) as {
      discussions: { id: number; url: string; messageCount: number }[]
    }
    expect(list.discussions.length).toBe(4)
    for (const { url, messageCount } of list.discussions) {
      let count = 0
      for (let next: string | null = `${url}/messages`; next; ) {
        const some = (await (await get(next)).json()) as { messages: { number: number }[]; next: string | null }
        count += some.messages.length
        next = some.next
      }
      expect(count).toBe(messageCount)
    }
    const fresh = (await (
      await post(`${community}/discussions`, { title: 'After', text: 'All is there.' })
    ).json()) as {
      id: number
    }
    expect(fresh.id).toBeGreaterThan(Math.max(...list.discussions.map(({ id }) => id)))
    await expect(copse(there, ['restore', store])).rejects.toThrow(/already running.*Stop it first/s)
    expect(await back.stop()).toBe(0)
    await expect(copse(there, ['restore', store])).rejects.toThrow(/There are people on this site already/)
  })

  it('keeps a file once, however many backups refer to it', async () => {
    const said = readdirSync(join(store, 'blobs'), { recursive: true, encoding: 'utf8' }).length
    await copse(here, ['backup', store])
    expect(await backupsIn(store)).toHaveLength(2)
    expect(readdirSync(join(store, 'blobs'), { recursive: true, encoding: 'utf8' }).length).toBe(said)
  })

  it('goes through a pipe to another machine; what breaks off on the way is refused', async () => {
    const there = ready()
    const { code, said } = await piped(['backup', '-'], ['restore', '-'], here, there)
    expect(said).toContain('all as they were')
    expect(code).toBe(0)
    const back = await start(there)
    expect((await speak(back, cookie).get(community)).status).toBe(200)
    await back.stop()

    const tar = join(folder(), 'copse.tar')
    await new Promise((resolve) => {
      const child = spawn(process.execPath, [program, 'backup', '-'], { env: { ...process.env, COPSE_DATA: here } })
      const bytes: Buffer[] = []
      child.stdout.on('data', (chunk) => bytes.push(chunk))
      child.on('close', () => resolve(writeFileSync(tar, Buffer.concat(bytes))))
    })
    truncateSync(tar, Math.floor(statSync(tar).size / 2))
    const empty = folder()
    await expect(copse(empty, ['restore', tar])).rejects.toThrow(/not whole/)
    expect(readdirSync(empty).filter((name) => name.startsWith('restoring'))).toEqual([])
  })
})

describe('what cannot be brought back', () => {
  const damaged = (spoil: (backup: string, store: string) => void) => {
    const copy = mkdtempSync(join(tmpdir(), 'copse-store-'))
    folders.push(copy)
    cpSync(store, copy, { recursive: true })
    const name = readdirSync(copy)
      .filter((one) => one.endsWith('Z'))
      .sort()
      .at(-1)!
    spoil(join(copy, name), copy)
    return copy
  }
  const flip = (path: string) => {
    const bytes = readFileSync(path)
    bytes[Math.floor(bytes.length / 2)]! ^= 1
    writeFileSync(path, bytes)
  }

  it('is refused with a sentence before anything is changed: a changed byte, a missing part, a newer level', async () => {
    const empty = folder()
    const table = damaged((backup) => flip(join(backup, 'tables/copse.message.00001.gz')))
    await expect(copse(empty, ['restore', table])).rejects.toThrow(/damaged[\s\S]*tables\/copse\.message\.00001\.gz/)
    const file = damaged((_backup, at) => {
      const start = readdirSync(join(at, 'blobs')).find((name) => /^[0-9a-f]{2}$/.test(name))!
      flip(join(at, 'blobs', start, readdirSync(join(at, 'blobs', start))[0]!))
    })
    await expect(copse(empty, ['restore', file])).rejects.toThrow(/damaged[\s\S]*blobs\//)
    const part = damaged((backup) => rmSync(join(backup, 'tables/copse.login.00001.gz')))
    await expect(copse(empty, ['restore', part])).rejects.toThrow(/copse\.login/)
    const manifest = damaged((backup) => flip(join(backup, 'manifest.json')))
    await expect(copse(empty, ['restore', manifest])).rejects.toThrow(/manifest is damaged/)
    const unsealed = damaged((backup) => rmSync(join(backup, 'manifest.sha256')))
    await expect(copse(empty, ['restore', unsealed])).rejects.toThrow(/not whole/)
    const newer = damaged((backup) => {
      const path = join(backup, 'manifest.json')
      const text = readFileSync(path, 'utf8').replace('"001-walls.sql"', '"001-walls.sql",\n  "999-later.sql"')
      writeFileSync(path, text)
      writeFileSync(join(backup, 'manifest.sha256'), sealOf(Buffer.from(text)))
    })
    await expect(copse(empty, ['restore', newer])).rejects.toThrow(/newer than this program: it has 999-later\.sql/)
    await expect(copse(empty, ['restore', folder()])).rejects.toThrow(/no whole backup/)
    // Nothing was made of any of them: no database, and no secret of another site.
    expect(readdirSync(empty)).toEqual(['secret'])
  })
})

describe('kill -9', () => {
  it('in the midst of a backup: the others are as they were, and the next one is whole', async () => {
    const before = await backupsIn(store)
    const half = () => readdirSync(store).some((name) => name.startsWith('backup.unfinished'))
    await killedWhen(here, ['backup', store], half)
    expect(half()).toBe(true)
    expect(await backupsIn(store)).toEqual(before)
    await copse(here, ['backup', store])
    expect(half()).toBe(false)
    expect(await backupsIn(store)).toHaveLength(before.length + 1)
  })

  it('in the midst of a restore: what is half there is not served, and the same restore can be run again', async () => {
    const there = ready()
    const blobs = join(there, 'blobs')
    await killedWhen(
      there,
      ['restore', store],
      () => readdirSync(there).includes('blobs') && readdirSync(blobs).length > 0,
    )
    const refused = await start(there)
    expect(refused.url).toBe('')
    expect(refused.output()).toContain('A restore into this site began and did not end')
    await expect(copse(there, ['backup', join(there, 'backups')])).rejects.toThrow(/did not end/)
    expect(await copse(there, ['restore', store, '--sign-out'])).toContain('all as they were')
    const back = await start(there)
    expect(back.url).not.toBe('')
    expect((await speak(back, cookie).get(community)).status).toBe(404)
    await back.stop()
  })
})
