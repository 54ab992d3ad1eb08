import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../src/platform/config.ts'
import { connect, type Pool } from '../src/platform/database/connect.ts'
import { embeddedServer } from '../src/platform/database/embedded.ts'
import { credentialsOf } from '../src/platform/database/roles.ts'
import { makeCommunity } from './community.ts'
import type { Heard, Hearers } from './hearers.ts'
import { audience, say } from './live.ts'
import { memoryOf } from './processes.ts'
import { type Served, serveCopse, start, stop, told } from './serve.ts'

/** Rooms that have listeners, and all that the measures need. */
interface Hall {
  copse: Served
  owner: Pool
  slug: string
  dataDir: string
  /** Sessions of as many people as are ever connected. */
  cookies: string[]
}

const SECONDS = 30
const A_SECOND = 200
const ROOMS = 5

/** How soon what is said in a room is with all who have it open; what a connection takes; and how much can be said for long. */
export async function measureRooms(dataDir: string, quick: boolean): Promise<void> {
  const report = join(dataDir, 'delay.json')
  process.env.BENCH_DELAY = report
  const copse = await serveCopse(dataDir, ['--import', new URL('../dist/bench/delay.js', import.meta.url).pathname])
  const database = await embeddedServer({ dataDir, log: () => {} })
  const { host, port } = database.connection
  const key = readConfig({ COPSE_DATA: dataDir }).key
  const owner = connect({ host, port, database: 'copse' }, credentialsOf('copse_owner', key), 2)
  try {
    const { slug } = await makeCommunity(owner)
    await owner`update space set tools = tools || '{rooms}' where slug = ${slug}`
    const counts = quick ? [200, 1_000] : [1_000, 5_000]
    const cookies = await audience(owner, slug, Math.max(...counts))
    const hall: Hall = { copse, owner, slug, dataDir, cookies }
    for (const count of counts) await fanOut(hall, count, quick ? 15 : 60)
    await sustained(hall, quick ? 5 : SECONDS, report)
  } finally {
    await owner.end({ timeout: 1 })
    await stop(copse.process)
  }
}

/** One message to all who have one room open, turn about with the bare library in the same run. */
async function fanOut(hall: Hall, count: number, rounds: number): Promise<void> {
  const { copse, owner } = hall
  const room = await openRoom(hall)
  const bare = start('broadcast')
  const barePort = (await told<{ port: number }>(bare)).port
  const [ours, theirs] = [start('hearers'), start('hearers')]
  const cookies = hall.cookies.slice(0, count)
  try {
    const here = await openAll(ours, hearersOf(hall, cookies, [room]), copse.process)
    const url = `ws://127.0.0.1:${barePort}`
    const there = await openAll(theirs, { url, origin: url, cookies, hellos: [''] }, bare)
    const times: Record<'Copse' | 'bare ws' | 'encoded once', number[]> = {
      Copse: [],
      'bare ws': [],
      'encoded once': [],
    }
    const round = async (ears: ChildProcess, speak: () => Promise<number>) => {
      ears.send({ wanted: count })
      const heard = told<Heard>(ears)
      const from = await speak()
      const { came, wrong, text } = await heard
      if (wrong) throw new Error(`${wrong} came out of order, or twice`)
      return { text, times: came.map(({ at }) => at - from) }
    }
    for (let n = -5; n < rounds; n++) {
      const said = await round(ours, () => say(owner, room))
      await pause(60)
      if (n >= 0) times.Copse.push(...said.times)
      for (const name of ['bare ws', 'encoded once'] as const) {
        const bared = await round(theirs, async () => {
          const from = now()
          bare.send({ text: said.text.replace(/"number":\d+/, `"number":${++numbers}`), once: name === 'encoded once' })
          return from
        })
        await pause(60)
        if (n >= 0) times[name].push(...bared.times)
      }
    }
    console.log(`\n${count} connections in one room, ${rounds} messages, load ${load()} (ms)\n`)
    for (const [name, all] of Object.entries(times)) console.log(line(name, all, times['encoded once']))
    console.log(`Memory a connection: ${here.toFixed(1)} kB, of bare ws ${there.toFixed(1)} kB`)
  } finally {
    for (const one of [ours, theirs, bare]) await stop(one)
    await pause(1_000)
  }
}

/** What the bare library sends is counted, too, so that it can be told apart. */
let numbers = 1_000

