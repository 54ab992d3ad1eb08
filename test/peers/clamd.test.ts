import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { ping, scan } from '../../src/platform/clamd.ts'
import { clamdIn } from '../../src/platform/config.ts'
import { EICAR } from '../clamd.ts'

/** With ClamAV's own clamd, which knows one signature: that of EICAR, written here. */

const PROGRAM = '/usr/sbin/clamd'
const has = existsSync(PROGRAM)
if (!has) console.warn('\n*** NO CLAMD OF THE SYSTEM: a real one is SKIPPED ***\n')

const folder = mkdtempSync(join(tmpdir(), 'copse-clamd-'))
let running: ChildProcess | undefined
afterAll(async () => {
  if (running?.exitCode === null) {
    running.kill('SIGTERM')
    await once(running, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

async function start() {
  const socket = join(folder, 'clamd.ctl')
  writeFileSync(join(folder, 'local.ndb'), `Copse.Eicar:0:*:${Buffer.from(EICAR).toString('hex')}\n`)
  const user = execFileSync('id', ['-un']).toString().trim()
  const settings = [
    `LocalSocket ${socket}`,
    `DatabaseDirectory ${folder}`,
    `User ${user}`,
    'Foreground yes',
    'StreamMaxLength 30M',
    `LogFile ${join(folder, 'log')}`,
  ]
  writeFileSync(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`)
  running = spawn(PROGRAM, ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  const config = clamdIn({ CLAMD_URL: `unix:${socket}` })!
  for (let left = 150; ; left--) {
    const there = await ping(config).then(
      () => true,
      () => false,
    )
    if (there) return config
    if (!left)
      throw new Error(
        `clamd does not begin: ${existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : ''}`,
      )
    await pause(200)
  }
}

describe.runIf(has)('ClamAV’s own clamd', () => {
  it('is shown files as its manual says', async () => {
    const config = await start()
    expect(await scan(config, Readable.from([Buffer.from('levels of the river')]))).toEqual({ is: 'clean' })
    expect(await scan(config, Readable.from([Buffer.from(EICAR)]))).toMatchObject({
      is: 'found',
      what: expect.stringContaining('Copse.Eicar'),
    })
    const large = (megabytes: number) => Readable.from(Array(megabytes).fill(Buffer.alloc(1_000_000, 'x')))
    expect(await scan(config, large(20))).toEqual({ is: 'clean' })
    expect(await scan(config, large(60))).toEqual({ is: 'too-large' })
    expect(await scan(config, Readable.from([]))).toEqual({ is: 'clean' })
  })
})
