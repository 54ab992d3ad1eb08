import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../src/platform/config.ts'
import { connect } from '../src/platform/database/connect.ts'
import { embeddedServer } from '../src/platform/database/embedded.ts'
import { credentialsOf } from '../src/platform/database/roles.ts'
import { at, type Hall, hearersOf, load, makeHall, now, openAll, openRoom } from './hall.ts'
import type { Heard } from './hearers.ts'
import { measurePosting, measureTalk } from './lasting.ts'
import { audience, say } from './live.ts'
import { serveCopse, start, stop, told } from './serve.ts'

const SECONDS = 30
const sides = ['Copse', 'bare ws', 'encoded once'] as const
type Side = (typeof sides)[number]

/** How soon what is said in a room is with all who have it open; what a connection takes; and how much can be said for long. */
export async function measureRooms(dataDir: string, quick: boolean): Promise<void> {
  const report = join(dataDir, 'delay.json')
  process.env.BENCH_DELAY = report
  const copse = await serveCopse(dataDir, ['--import', new URL('../dist/bench/delay.js', import.meta.url).pathname])
  const { host, port } = (await embeddedServer({ dataDir, log: () => {} })).connection
  const { key } = readConfig({ COPSE_DATA: dataDir })
  const owner = connect({ host, port, database: 'copse' }, credentialsOf('copse_owner', key), 2)
  try {
    const slug = await makeHall(owner)
    const counts = quick ? [200, 1_000] : [1_000, 5_000]
    const cookies = await audience(owner, slug, Math.max(...counts))
    await owner.unsafe('vacuum analyze')
    const hall: Hall = { copse, owner, slug, report, cookies }
    for (const count of counts) await fanOut(hall, count, quick ? 15 : 60)
    await measureTalk(hall, quick ? 5 : SECONDS)
    await measurePosting(hall, quick ? 3 : 15)
  } finally {
    await owner.end({ timeout: 1 })
    await stop(copse.process)
  }
}

/** One message to all who have one room open, turn about with the bare library in the same run. */
async function fanOut(hall: Hall, count: number, rounds: number): Promise<void> {
  const bare = start('broadcast')
  const url = `ws://127.0.0.1:${(await told<{ port: number }>(bare)).port}`
  const [ours, theirs] = [start('hearers'), start('hearers')]
  const cookies = hall.cookies.slice(0, count)
  const room = await openRoom(hall)
  try {
    const here = await openAll(ours, hearersOf(hall, cookies, [room]), hall.copse.process)
    const there = await openAll(theirs, { url, origin: url, cookies, hellos: [''] }, bare)
    const times: Record<Side, number[]> = { Copse: [], 'bare ws': [], 'encoded once': [] }
    for (let n = -5; n < rounds; n++) {
      const said = await arrival(ours, count, () => say(hall.owner, room))
      if (n >= 0) times.Copse.push(...said.times)
      for (const side of ['bare ws', 'encoded once'] as const) {
        const bared = await arrival(theirs, count, async () => sendBare(bare, said.text, side === 'encoded once'))
        if (n >= 0) times[side].push(...bared.times)
      }
    }
    console.log(`\n${count} connections in one room, ${rounds} messages, load ${load()} (ms)\n`)
    for (const side of sides) console.log(line(side, times[side], times['encoded once']))
    console.log(`Memory a connection: ${here.toFixed(1)} kB, of bare ws ${there.toFixed(1)} kB`)
  } finally {
    for (const one of [ours, theirs, bare]) await stop(one)
    await pause(1_000)
  }
}

/** Says something and waits until all have it. @returns how long it took to each, and what they heard */
async function arrival(ears: ChildProcess, count: number, speak: () => Promise<number>) {
  ears.send({ wanted: count })
  const hearing = told<Heard>(ears)
  const from = await speak()
  const { came, wrong, text } = await hearing
  if (wrong) throw new Error(`${wrong} came out of order, or twice`)
  await pause(60)
  return { text, times: came.map((one) => one.at - from) }
}

/** What the bare library sends is counted, too: the same bytes, and as many digits. */
let sent = 1_000

function sendBare(bare: ChildProcess, text: string, once: boolean): number {
  const from = now()
  bare.send({ text: text.replace(/"number":\d+/, `"number":${++sent}`), once })
  return from
}

function line(name: string, all: number[], against: number[]): string {
  const [p50, p99] = [at(all, 0.5), at(all, 0.99)].map((ms) => ms.toFixed(1).padStart(7))
  return `${name.padEnd(14)} p50 ${p50}   p99 ${p99}   p99 × encoded once ${(at(all, 0.99) / at(against, 0.99)).toFixed(2)}`
}
