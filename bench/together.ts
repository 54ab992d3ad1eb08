import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../src/platform/config.ts'
import { connect } from '../src/platform/database/connect.ts'
import { embeddedServer } from '../src/platform/database/embedded.ts'
import { credentialsOf } from '../src/platform/database/roles.ts'
import { makeCommunity } from './community.ts'
import { audience } from './live.ts'
import type { Pens } from './pens.ts'
import { cpuOf, familyOf, memoryOf } from './processes.ts'
import { serveCopse, start, stop, told } from './serve.ts'

const WRITERS = 50
const EVERY_MS = 500

interface Measured {
  name: string
  p50: number
  p99: number
  cpu: number
  /** Of the program alone, in megabytes: while all write, and what of it came with them. */
  memory: number
  more: number
  missed: number
}

/**
 * Fifty people who write in one page, each twice a second: how soon the others have it, what it costs, and what it takes of
 * memory. Copse with its database and all that is checked and kept, against Hocuspocus with the document in memory alone.
 */
export async function measureTogether(dataDir: string, quick: boolean): Promise<void> {
  const seconds = quick ? 8 : 30
  const copse = await serveCopse(dataDir)
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
    const { url } = await post(`/c/${slug}/pages`, { title: 'Jars', text: 'All of us write here.' })
    const { text, number, update } = await post(`${url}/writing`, {})
    const order = { origin, cookies, text, number, update, everyMs: EVERY_MS, seconds }
    const all: Measured[] = []
    const postgres = familyOf(database.pid)
    all.push(
      await measure({ ...order, kind: 'hocuspocus', url: `ws://127.0.0.1:${(await listens).port}` }, hocus.pid!, [
        hocus.pid!,
      ]),
    )
    all.push(
      await measure({ ...order, kind: 'copse', url: `${origin.replace('http', 'ws')}/live` }, copse.process.pid!, [
        copse.process.pid!,
        ...postgres,
      ]),
    )
    console.log(`\n${WRITERS} people write in one page, each every ${EVERY_MS} ms, for ${seconds} seconds\n`)
    for (const one of all) console.log(line(one))
    const [theirs, ours] = all as [Measured, Measured]
    console.log(
      `\nCopse against Hocuspocus: p99 ${(ours.p99 / theirs.p99).toFixed(2)}, processor ${(ours.cpu / theirs.cpu).toFixed(2)}`,
    )
  } finally {
    await owner.end({ timeout: 1 })
    for (const one of [hocus, copse.process]) await stop(one)
  }
}

async function measure(order: Pens, pid: number, pids: number[]): Promise<Measured> {
  const pens = start('pens')
  const before = memoryOf([pid])
  const ready = told(pens)
  pens.send(order)
  await ready
  const cpu = cpuOf(pids)
  const done = told<{ edits: number; arrived: number[] }>(pens)
  pens.send('go')
  await pause((order.seconds - 1) * 1_000)
  const memory = memoryOf([pid])
  const { edits, arrived } = await done
  const used = cpuOf(pids) - cpu
  await stop(pens)
  const sorted = arrived.sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN
  const missed = edits * (order.cookies.length - 1) - arrived.length
  return { name: order.kind, p50: at(0.5), p99: at(0.99), cpu: used / edits, memory, more: memory - before, missed }
}

function line({ name, p50, p99, cpu, memory, more, missed }: Measured): string {
  const ms = (n: number) => n.toFixed(1).padStart(6)
  return `${name.padEnd(12)} p50 ${ms(p50)} ms   p99 ${ms(p99)} ms   processor ${cpu.toFixed(2)} ms an edit   memory ${memory.toFixed(0)} MB (${more.toFixed(0)} more)   not heard ${missed}`
}
