import { lookup as lookUp } from 'node:dns/promises'
import { type IncomingMessage, request as plainly } from 'node:http'
import { request as safely } from 'node:https'
import { addressIn, allowance, isPublic } from './fetching/addresses.ts'
import { bytesOf, plain } from './fetching/answer.ts'
import { type Asked, type Fetched, Unfetched } from './fetching/asked.ts'

export { type Asked, type Fetched, type Reason, Unfetched } from './fetching/asked.ts'

/**
 * The one way out: whatever Copse fetches from an address that somebody gave it goes through here, so that nobody can send it
 * to where only this machine gets (SSRF), and so that what comes back cannot be too much or come too slowly.
 */

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
  const placeOf = (url: URL) => placeAllowed(url, allowed, resolve)
  const once = async (url: URL, asked: Asked, signal: AbortSignal) => answered(url, await placeOf(url), asked, signal)

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
    asFetch: (limits) => (url, init) => asWebFetch(get, limits, url, init),
  }
}

/** Where the name leads, asked once; the connection goes there and nowhere else, however the name is answered later. */
async function placeAllowed(url: URL, allowed: ReturnType<typeof allowance>, resolve: Resolve): ReturnType<Resolve> {
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

/** What one address answers, where its name led. */
async function answered(
  url: URL,
  place: Awaited<ReturnType<Resolve>>,
  asked: Asked,
  signal: AbortSignal,
): Promise<Fetched> {
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

/** The same in the form of the Web's fetch(). */
async function asWebFetch(
  get: Fetcher['get'],
  limits: Parameters<Fetcher['asFetch']>[0],
  url: string | URL,
  init: RequestInit | undefined,
): Promise<Response> {
  const headers = Object.fromEntries(new Headers(init?.headers).entries())
  const body = init?.body == null ? undefined : new Uint8Array(await new Response(init.body).arrayBuffer())
  const fetched = await get(String(url), { ...limits, method: init?.method, headers, body, redirects: 0 })
  const empty = [101, 204, 205, 304].includes(fetched.status)
  return new Response(empty ? null : new Uint8Array(fetched.body), {
    status: fetched.status,
    headers: fetched.headers,
  })
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
