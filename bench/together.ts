import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../src/platform/config.ts'
import { connect } from '../src/platform/database/connect.ts'
import { embeddedServer } from '../src/platform/database/embedded.ts'
import { credentialsOf } from '../src/platform/database/roles.ts'
import { makeCommunity } from './community.ts'
import { audience } from './live.ts'
import type { Pens } from './pens.ts'
import { cpuOf, familyOf, memoryOf } from './processes.ts'
import { profileOf } from './profile.ts'
import { serveCopse, start, stop, told } from './serve.ts'

const WRITERS = 50
const EVERY_MS = 500

interface Measured {
  edits: number
  /** Until each of the others had each edit, in milliseconds. */
  arrived: number[]
  /** Milliseconds of processor time, of the program and its database. */
  cpu: number
  missed: number
}

/** Who is measured: where one connects, whose memory counts, and whose processor time. */
interface Side {
  kind: Pens['kind']
  url: string
  pid: number
  pids: () => number[]
}

/**
 * Fifty people who write in one page, each twice a second: how soon the others have it, what it costs, and what it takes of
 * memory. Copse with its database and all that is checked and kept, against Hocuspocus with the document in memory alone.
 * Turn about, so that whatever else the machine does meets both.
 */
export async function measureTogether(dataDir: string, quick: boolean, profile: boolean): Promise<void> {
  const { rounds, seconds } = quick ? { rounds: 3, seconds: 5 } : { rounds: 5, seconds: 12 }
  const copse = await serveCopse(dataDir, profile ? profileOf.options(dataDir) : [])
  const config = readConfig({ COPSE_DATA: dataDir })
  const database = await embeddedServer({ dataDir, log: () => {} })
  const { host, port } = database.connection
  const owner = connect({ host, port, database: 'copse' }, credentialsOf('copse_owner', config.key), 2)
  const hocus = start('hocus')
  const listens = told<{ port: number }>(hocus)
  try {
    const { slug } = await makeCommunity(owner)
    await owner`update space set tools = tools || '{pages}' where slug = ${slug}`
    const cookies = await audience(owner, slug, WRITERS)
    const origin = `http://127.0.0.1:${copse.port}`
    const post = async (path: string, body: object) => {
      const headers = { cookie: cookies[0]!, origin, accept: 'application/json', 'content-type': 'application/json' }
      const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(await answer.text())
      return answer.json()
    }
    const sides: Side[] = [
      {
        kind: 'hocuspocus',
        url: `ws://127.0.0.1:${(await listens).port}`,
        pid: hocus.pid!,
        pids: () => [hocus.pid!],
      },
      {
        kind: 'copse',
        url: `${origin.replace('http', 'ws')}/live`,
        pid: copse.process.pid!,
        pids: () => [copse.process.pid!, ...familyOf(database.pid)],
      },
    ]
    const all = sides.map((): Measured[] => [])
    const idle = sides.map(({ pid }) => memoryOf([pid]))
    const memory = sides.map(() => 0)
    for (let round = 0; round < rounds; round++) {
      // A page of its own each time: what was written before slows down neither.
      const { url } = await post(`/c/${slug}/pages`, { title: `Jars ${round}`, text: 'All of us write here.' })
      const { text, number, update } = await post(`${url}/writing`, {})
      const order = { origin, cookies, name: `page ${round}`, text, number, update, everyMs: EVERY_MS, seconds }
      for (const i of round % 2 ? [1, 0] : [0, 1]) {
        const side = sides[i]!
        all[i]!.push(
          await measure({ ...order, kind: side.kind, url: side.url }, side.pids(), () => {
            memory[i] = memoryOf([side.pid])
          }),
        )
      }
    }
    console.log(
      `\n${WRITERS} people write in one page, each every ${EVERY_MS} ms: ${rounds} rounds of ${seconds} seconds, turn about; medians of the rounds\n`,
    )
    const [theirs, ours] = sides.map(({ kind }, i) => summary(kind, all[i]!, memory[i]!, idle[i]!)) as [Sum, Sum]
    for (const one of [theirs, ours]) console.log(line(one))
    const ratio = (key: 'p50' | 'p99' | 'cpu' | 'more') => (ours[key] / theirs[key]).toFixed(2)
    console.log(
      `\nCopse against Hocuspocus: p50 ${ratio('p50')}, p99 ${ratio('p99')}, processor ${ratio('cpu')}, memory that came with the writers ${ratio('more')}`,
    )
  } finally {
    await owner.end({ timeout: 1 })
    for (const one of [hocus, copse.process]) await stop(one)
  }
  if (profile) console.log(profileOf.summary(dataDir))
}

/** @param inFullSwing while all write */
async function measure(order: Pens, pids: number[], inFullSwing: () => void): Promise<Measured> {
  const pens = start('pens')
  const ready = told(pens)
  pens.send(order)
  await ready
  const cpu = cpuOf(pids)
  const done = told<{ edits: number; arrived: number[] }>(pens)
  pens.send('go')
  await pause((order.seconds - 1) * 1_000)
  inFullSwing()
  const { edits, arrived } = await done
  const used = cpuOf(pids) - cpu
  await stop(pens)
  const missed = edits * (order.cookies.length - 1) - arrived.length
  return { edits, arrived: arrived.sort((a, b) => a - b), cpu: used, missed }
}

interface Sum {
  name: string
  p50: number
  p99: number
  cpu: number
  /** Of the program alone, in megabytes: while all write, and what of it came with them. */
  memory: number
  more: number
  missed: number
}

function summary(name: string, rounds: Measured[], memory: number, idle: number): Sum {
  const median = (of: (one: Measured) => number) => rounds.map(of).sort((a, b) => a - b)[rounds.length >> 1]!
  const at = (part: number) => median(({ arrived }) => arrived[Math.floor(arrived.length * part)] ?? Number.NaN)
  return {
    ...{ name, memory, more: memory - idle, p50: at(0.5), p99: at(0.99) },
    cpu: median(({ cpu, edits }) => cpu / edits),
    missed: rounds.reduce((all, { missed }) => all + missed, 0),
  }
}

function line({ name, p50, p99, cpu, memory, more, missed }: Sum): string {
  const ms = (n: number) => n.toFixed(1).padStart(6)
  return `${name.padEnd(12)} p50 ${ms(p50)} ms   p99 ${ms(p99)} ms   processor ${cpu.toFixed(2)} ms an edit   memory ${memory.toFixed(0)} MB (${more.toFixed(1)} more)   not heard ${missed}`
}