/** Opens them all. @returns by how many kilobytes a connection the serving process has grown */
async function openAll(ears: ChildProcess, order: Hearers, server: ChildProcess): Promise<number> {
  const before = memoryOf([server.pid!])
  ears.send(order)
  await told(ears)
  await pause(3_000)
  return ((memoryOf([server.pid!]) - before) * 1024) / order.cookies.length
}

/** So many messages a second for a while, into some rooms with twenty listeners each. */
async function sustained(hall: Hall, seconds: number, report: string): Promise<void> {
  const { copse, owner } = hall
  const rooms: number[] = []
  for (let n = 0; n < ROOMS; n++) rooms.push(await openRoom(hall))
  const cookies = hall.cookies.slice(0, 100)
  const ears = start('hearers')
  const from = new Map<string, number>()
  try {
    await openAll(ears, hearersOf(hall, cookies, rooms), copse.process)
    await delayOf(copse, report)
    const total = A_SECOND * seconds
    const begun = now()
    const saying: Promise<void>[] = []
    for (let n = 0; n < total; n++) {
      const late = begun + (n * 1000) / A_SECOND - now()
      if (late > 1) await pause(late)
      const room = rooms[n % ROOMS]!
      const number = Math.floor(n / ROOMS) + 1
      saying.push(say(owner, room).then((at) => void from.set(`${room} ${number}`, at)))
      // Two connections say it: who is behind waits, and that is told.
      if (saying.length >= 20) await saying[saying.length - 20]
    }
    await Promise.all(saying)
    const took = (now() - begun) / 1000
    await pause(3_000)
    const heard = told<Heard>(ears)
    ears.send('tell')
    const { came, wrong } = await heard
    const times = came.map(({ room, number, at }) => at - from.get(`${room} ${number}`)!)
    const delay = await delayOf(copse, report)
    console.log(
      `\n${(total / took).toFixed(0)} messages a second for ${took.toFixed(1)} s into ${ROOMS} rooms, ${cookies.length} listeners, load ${load()}`,
    )
    console.log(`arrived ${came.length} of ${(total * cookies.length) / ROOMS}, out of order or twice ${wrong}`)
    console.log(line('Copse', times, times))
    console.log(
      `waiting in the event loop: p50 ${delay.p50.toFixed(1)}, p99 ${delay.p99.toFixed(1)}, at most ${delay.most.toFixed(1)} ms`,
    )
  } finally {
    await stop(ears)
  }
}

async function openRoom({ owner, slug }: Hall): Promise<number> {
  const [{ id }] = await owner<[{ id: number }]>`
    with i as (insert into item (space_id, kind, author_id, title, lang)
      select id, 'room', created_by, 'By the fire', 'en' from space where slug = ${slug} returning id, space_id),
    r as (insert into room (item_id, space_id, about, slow) select id, space_id, '', 0 from i)
    insert into tail (item_id, space_id, kind) select id, space_id, 'room' from i returning item_id id`
  return id
}

function hearersOf({ copse }: Hall, cookies: string[], rooms: number[]): Hearers {
  const origin = `http://127.0.0.1:${copse.port}`
  const hellos = rooms.map((item) => JSON.stringify({ watch: { item, modseq: 0 } }))
  return { url: `${origin.replace('http', 'ws')}/live`, origin, cookies, hellos }
}

/** How long the program's work had to wait since it was asked last. */
async function delayOf({ process: { pid } }: Served, report: string) {
  rmSync(report, { force: true })
  process.kill(pid!, 'SIGUSR2')
  while (!existsSync(report)) await pause(20)
  await pause(50)
  return JSON.parse(readFileSync(report, 'utf8')) as { p50: number; p99: number; most: number }
}

const now = () => Number(process.hrtime.bigint()) / 1e6
const load = () => loadavg()[0]!.toFixed(1)

function line(name: string, all: number[], against: number[]): string {
  const at = (list: number[], part: number) => [...list].sort((a, b) => a - b)[Math.floor(list.length * part)]!
  const ratio = at(all, 0.99) / at(against, 0.99)
  return `${name.padEnd(14)} p50 ${at(all, 0.5).toFixed(1).padStart(7)}   p99 ${at(all, 0.99).toFixed(1).padStart(7)}   p99 × encoded once ${ratio.toFixed(2)}`
}
