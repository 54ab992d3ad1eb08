import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import WebSocket from 'ws'
import { makeCommunity } from '../../bench/community.ts'
import { cpuOf, familyOf, memoryOf } from '../../bench/processes.ts'
import { readConfig } from '../../src/platform/config.ts'
import { connect, type Pool } from '../../src/platform/database/connect.ts'
import { runningPostmaster } from '../../src/platform/database/embedded/postmaster.ts'
import { PORT } from '../../src/platform/database/embedded/socket.ts'
import { credentialsOf } from '../../src/platform/database/roles.ts'
import { hashOf, newSecret } from '../../src/spine/people/credential.ts'
import { root } from '../life/program.ts'

/**
 * The day of a small server, with one processor: 200 people with a page open, 50 pages read and 5 things written a second.
 *
 *   node --import tsx test/durability/load.ts <empty data folder> <minutes>
 *
 * The program and its PostgreSQL share processor 0 (taskset); whoever asks has processor 1. Memory is watched, not walled
 * in: PSS of all its processes, the highest of each third of the time. The last line is the result as JSON.
 */
const [dataDir, minutes] = [process.argv[2]!, Number(process.argv[3] ?? 10)]
const PEOPLE = 200
const READS = 50
const WRITES = 5

const child = spawn(
  'taskset',
  [
    '-c',
    '0',
    process.execPath,
    '--max-semi-space-size=4',
    '--optimize-for-size',
    '--max-old-space-size=384',
    join(root, 'dist/main.js'),
    'start',
  ],
  {
    env: { ...process.env, COPSE_DATA: dataDir, PORT: '0', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
spawn('taskset', ['-cp', '1', String(process.pid)], { stdio: 'ignore' })
const url = await new Promise<string>((resolve) => {
  let text = ''
  child.stdout.on('data', (chunk) => {
    text = (text + chunk).slice(-4_000)
    const found = /Copse is at (\S+)/.exec(text)?.[1]
    if (found) resolve(found)
  })
})
const postmaster = (await runningPostmaster(join(dataDir, 'pg/18/cluster')))!
const owner: Pool = connect(
  { host: postmaster.socketFolder, port: PORT, database: 'copse' },
  credentialsOf('copse_owner', readConfig({ COPSE_DATA: dataDir }).key),
  1,
)
const community = await makeCommunity(owner)
const cookies = await sessions(PEOPLE)
await owner.end()

const headers = (cookie: string, accept: string) => ({ cookie, accept, origin: url })
const talk = `/c/${community.slug}/discussions`
const pages = [
  community.usual.path,
  community.usual.path,
  talk,
  talk,
  `/c/${community.slug}`,
  '/',
  `${community.long.path}?page=100`,
  '/search?q=water',
  '/notifications',
  `/c/${community.slug}/members`,
]
const times = { reads: [] as number[], writes: [] as number[] }
const errors: string[] = []
let heard = 0

const lines = await Promise.all(cookies.map(listen))
const memory: number[][] = [[], [], []]
const length = minutes * 60_000
const begun = performance.now()
const cpu = cpuOf([child.pid!, ...familyOf(postmaster.pid)])
const watching = watch()
const working: Promise<void>[] = []
for (let tick = 0; performance.now() - begun < length; tick++) {
  const due = begun + (tick * 1000) / READS
  await pause(Math.max(0, due - performance.now()))
  working.push(read(tick))
  if (tick % (READS / WRITES) === 0) working.push(write(tick))
  if (working.length > 500) await Promise.race([Promise.all(working.splice(0, 250)), pause(30_000)])
}
await Promise.all(working)
const used = cpuOf([child.pid!, ...familyOf(postmaster.pid)]) - cpu
const took = performance.now() - begun
await watching
for (const line of lines) line.terminate()
child.kill('SIGTERM')
await new Promise((resolve) => child.on('exit', resolve))

for (const error of errors.slice(0, 5)) console.log(error)
console.log(
  JSON.stringify({
    minutes,
    errors: errors.length,
    reads: figures(times.reads),
    writes: figures(times.writes),
    memory: memory.map((third) => Math.round(Math.max(...third))),
    heard,
    cpu: Math.round((100 * used) / took),
  }),
)

async function sessions(many: number): Promise<string[]> {
  const people = await owner<{ id: number }[]>`
    select m.person_id id from membership m join space s on s.id = m.space_id and s.slug = ${community.slug} order by 1 limit ${many}`
  const made: string[] = []
  for (const { id } of people) {
    const secret = newSecret()
    await owner`select open_session(${id}, ${hashOf(secret)}, 'load')`
    made.push(`copse=${secret}`)
  }
  return made
}

/** A page that stays open: it hears what is said in the discussion that is read most. */
function listen(cookie: string): Promise<WebSocket> {
  const line = new WebSocket(`${url.replace('http', 'ws')}/live`, { headers: { cookie, origin: url } })
  line.on('message', () => heard++)
  line.on('error', (error) => errors.push(`line: ${error.message}`))
  return new Promise((resolve) => {
    line.on('open', () => {
      line.send(JSON.stringify({ watch: { item: community.usual.id, modseq: 1_000_000 } }))
      resolve(line)
    })
  })
}

async function timed(kind: 'reads' | 'writes', what: string, ask: () => Promise<Response>): Promise<void> {
  const from = performance.now()
  try {
    const answer = await ask()
    await answer.arrayBuffer()
    if (!answer.ok) errors.push(`${what}: ${answer.status}`)
    times[kind].push(performance.now() - from)
  } catch (error) {
    errors.push(`${what}: ${(error as Error).message}`)
  }
}

function read(tick: number): Promise<void> {
  const page = pages[tick % pages.length]!
  return timed('reads', page, () => fetch(url + page, { headers: headers(cookies[(tick * 7) % PEOPLE]!, 'text/html') }))
}

function write(tick: number): Promise<void> {
  const under = tick % 3 ? community.usual.path : community.long.path
  return timed('writes', under, () =>
    fetch(`${url}${under}/messages`, {
      method: 'POST',
      headers: { ...headers(cookies[(tick * 13) % PEOPLE]!, 'application/json'), 'content-type': 'application/json' },
      body: JSON.stringify({ text: `Level ${tick} at the weir, brown after the rain, and rising since this morning.` }),
    }),
  )
}

async function watch(): Promise<void> {
  for (;;) {
    const passed = performance.now() - begun
    if (passed >= length) return
    const third = Math.min(2, Math.floor((3 * passed) / length))
    memory[third]!.push(memoryOf([...new Set([child.pid!, ...familyOf(postmaster.pid)])]))
    await pause(Math.min(2_000, length / 12))
  }
}

function figures(all: number[]) {
  const sorted = [...all].sort((a, b) => a - b)
  const at = (part: number) => Math.round(10 * (sorted[Math.floor(part * (sorted.length - 1))] ?? 0)) / 10
  return { count: all.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), longest: at(1) }
}
