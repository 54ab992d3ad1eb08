import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { connect } from '../../src/platform/database/connect.ts'
import { embeddedServer } from '../../src/platform/database/embedded.ts'
import { childrenOf, kill } from '../durability/site.ts'
import { fill, mounted } from './disk.ts'
import { cleanUp, copse, dataFolder, found, speak, start } from './program.ts'
import { readyFolder } from './ready.ts'

/** What a small server meets in its life: no room, a clock that is set, a database that does not answer. */

const undo: (() => Promise<unknown> | unknown)[] = []
afterEach(async ({ task }) => {
  const mishaps = (line: string) => !/"level":"info"/.test(line)
  if (task.result?.state === 'fail') console.log(said().split('\n').filter(mishaps).slice(-20).join('\n'))
  for (const one of undo.splice(0).reverse()) await one()
})

let said = () => ''

async function started(dataDir: string, env: Record<string, string> = {}) {
  const site = await start(dataDir, [], env)
  undo.push(
    () => cleanUp(dataDir),
    () => site.kill(),
  )
  said = site.output
  const { cookie, community } = await found(site)
  const { get, post } = speak(site, cookie)
  const opened = await post(`${community}/discussions`, { title: 'The weir', text: 'Before' })
  const { url } = (await opened.json()) as { url: string }
  const say = async (text: string) => {
    const answer = await post(`${url}/messages`, { text })
    return {
      status: answer.status,
      said: (await answer.json()) as { number?: number; detail?: string; title?: string },
    }
  }
  return { site, cookie, community, url, get, post, say }
}

async function textsOf(get: (path: string) => Promise<Response>, url: string): Promise<string[]> {
  const texts: string[] = []
  for (let next: string | null = `${url}/messages`; next; ) {
    const list = (await (await get(next)).json()) as { messages: { html: string }[]; next: string | null }
    texts.push(...list.messages.map(({ html }) => html.replace(/<[^>]+>/g, '').trim()))
    next = list.next
  }
  return texts
}

describe('the demonstration', () => {
  it('that cannot be loaded ends the program, which says why and what to do', async () => {
    const dataDir = dataFolder()
    undo.push(() => cleanUp(dataDir))
    // Where files are to lie is one.
    writeFileSync(join(dataDir, 'blobs'), '')
    const site = await start(dataDir, ['--demo'])
    undo.push(() => site.kill())
    said = site.output
    await expect.poll(() => site.process.exitCode, { timeout: 40_000 }).toBe(1)
    expect(site.output()).toMatch(/The demonstration could not be loaded: .*\. Empty .* then start again\./)
  })
})

/** A data folder on a disk of its own; undefined where this machine does not let us mount one. */
function smallDisk(size: string): string | undefined {
  const place = dataFolder('copse disk ')
  undo.push(() => rmSync(place, { recursive: true, force: true }))
  const disk = mounted(place, size)
  if (!disk) return undefined
  undo.push(disk)
  const dataDir = join(place, 'data')
  mkdirSync(dataDir)
  chmodSync(dataDir, 0o755)
  return dataDir
}

/** Looks past the program. */
async function superuser(dataDir: string) {
  const { connection } = await embeddedServer({ dataDir, log: () => {} })
  const { host, port, user, password } = connection
  return connect({ host, port, database: 'copse' }, { user, password }, 1)
}

describe('a disk that fills up', () => {
  it('is told of in words, loses nothing that was acknowledged, and is got over by itself', {
    timeout: 240_000,
  }, async (context) => {
    const dataDir = smallDisk('260m')
    if (!dataDir) return context.skip()
    const { site, community, cookie, url, get, say } = await started(dataDir)
    const kept = ['Before']
    expect((await say('With room')).status).toBe(201)
    kept.push('With room')

    const makeRoom = fill(dataDir)
    const form = new FormData()
    form.set('files', new Blob([new Uint8Array(400_000)]), 'levels.bin')
    const file = await fetch(`${site.url}${community}/attachments`, {
      method: 'POST',
      headers: { cookie, accept: 'application/json', origin: site.url },
      body: form,
    })
    expect([file.status, (await file.json()) as object]).toMatchObject([507, { title: 'No room left' }])

    const refused = new Map<number, string>()
    for (let i = 0; i < 600 && !refused.has(507); i++) {
      const text = `Message ${i} ${'water '.repeat(9_000)}`.trim()
      const { status, said } = await say(text)
      if (status === 201) kept.push(text)
      else refused.set(status, said.detail ?? '')
    }
    expect(refused.get(507)).toMatch(/disk of this site is full/)
    expect([...refused.keys()].filter((status) => status !== 507 && status !== 503)).toEqual([])
    expect(site.output()).toContain('"disk.full"')

    makeRoom()
    await expect.poll(async () => (await say('Again')).status, { timeout: 60_000, interval: 500 }).toBe(201)
    const there = await textsOf(get, url)
    expect(there).toEqual(expect.arrayContaining(kept))
    expect(there.filter((text) => text.startsWith('Message'))).toHaveLength(
      kept.filter((text) => text.startsWith('Message')).length,
    )
  })
})

