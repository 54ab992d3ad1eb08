import { createHash } from 'node:crypto'
import { Agent, type IncomingMessage, request as plainly, type RequestOptions } from 'node:http'
import { Agent as SafeAgent, request as safely } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import type { S3Config } from '../../config.ts'
import { type StoreTrouble, troubleFrom } from './trouble.ts'
import { inTag } from './xml.ts'

export interface Asked {
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: Buffer
  /** It may be silent for so many milliseconds: it copies or joins what is large. */
  patience?: number
  /** How often it is tried. */
  tries?: number
}

/** An answer that was read to its end. */
export interface Answer {
  status: number
  headers: IncomingMessage['headers']
  text: string
}

/** Speaks to one bucket. */
export interface Speaking {
  /** `/bucket`, as a copy names what it copies. */
  bucket: string
  /** @throws StoreTrouble where the answer is none of success */
  ask(method: string, key: string, asked?: Asked): Promise<Answer>
  /** The answer's body is still to come. */
  open(key: string, headers?: Record<string, string>): Promise<IncomingMessage>
}

const TRIES = 5
const PATIENCE_MS = 30_000
const EMPTY = createHash('sha256').digest('hex')

/**
 * Signs what is asked (SigV4, with the hash of every body) and asks it again where the store is busy or the connection breaks,
 * after growing pauses. All that is asked here may be asked twice. The operator named the address: it may be a private one.
 */
export function speakTo(config: S3Config, pauseMs = 100): Speaking {
  const base = new URL(config.url)
  const agents = { 'http:': new Agent({ keepAlive: true }), 'https:': new SafeAgent({ keepAlive: true }) }
  const signing = { accessKeyId: config.key, secretAccessKey: config.secret, region: config.region, service: 's3' }
  const cache = new Map<string, ArrayBuffer>()

  async function once(method: string, key: string, asked: Asked): Promise<IncomingMessage> {
    const url = new URL(`${base.pathname}${key ? `/${key}` : ''}`, base)
    for (const [name, value] of Object.entries(asked.query ?? {})) url.searchParams.set(name, value)
    const hash = asked.body ? createHash('sha256').update(asked.body).digest('hex') : EMPTY
    const headers = { ...asked.headers, 'x-amz-content-sha256': hash }
    if (cache.size > 10) cache.clear() // a key a day
    const signed = await new AwsV4Signer({ ...signing, cache, method, url: url.href, headers }).sign()
    const length = asked.body || method === 'PUT' || method === 'POST' ? (asked.body?.length ?? 0) : undefined
    const options = {
      method,
      agent: agents[url.protocol as keyof typeof agents],
      timeout: asked.patience ?? PATIENCE_MS,
      headers: {
        ...Object.fromEntries(signed.headers),
        'user-agent': 'Copse',
        ...(length !== undefined && { 'content-length': length, 'content-type': 'application/octet-stream' }),
      },
    }
    return sent(signed.url, options, asked.body)
  }

  async function again<T>(asked: Asked, method: string, key: string, read: (answer: IncomingMessage) => Promise<T>) {
    for (let left = (asked.tries ?? TRIES) - 1; ; left--) {
      try {
        return await read(await once(method, key, asked))
      } catch (error) {
        const trouble = troubleOf(error)
        if (trouble.code !== 'ETIMEDOUT' || left <= 0) throw trouble
        await pause(pauseMs * 2 ** (TRIES - left) * (0.5 + Math.random()))
      }
    }
  }

  return {
    bucket: base.pathname,
    ask: (method, key, asked = {}) =>
      again(asked, method, key, async (answer) => {
        const text = String(await buffer(answer))
        const { statusCode: status = 0, headers } = answer
        const said = inTag(text, 'Code')
        // What takes long begins its answer with 200, and may fail all the same.
        if (status >= 300 || (text.includes('<Error>') && said))
          throw troubleFrom(status >= 300 ? status : 500, said ?? String(answer.statusMessage))
        return { status, headers, text }
      }),
    open: (key, headers) =>
      again({ headers }, 'GET', key, async (answer) => {
        if (answer.statusCode! < 300) return answer
        const text = String(await buffer(answer))
        throw troubleFrom(answer.statusCode!, inTag(text, 'Code') ?? String(answer.statusMessage))
      }),
  }
}

function sent(url: URL, options: RequestOptions, body: Buffer | undefined): Promise<IncomingMessage> {
  return new Promise((answered, failed) => {
    const request = (url.protocol === 'https:' ? safely : plainly)(url, options, answered)
    request.on('timeout', () => request.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })))
    request.on('error', failed)
    request.end(body)
  })
}

/** @returns what a connection's failure is for whoever asked */
function troubleOf(error: unknown): StoreTrouble {
  if ((error as StoreTrouble).said !== undefined) return error as StoreTrouble
  const { code, message } = error as { code?: string; message: string }
  return troubleFrom(0, code ?? message, error)
}
