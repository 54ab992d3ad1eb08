import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { Line } from '../../platform/http/socket.ts'
import { answerPlainly, cookieIn, fromOwnPage, reachedBy, refuse } from '../../platform/http/upgrade.ts'
import { errorFacts } from '../../platform/log.ts'
import type { Metrics } from '../../platform/metrics.ts'
import { basicIn } from '../people/basic.ts'
import { cookieName, credentialIn, hashOf } from '../people/credential.ts'
import { asksToSave } from '../people/data-saver.ts'
import type { Me } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'
import { openTransaction } from '../request/transaction.ts'
import { Hub } from './hub.ts'
import { type Card, Listener } from './listener.ts'
import { wordsIn } from './words.ts'

/** No message of a page needs more. */
const LONGEST = 16 * 1024
/** A message comes in one piece, or in few. */
const MOST_FRAGMENTS = 32
const MOST_CHUNKS = 1_024
const MOST_LINES = 10_000
const MOST_OF_ONE = 30
const FULL = '503 Service Unavailable'
/** What does not keep to the bounds of a line (RFC 6455, 7.4.1). */
const FLOODS = 1008
/** Who stays silent after our goodbye is hung up on. */
const GOODBYE_MS = 1_000

const bounds = {
  noServer: true,
  maxPayload: LONGEST,
  maxFragments: MOST_FRAGMENTS,
  maxBufferedChunks: MOST_CHUNKS,
  // Nothing is packed, so nothing can be unpacked into more than it says.
  perMessageDeflate: false,
  // Answered below, as long as the answers are read.
  autoPong: false,
  closeTimeout: GOODBYE_MS,
  handleProtocols: () => false as const,
  clientTracking: false,
}

/** `/live`: the one address that is a WebSocket. Who comes in is found out as for every other request. */
export function mountLive(server: FastifyInstance, site: Site, metrics: Metrics): Hub {
  const hub = new Hub(site)
  const sockets = new WebSocketServer(bounds)
  server.get('/live', (_request, reply) =>
    reply.code(426).headers({ upgrade: 'websocket', 'cache-control': 'no-store' }).send(),
  )
  server.server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy())
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') return answerPlainly(server.server, request, stream)
    void comeIn(site, hub, request).then(
      (who) => {
        if (typeof who === 'string') return refuse(stream, who)
        if (stream.destroyed) return
        // Again: many may have come at once, each before another was in.
        const full = noRoomFor(hub, who.me.id)
        if (full) return refuse(stream, full)
        sockets.handleUpgrade(request, stream, head, (socket) => listen(site, hub, who, socket, stream))
      },
      (error) => {
        site.log.error('live.failed', errorFacts(error))
        refuse(stream, '503 Service Unavailable')
      },
    )
  })
  server.addHook('preClose', async () => {
    hub.close()
    const until = performance.now() + GOODBYE_MS
    while (hub.listeners.size && performance.now() < until) await new Promise((go) => setTimeout(go, 20))
    for (const { line } of hub.listeners) line.terminate()
  })
  metrics.gauge('copse_live_connections', () => hub.listeners.size)
  metrics.counter('copse_live_frames_total', () => hub.counts.frames)
  metrics.counter('copse_live_resyncs_total', () => hub.counts.resyncs)
  return hub
}

interface Come {
  me: Me
  card: Card
}

/** Who asks, or why not: a page of this site with a session, or a program with a token that may read. */
async function comeIn(site: Site, hub: Hub, request: IncomingMessage): Promise<Come | string> {
  if (request.url?.split('?')[0] !== '/live') return '404 Not Found'
  const { secure, host } = reachedBy(request, site.config)
  const { authorization } = request.headers
  // Browsers send our cookie along from any page of the world: only our own may use it.
  if (!authorization && !fromOwnPage(request, host)) return '403 Forbidden'
  // Application passwords open what devices fetch, and nothing else.
  if (basicIn(authorization)) return '403 Forbidden'
  const secret = credentialIn(authorization, cookieIn(request, cookieName(secure)))
  if (!secret) return '401 Unauthorized'
  if (hub.listeners.size >= MOST_LINES) return FULL
  const transaction = await openTransaction(site.database.app, hashOf(secret), null, false)
  try {
    // On the same connection: whoever holds one and waits for another holds up everyone, where many come at once.
    const [{ me }, [row]] = await Promise.all([
      transaction.entered,
      transaction.sql<[{ card: Card | null }]>`select live_person(me()) card`,
    ])
    if (!me?.scopes.includes('read')) return '401 Unauthorized'
    const full = noRoomFor(hub, me.id)
    if (full) return full
    if (!row.card) return '401 Unauthorized'
    return { me, card: { ...row.card, saves: row.card.saves || asksToSave(request.headers) } }
  } finally {
    await transaction.commit()
  }
}

function noRoomFor(hub: Hub, person: number): string | undefined {
  if (hub.listeners.size >= MOST_LINES) return FULL
  return hub.linesOf(person) >= MOST_OF_ONE ? '429 Too Many Requests' : undefined
}

function listen(site: Site, hub: Hub, { me, card }: Come, socket: WebSocket, stream: Duplex): void {
  const listener = new Listener(new Line(socket, stream), { via: me.via as 'session' | 'token', id: me.viaId }, card, {
    write: me.scopes.includes('write'),
  })
  hub.add(listener)
  const { line } = listener
  socket.on('close', () => hub.remove(listener))
  // What breaks the rules of a WebSocket has been told so by then, and is hung up on a little later.
  socket.on('error', () => {})
  // Counted as it comes in: also what never becomes a message.
  stream.on('data', (bytes: Buffer) => {
    if (!line.open || !listener.floods(bytes.length, performance.now())) return
    line.close(FLOODS)
    // Not a word more is read; without an answer it is hung up on in a moment.
    socket.pause()
  })
  socket.on('ping', (data) => {
    if (line.open && !listener.tooMuch(performance.now())) line.pong(data)
  })
  socket.on('message', (data: RawData, binary: boolean) => {
    if (!line.open || listener.tooMuch(performance.now()) || binary) return
    hear(hub, listener, data.toString()).catch((error) => site.log.error('live.failed', errorFacts(error)))
  })
}

async function hear(hub: Hub, listener: Listener, text: string): Promise<void> {
  const words = wordsIn(text)
  if (!words) return
  if ('watch' in words) hub.watch(listener, words.watch.item, words.watch.modseq)
  else if ('lists' in words) await hub.showLists(listener, words.lists === 'all' ? undefined : words.lists)
  else if ('writing' in words) hub.writing(listener, words.writing.item)
  else if ('share' in words) hub.sharing.join(listener, words.share.text, words.share.after)
  else if ('write' in words) hub.sharing.write(listener, words.write)
  else if ('point' in words) hub.sharing.point(listener, words.point.text, words.point.at)
  else if ('unshare' in words) hub.sharing.leave(listener, words.unshare.text)
  else if ('ping' in words) listener.say({ pong: true })
  else if (words.unwatch === 'lists') listener.lists = undefined
  else hub.unwatch(listener, words.unwatch.item)
}