describe('a disk of its own for files that fills up', () => {
  it('refuses files in words and keeps the text; nothing half is ever referred to', {
    timeout: 120_000,
  }, async (context) => {
    const dataDir = readyFolder()
    const blobs = join(dataDir, 'blobs')
    mkdirSync(blobs)
    const disk = mounted(blobs, '3m')
    if (!disk) return context.skip()
    const { site, community, cookie, url, get, say } = await started(dataDir)
    undo.push(disk)
    const send = (path: string, bytes: number, fields: Record<string, string>, accept: string) => {
      const form = new FormData()
      form.append('files', new Blob([new Uint8Array(bytes).fill(7)], { type: 'text/plain' }), 'levels.txt')
      // After the file: what could not be kept must not swallow what comes behind it.
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      const headers = { cookie, accept, origin: site.url }
      return fetch(site.url + path, { method: 'POST', headers, body: form, redirect: 'manual' })
    }
    expect((await send(`${community}/attachments`, 300_000, {}, 'application/json')).status).toBe(201)
    const makeRoom = fill(blobs)

    const alone = await send(`${community}/attachments`, 400_000, {}, 'application/json')
    expect([alone.status, await alone.json()]).toMatchObject([
      507,
      { detail: expect.stringMatching(/no room for files/) },
    ])
    const words = 'It rose by two hands since the morning.'
    const page = await send(`${url}/messages`, 400_000, { text: words }, 'text/html')
    const shown = await page.text()
    expect(page.status).toBe(507)
    expect(shown).toContain(`>${words}</textarea>`)
    expect(shown).toContain('no room for files')
    expect((await say('Only words')).status).toBe(201)
    expect(site.output()).toContain('"disk.full"')
    expect(readdirSync(join(blobs, 'coming'))).toEqual([])
    // The others' disk is not full: the backup is made, and whole.
    expect(await copse(dataDir, ['backup', join(dataDir, 'kept')]).then(() => 'made')).toBe('made')
    const said = await copse(dataDir, ['doctor', '--json']).catch((error: { stdout: string }) => error.stdout)
    expect(said).toMatch(/For files only 0\.0 of 0\.0 GB/)

    makeRoom()
    expect((await send(`${url}/messages`, 400_000, { text: words }, 'application/json')).status).toBe(201)
    expect(await textsOf(get, url)).toEqual(['Before', 'Only words', words])
    const tables = await superuser(dataDir)
    const rows = await tables<{ blob: string; bytes: number }[]>`select blob, bytes from copse.attachment`
    await tables.end()
    expect(rows).toHaveLength(2)
    for (const { blob, bytes } of rows) {
      const kept = readFileSync(join(blobs, blob.slice(0, 2), blob.slice(2)))
      expect([kept.length, createHash('sha256').update(kept).digest('hex')]).toEqual([bytes, blob])
    }
  })
})

