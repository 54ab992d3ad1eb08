import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

/** Where a clamd listens, and whether what is too large for it is kept unchecked. */
export interface ClamdConfig {
  at: { path: string } | { host: string; port: number }
  tooLarge: 'refuse' | 'keep'
}

/** What clamd says of some bytes. */
export type Verdict = { is: 'clean' } | { is: 'found'; what: string } | { is: 'too-large' }

/** clamd is not there, does not answer in time, or says that it cannot look. */
export class ClamdAway extends Error {
  /** The line broke: what it said last may have been lost with it. */
  get broke(): boolean {
    return ['EPIPE', 'ECONNRESET'].includes((this.cause as NodeJS.ErrnoException | undefined)?.code ?? '')
  }
}

/** Nothing moves for so long: it has ended, or is stuck. Its own limit for one file is two minutes. */
const SILENT_MS = 150_000
const CONNECT_MS = 5_000

/**
 * Shows bytes to clamd (INSTREAM) as they come, never more of them than it takes.
 * @param pace milliseconds between pieces, so that what it says before it hangs up is read first: a write to who hung up loses it
 * @throws ClamdAway, and what the stream breaks with
 */
export async function scan({ at }: ClamdConfig, from: Readable, silentMs = SILENT_MS, pace = 0): Promise<Verdict> {
  const line = await opened(at, silentMs)
  let broken: unknown
  try {
    await shown(line, from, pace).catch((error) => {
      broken = error
    })
    if (broken && !line.over()) throw broken
    // It may have answered and gone before all was shown: what it said counts.
    const said = await line.said()
    if (said === undefined && broken) throw broken
    return verdictOf(said ?? '')
  } finally {
    from.destroy()
    line.socket.destroy()
  }
}

/** @throws ClamdAway */
export async function ping({ at }: ClamdConfig): Promise<void> {
  const line = await opened(at, CONNECT_MS)
  try {
    line.socket.write('zPING\0')
    if ((await line.said()) !== 'PONG') throw new ClamdAway('it does not answer as clamd does')
  } finally {
    line.socket.destroy()
  }
}

interface Line {
  socket: Socket
  /** Its answer, once it came; undefined if the line ended without one. */
  said(): Promise<string | undefined>
  /** Whether it answered, or the line is over. */
  over(): boolean
}

async function opened(at: ClamdConfig['at'], silentMs: number): Promise<Line> {
  const socket = connect(at)
  socket.setTimeout(CONNECT_MS)
  let text = ''
  let trouble: Error | undefined
  let over = false
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      over = true
      resolve()
    }
    socket.on('data', (data) => {
      text += data.toString('utf8')
      if (text.includes('\0') || text.length > 10_000) end()
    })
    socket.on('timeout', () => socket.destroy(new Error('it does not answer in time')))
    socket.on('error', (error) => {
      trouble = error
      end()
    })
    socket.on('close', end)
  })
  await Promise.race([once(socket, 'connect').catch(() => {}), ended])
  if (trouble || over) throw new ClamdAway((trouble as Error | undefined)?.message ?? 'it hung up', { cause: trouble })
  socket.setTimeout(silentMs)
  return {
    socket,
    over: () => over,
    async said() {
      await ended
      if (text) return text.replace(/\0[\s\S]*$/, '')
      if (trouble) throw new ClamdAway(trouble.message, { cause: trouble })
      return undefined
    },
  }
}

/** Each piece goes with its length before it; a length of nothing ends. */
async function shown({ socket, over }: Line, from: Readable, pace: number): Promise<void> {
  const gone = once(socket, 'close').catch(() => {})
  const write = async (bytes: Buffer | string) => {
    if (!socket.write(bytes) && !over()) await Promise.race([once(socket, 'drain').catch(() => {}), gone])
  }
  await write('zINSTREAM\0')
  for await (const chunk of from as AsyncIterable<Buffer>) {
    if (over()) return
    if (!chunk.length) continue
    socket.cork()
    socket.write(lengthOf(chunk.length))
    const written = write(chunk)
    socket.uncork()
    await written
    if (pace) await pause(pace)
  }
  if (!over()) await write(lengthOf(0))
}

function lengthOf(bytes: number): Buffer {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(bytes)
  return four
}

function verdictOf(said: string): Verdict {
  const answer = said.trim()
  if (answer === 'stream: OK') return { is: 'clean' }
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
  if (found) return { is: 'found', what: found }
  if (/size limit exceeded/i.test(answer)) return { is: 'too-large' }
  throw new ClamdAway(answer ? `it says: ${answer.slice(0, 200)}` : 'it hung up')
}
