import type { Readable } from 'node:stream'
import { Readable as Streams } from 'node:stream'
import type { Speaking } from './speak.ts'
import { isMissing, troubleFrom } from './trouble.ts'
import { eachTag, inTag } from './xml.ts'

/** One object as a list or a look tells of it. */
export interface Found {
  key: string
  bytes: number
  /** When it was put there, by the store's clock, in milliseconds. */
  at: number
}

/** How often in a row a body that breaks off is asked for from where it broke, while nothing more of it comes. */
const MENDS = 5

/** What is under a beginning, a thousand at a time, in the order of names. */
export async function* listed({ ask }: Speaking, prefix: string): AsyncGenerator<Found> {
  for (let from: string | undefined; ; ) {
    const query = { 'list-type': '2', prefix, ...(from !== undefined && { 'continuation-token': from }) }
    const { text } = await ask('GET', '', { query })
    for (const one of eachTag(text, 'Contents')) {
      const [key, bytes, at] = ['Key', 'Size', 'LastModified'].map((name) => inTag(one, name))
      yield { key: key!, bytes: Number(bytes), at: Date.parse(at!) }
    }
    from = inTag(text, 'NextContinuationToken')
    if (inTag(text, 'IsTruncated') !== 'true' || from === undefined) return
  }
}

/** @returns undefined where there is none; `now` is the store's own clock */
export async function looked({ ask }: Speaking, key: string): Promise<(Found & { now: number }) | undefined> {
  try {
    const { headers } = await ask('HEAD', key)
    const at = Date.parse(String(headers['last-modified']))
    return { key, bytes: Number(headers['content-length']), at, now: Date.parse(String(headers.date)) || Date.now() }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** The bytes of an object. Where the connection breaks, it goes on from there: what lies under a hash never changes. */
export function streamed(speaking: Speaking, key: string, part?: { start: number; end: number }): Readable {
  async function* chunks() {
    let at = part?.start ?? 0
    // Undefined until an answer says how long it all is.
    let end = part?.end
    for (let left = MENDS; ; left--) {
      const range = part || at > 0 ? { range: `bytes=${at}-${part ? end : end || ''}` } : undefined
      const answer = await speaking.open(key, range)
      if (range && answer.statusCode !== 206) {
        answer.destroy()
        throw troubleFrom(answer.statusCode ?? 0, 'it gives no parts')
      }
      end ??= at + Number(answer.headers['content-length'] ?? Number.NaN) - 1
      try {
        for await (const chunk of answer) {
          at += (chunk as Buffer).length
          left = MENDS
          yield chunk as Buffer
        }
        if (Number.isNaN(end) || at > end || part) return
      } catch (error) {
        if (left <= 0) throw troubleFrom(0, (error as { code?: string }).code ?? 'broken off', error)
        if (at > end) return
      }
    }
  }
  return Streams.from(chunks(), { objectMode: false, highWaterMark: 256 * 1024 })
}