describe('a clock that is set', () => {
  it('by a day, and back by an hour: people stay signed in, order stays, lines stay open', {
    timeout: 120_000,
  }, async () => {
    const dataDir = readyFolder()
    const clock = join(dataDir, 'clock')
    const env = { COPSE_TEST_CLOCK: clock, NODE_OPTIONS: `--require "${join(import.meta.dirname, 'clock.cjs')}"` }
    const { site, cookie, url, get, post, say } = await started(dataDir, env)
    const line = new WebSocket(site.url.replace('http', 'ws') + '/live', { headers: { cookie, origin: site.url } })
    undo.push(() => line.terminate())
    const heard: string[] = []
    line.on('message', (text) => heard.push(String(text)))
    await new Promise((resolve) => line.on('open', resolve))
    const answersPing = async () => {
      const before = heard.length
      line.send('{"ping":true}')
      await expect.poll(() => heard.slice(before).some((text) => text.includes('pong'))).toBe(true)
    }
    await answersPing()
    const numbers: number[] = []
    const key = { 'idempotency-key': 'through all times' }
    const once = await post(`${url}/messages`, { text: 'Once' }, key)
    const { number } = (await once.json()) as { number: number }

    for (const moved of [86_400_000, -3_600_000, 0]) {
      writeFileSync(clock, String(moved))
      await pause(200)
      expect((await get('/')).status).toBe(200)
      // All of them are more than one window of the limit takes; one that never ends would swallow the last.
      if (moved === 0) await pause(10_100)
      for (let i = 0; i < 25; i++) await answersPing()
      const { status, said } = await say(`Moved by ${moved}`)
      expect(status).toBe(201)
      numbers.push(said.number!)
      const again = await post(`${url}/messages`, { text: 'Once' }, key)
      expect(((await again.json()) as { number: number }).number).toBe(number)
    }
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    const texts = await textsOf(get, url)
    expect(texts).toEqual(['Before', 'Once', ...[86_400_000, -3_600_000, 0].map((moved) => `Moved by ${moved}`)])
    expect((await fetch(`${site.url}/readyz`)).status).toBe(200)
    expect(site.output()).not.toContain('"level":"error"')
  })
})

describe('a database that does not answer', () => {
  it('is waited for, but not for ever; then it goes on', { timeout: 180_000 }, async () => {
    const dataDir = readyFolder()
    const { site, url, get, say } = await started(dataDir)
    const { pid } = postmasterOf(dataDir)
    const all = [pid, ...childrenOf(pid)]
    for (const one of all) kill(one, 'SIGSTOP')
    undo.push(() => {
      for (const one of all) kill(one, 'SIGCONT')
    })
    const from = performance.now()
    const ready = fetch(`${site.url}/readyz`)
    const [page, said] = await Promise.all([get('/'), say('While it slept')])
    expect(performance.now() - from).toBeLessThan(40_000)
    expect((await ready).status).toBe(503)
    expect([page.status, said.status]).toEqual([503, 503])
    expect(said.said.detail).toMatch(/too long|cannot reach/)
    for (const one of all) kill(one, 'SIGCONT')
    await expect.poll(async () => (await say('Awake')).status, { timeout: 40_000, interval: 200 }).toBe(201)

    // Now it answers, but slowly: somebody holds what all statements need, and these hold all of our connections.
    const other = await superuser(dataDir)
    const holding = await other.reserve()
    await holding.unsafe('begin; lock table copse.message in access exclusive mode')
    const begun = performance.now()
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 2 ? say(`Held ${i}`) : get(url))))
    expect(performance.now() - begun).toBeLessThan(27_000)
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503))
    const read = answers.find((one) => one instanceof Response) as Response
    expect(read.headers.get('retry-after')).toBe('5')
    expect(((await read.json()) as { detail: string }).detail).toMatch(/took too long/)
    await holding.unsafe('rollback')
    holding.release()
    await other.end()
    await expect.poll(async () => (await say('Free')).status, { timeout: 5_000, interval: 100 }).toBe(201)
    expect(await textsOf(get, url)).toEqual(['Before', 'Awake', 'Free'])
    expect(site.output()).not.toContain('"request.failed"')
  })

  it('refuses a single request larger than any, and lives', { timeout: 60_000 }, async () => {
    const { site, say, post, url } = await started(readyFolder())
    const huge = await post(`${url}/messages`, { text: 'x'.repeat(30_000_000) }).catch(() => ({ status: 413 }))
    expect(huge.status).toBe(413)
    expect((await say('Still here')).status).toBe(201)
    expect(site.process.exitCode).toBe(null)
  })
})

function postmasterOf(dataDir: string): { pid: number } {
  return { pid: Number(readFileSync(join(dataDir, 'pg/18/cluster/postmaster.pid'), 'utf8').split('\n')[0]) }
}
