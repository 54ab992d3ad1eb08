import { lookup as lookUp } from 'node:dns/promises'
import { type IncomingMessage, request as plainly } from 'node:http'
import { request as safely } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { addressIn, allowance, isPublic } from './fetching/addresses.ts'

/**
 * The one way out: whatever Copse fetches from an address that somebody gave it goes through here, so that nobody can send it
 * to where only this machine gets (SSRF), and so that what comes back cannot be too much or come too slowly.
 */

export type Reason =
  | 'not-an-address'
  | 'unresolved'
  | 'forbidden-address'
  | 'unreachable'
  | 'too-slow'
  | 'too-large'
  | 'too-many-redirects'
  | 'other-type'
  | 'unreadable'

/** Why nothing was fetched. */
export class Unfetched extends Error {
  constructor(
    readonly reason: Reason,
    more?: { cause: unknown },
  ) {
    super(reason, more)
  }
}

export interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** How the answer's type must begin, one of these: `application/json`. */
  types?: readonly string[]
  /** Bytes of the answer, unpacked. */
  most?: number
  /** Of what is longer, its beginning is enough. */
  cut?: boolean
  /** Milliseconds for all of it. */
  within?: number
  /** How many other addresses it may lead to. */
  redirects?: number
  /** Nothing of the answer itself is read: only what stands before it. */
  headOnly?: boolean
}

export interface Fetched {
  status: number
  /** Where it came from at last. */
  url: string
  headers: Record<string, string>
  body: Buffer
}

/** The addresses of a name. */
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>

export interface Fetcher {
  /** @throws Unfetched */
  get(url: string, asked?: Asked): Promise<Fetched>
  /**
   * Where an address leads, without asking anything there: where the operator allows it by name, or to the open net.
   * @throws Unfetched where nothing may be fetched
   */
  leadsTo(url: string): Promise<'allowed' | 'public'>
  /** The same in the form of the Web's fetch(), for libraries that take one. It follows no redirects: they decide. */
  asFetch(limits?: Pick<Asked, 'most' | 'within'>): (url: string | URL, init?: RequestInit) => Promise<Response>
}

/**
 * @param allow names, addresses and ranges that may be fetched from although they are not of the open net: `COPSE_FETCH_ALLOW`
 * @param resolve finds the addresses of a name
 */
export function fetcherWith(allow: readonly string[], resolve: Resolve = systemResolve): Fetcher {
  const allowed = allowance(allow)

  /** Where the name leads, asked once; the connection goes there and nowhere else, however the name is answered later. */
  async function placeOf(url: URL): Promise<{ address: string; family: number }[]> {
    const host = bare(url)
    const literal = addressIn(host)
    const found = literal
      ? [{ address: literal.toString(), family: literal.kind() === 'ipv4' ? 4 : 6 }]
      : await resolve(host).catch((cause) => {
          throw new Unfetched('unresolved', { cause })
        })
    if (!found.length) throw new Unfetched('unresolved')
    // One that is not allowed among several is a trick, or soon will be.
    if (!found.every(({ address }) => isPublic(address) || allowed(host, address)))
      throw new Unfetched('forbidden-address')
    return found
  }

  async function once(url: URL, asked: Asked, signal: AbortSignal): Promise<Fetched> {
    const place = await placeOf(url)
    const answer = await sent(url, place, asked, signal)
    try {
      const type = String(answer.headers['content-type'] ?? '').toLowerCase()
      const ok = answer.statusCode! < 300
      if (ok && asked.types && !asked.types.some((one) => type.startsWith(one))) throw new Unfetched('other-type')
      const body = asked.headOnly ? Buffer.alloc(0) : await bytesOf(answer, asked, signal)
      return { status: answer.statusCode!, url: url.href, headers: plain(answer), body }
    } finally {
      answer.destroy()
    }
  }

  async function get(address: string, asked: Asked = {}): Promise<Fetched> {
    const signal = AbortSignal.timeout(asked.within ?? 10_000)
    let url = read(address)
    let left = asked.redirects ?? 3
    let now = asked
    for (;;) {
      const fetched = await inTime(once(url, now, signal), signal)
      const to = fetched.status >= 300 && fetched.status < 400 ? fetched.headers.location : undefined
      if (to === undefined || asked.redirects === 0) return fetched
      if (left-- === 0) throw new Unfetched('too-many-redirects')
      const next = read(to, url)
      // What proves who we are is for the address it was meant for; and nothing that came by https goes on without.
      if (url.protocol === 'https:' && next.protocol === 'http:') throw new Unfetched('forbidden-address')
      now = followed(now, fetched.status, next.origin === url.origin)
      url = next
    }
  }

  async function leadsTo(address: string): Promise<'allowed' | 'public'> {
    const url = read(address)
    const signal = AbortSignal.timeout(5_000)
    const place = await inTime(placeOf(url), signal)
    return place.every((one) => allowed(bare(url), one.address)) ? 'allowed' : 'public'
  }

  return {
    get,
    leadsTo,
    asFetch: (limits) => async (url, init) => {
      const headers = Object.fromEntries(new Headers(init?.headers).entries())
      const body = init?.body == null ? undefined : new Uint8Array(await new Response(init.body).arrayBuffer())
      const fetched = await get(String(url), { ...limits, method: init?.method, headers, body, redirects: 0 })
      const empty = [101, 204, 205, 304].includes(fetched.status)
      return new Response(empty ? null : new Uint8Array(fetched.body), {
        status: fetched.status,
        headers: fetched.headers,
      })
    },
  }
}

