import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../src/platform/config.ts'
import { connect } from '../src/platform/database/connect.ts'
import { embeddedServer } from '../src/platform/database/embedded.ts'
import { credentialsOf } from '../src/platform/database/roles.ts'
import { makeCommunity } from './community.ts'
import { serveCopse, start, stop, told } from './serve.ts'

const MB = 1_000_000
const PIECE = randomBytes(MB)

/**
 * A file up to the shelf and down again, against node's own streams, turn about: what it costs that who asks is known, that the form
 * is read, that the bytes are hashed and kept by their hash. And what a file of 2 GB takes of memory.
 */
export async function measureFiles(dataDir: string, quick: boolean): Promise<void> {
  const { rounds, size, large } = quick ? { rounds: 3, size: 50, large: 500 } : { rounds: 7, size: 200, large: 2000 }
  const copse = await serveCopse(dataDir)
  const config = readConfig({ COPSE_DATA: dataDir })
  const { host, port } = (await embeddedServer({ dataDir, log: () => {} })).connection
  const owner = connect({ host, port, database: 'copse' }, credentialsOf('copse_owner', config.key), 1)
  const folder = join(dataDir, 'bare')
  mkdirSync(folder)
  const bare = start('bare', { BENCH_FOLDER: folder })
  try {
    const bareAt = `http://127.0.0.1:${(await told<{ port: number }>(bare)).port}`
    const { slug, cookie } = await makeCommunity(owner)
    await owner`update space set tools = tools || '{files}' where slug = ${slug}`
    const origin = `http://127.0.0.1:${copse.port}`
    const shelf = `${origin}/c/${slug}/files`
    const headers = { cookie, origin, accept: 'application/json' }
    const sides = {
      async bare(megabytes: number) {
        const up = await timed(() => sent(`${bareAt}/file`, 'PUT', {}, bytesOf(megabytes)))
        return [up, await timed(() => received(`${bareAt}/file`))] as const
      },
      async copse(megabytes: number) {
        let url = ''
        const up = await timed(async () => {
          const answer = await sent(shelf, 'POST', { ...headers, ...FORM }, formOf(megabytes))
          url = (JSON.parse(answer) as { files: [{ url: string }] }).files[0].url
        })
        return [up, await timed(() => received(`${origin}${url}/content/film.bin`, { cookie }))] as const
      },
    }
    const speeds = { bare: [[], []] as [number[], number[]], copse: [[], []] as [number[], number[]] }
    for (let round = -1; round < rounds; round++)
      for (const side of round % 2 ? (['copse', 'bare'] as const) : (['bare', 'copse'] as const)) {
        const times = await sides[side](size)
        if (round >= 0) for (const way of [0, 1] as const) speeds[side][way].push(size / (times[way] / 1000))
      }
    console.log(`\nFiles of ${size} MB, node ${process.version}, ${rounds} rounds, turn about; medians\n`)
    for (const [way, name] of ['up', 'down'].entries()) {
      const [ours, theirs] = [speeds.copse[way]!, speeds.bare[way]!]
      const ratios = ours.map((speed, i) => speed / theirs[i]!)
      console.log(
        `${name.padEnd(5)} Copse ${middle(ours).toFixed(0)} MB/s, node’s streams ${middle(theirs).toFixed(0)} MB/s, ratio ${middle(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
      )
    }
    rmSync(folder, { recursive: true, force: true })
    await pause(1000)
    const before = residentOf(copse.process.pid!)
    const most = { up: 0, down: 0 }
    let url = ''
    most.up = await watched(copse.process.pid!, async () => {
      const answer = await sent(shelf, 'POST', { ...headers, ...FORM }, formOf(large))
      url = (JSON.parse(answer) as { files: [{ url: string }] }).files[0].url
    })
    most.down = await watched(copse.process.pid!, () => received(`${origin}${url}/content/film.bin`, { cookie }))
    console.log(
      `\nA file of ${large} MB: ${before.toFixed(0)} MB resident before, ${most.up.toFixed(0)} MB at most while it comes, ${most.down.toFixed(0)} MB while it goes`,
    )
  } finally {
    await owner.end()
    await stop(bare)
    await stop(copse.process)
  }
}

/** The same bytes are kept once: each file begins in its own way. */
function* bytesOf(megabytes: number): Generator<Buffer> {
  yield randomBytes(64)
  for (let i = 0; i < megabytes; i++) yield PIECE
}

const BORDER = 'a-border-between-the-parts-of-a-form'
const FORM = { 'content-type': `multipart/form-data; boundary=${BORDER}` }

function* formOf(megabytes: number): Generator<Buffer> {
  yield Buffer.from(
    `--${BORDER}\r\ncontent-disposition: form-data; name="taken"\r\n\r\nbeside\r\n--${BORDER}\r\ncontent-disposition: form-data; name="files"; filename="film.bin"\r\ncontent-type: application/octet-stream\r\n\r\n`,
  )
  yield* bytesOf(megabytes)
  yield Buffer.from(`\r\n--${BORDER}--\r\n`)
}

async function sent(url: string, method: string, headers: object, body: Iterable<Buffer>): Promise<string> {
  const going = request(url, { method, headers: { ...headers } })
  const answered = new Promise<string>((resolve, reject) => {
    going.on('error', reject)
    going.on('response', async (answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(chunk as Buffer)
      const text = Buffer.concat(chunks).toString()
      if (answer.statusCode! < 300) resolve(text)
      else reject(new Error(`${url} answers ${answer.statusCode}: ${text}`))
    })
  })
  await pipeline(Readable.from(body, { objectMode: false }), going)
  return answered
}

function received(url: string, headers: object = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { ...headers } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answers ${answer.statusCode}`))
      answer.on('data', () => {}).on('end', resolve)
    })
      .on('error', reject)
      .end()
  })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const middle = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/** Megabytes of memory that are the process's own at this moment. */
function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

/** The most memory that a process had while something was done. */
async function watched(pid: number, work: () => Promise<unknown>): Promise<number> {
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, residentOf(pid))
  }, 50)
  await work().finally(() => clearInterval(timer))
  return most
}
