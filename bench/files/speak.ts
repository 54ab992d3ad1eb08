import { Agent, type IncomingMessage, request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const agent = new Agent({ keepAlive: true })

export interface Said {
  headers: IncomingMessage['headers']
  /** How long it was, and, unless it was only to be taken, what it said. */
  bytes: number
  text: string
}

/** Sends a request with a body, as it comes, and reads the answer to its end. @param keep whether what it says is kept */
export async function speak(
  url: string,
  { method = 'GET', headers = {}, body, keep = true }: Speaking = {},
): Promise<Said> {
  const going = request(url, { method, headers, agent })
  const answered = new Promise<Said>((resolve, reject) => {
    going.on('error', reject)
    going.on('response', (answer) => {
      let bytes = 0
      const chunks: Buffer[] = []
      answer.on('error', reject)
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (keep || answer.statusCode! >= 300) chunks.push(chunk)
      })
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (answer.statusCode! < 300) resolve({ headers: answer.headers, bytes, text })
        else reject(new Error(`${method} ${url} answers ${answer.statusCode}: ${text.slice(0, 500)}`))
      })
    })
  })
  if (body) await pipeline(Readable.from(body, { objectMode: false }), going)
  else going.end()
  return answered
}

interface Speaking {
  method?: string
  headers?: Record<string, string>
  body?: Iterable<Buffer> | undefined
  keep?: boolean
}

export const middle = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