/** The name or address in an address, as it is looked up. */
const bare = (url: URL) => url.hostname.replace(/^\[|\]$/g, '')

const systemResolve: Resolve = (host) => lookUp(host, { all: true, verbatim: true })

function read(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) throw new Unfetched('not-an-address')
  const url = new URL(address, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Unfetched('not-an-address')
  if (url.username || url.password) throw new Unfetched('not-an-address')
  return url
}

/** What is asked at the next address: after 303, and after other redirects of what is no GET, only to look. */
function followed(asked: Asked, status: number, same: boolean): Asked {
  const { headers, body, method, ...limits } = asked
  const looks = status !== 307 && status !== 308
  if (same) return looks ? { ...limits, headers } : asked
  const { accept } = headers ?? {}
  return { ...limits, ...(accept && { headers: { accept } }) }
}

function sent(
  url: URL,
  place: { address: string; family: number }[],
  asked: Asked,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const ask = url.protocol === 'https:' ? safely : plainly
  return new Promise((answered, failed) => {
    const request = ask(
      url,
      {
        method: asked.method ?? 'GET',
        headers: { accept: '*/*', 'user-agent': 'Copse', ...asked.headers, 'accept-encoding': 'identity' },
        // A connection of its own, to the addresses that were looked at.
        agent: false,
        maxHeaderSize: 16 * 1024,
        signal,
        lookup: (_host, options, found) => {
          const [first] = place as [{ address: string; family: number }]
          if ((options as { all?: boolean }).all)
            (found as unknown as (e: null, all: typeof place) => void)(null, place)
          else found(null, first.address, first.family)
        },
      },
      answered,
    )
    request.on('error', (cause) => failed(new Unfetched('unreachable', { cause })))
    request.end(asked.body)
  })
}

/** All of an answer, unpacked where it is packed, if it is no more than that; else its beginning, where that is enough. */
async function bytesOf(
  answer: IncomingMessage,
  { most = 1024 * 1024, cut = false }: Asked,
  signal: AbortSignal,
): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  const gather = async (source: AsyncIterable<Buffer>) => {
    for await (const part of source) {
      bytes += part.length
      if (bytes <= most || cut) parts.push(part)
      if (bytes > most) throw new Unfetched('too-large')
    }
  }
  const encoding = String(answer.headers['content-encoding'] ?? 'identity').toLowerCase()
  const unpacks = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress }
  const unpack = unpacks[encoding as keyof typeof unpacks]
  if (!unpack && encoding !== 'identity') throw new Unfetched('unreadable')
  try {
    if (unpack) await pipeline(answer, unpack(), gather, { signal })
    else await pipeline(answer, gather, { signal })
  } catch (cause) {
    // Whoever is cut off complains as well: what is said depends on who is heard first.
    if (bytes > most && cut) return Buffer.concat(parts).subarray(0, most)
    if (bytes > most) throw new Unfetched('too-large')
    throw new Unfetched(signal.aborted ? 'too-slow' : 'unreadable', { cause })
  }
  return Buffer.concat(parts)
}

/** Also where a name is answered too slowly, which nothing else interrupts. */
async function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(new Unfetched('too-slow'))
    signal.addEventListener('abort', () => reject(new Unfetched('too-slow')), { once: true })
  })
  late.catch(() => {})
  work.catch(() => {})
  return Promise.race([late, work])
}

/** Without what must not be kept or has been undone: cookies, and how the bytes travelled. */
function plain(answer: IncomingMessage): Record<string, string> {
  const { 'set-cookie': _cookies, 'content-encoding': _packed, 'content-length': _length, ...rest } = answer.headers
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))
}
