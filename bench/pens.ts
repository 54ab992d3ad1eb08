import { setTimeout as pause } from 'node:timers/promises'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import WebSocket from 'ws'
import { applyUpdate, Doc, decodeUpdate, type XmlElement, type XmlText } from 'yjs'

/**
 * Writers: a process of its own with many who write in one text at the same pace, and note when each hears what another wrote.
 * Times are of one clock, as all are in one process.
 */
export interface Pens {
  kind: 'copse' | 'hocuspocus'
  url: string
  origin: string
  cookies: string[]
  /** What is written in: the name of a document, and for Copse its shared text and how far it goes. */
  name: string
  text: number
  number: number
  update: string
  everyMs: number
  seconds: number
}

const OTHERS = 'others'
const sent = new Map<string, number>()
let arrived: number[] = []
let edits = 0
const now = () => performance.now()

/** The first thing in an update names it. */
function nameOf(update: Uint8Array): string {
  const id = decodeUpdate(update).structs[0]?.id
  return id ? `${id.client} ${id.clock}` : ''
}

function heard(update: Uint8Array): void {
  const from = sent.get(nameOf(update))
  if (from !== undefined) arrived.push(now() - from)
}

async function copsePen(order: Pens, cookie: string, doc: Doc): Promise<() => void> {
  const socket = new WebSocket(order.url, { headers: { cookie, origin: order.origin }, perMessageDeflate: false })
  applyUpdate(doc, Buffer.from(order.update, 'base64'))
  let line = ''
  let ids = 0
  await new Promise<void>((joined, failed) => {
    socket.on('error', failed)
    socket.on('open', () => socket.send(JSON.stringify({ share: { text: order.text, after: order.number } })))
    socket.on('message', (data: Buffer) => {
      const { shared } = JSON.parse(data.toString())
      for (const [, from, , update] of shared?.updates ?? [])
        if (from !== line) applyUpdate(doc, Buffer.from(update, 'base64'), OTHERS)
      if (!shared?.line) return
      line = shared.line
      joined()
    })
  })
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === OTHERS) return heard(update)
    sent.set(nameOf(update), now())
    edits++
    socket.send(
      JSON.stringify({ write: { text: order.text, id: ++ids, data: Buffer.from(update).toString('base64') } }),
    )
  })
  return () => socket.terminate()
}

async function hocusPen(order: Pens, doc: Doc): Promise<() => void> {
  const websocketProvider = new HocuspocusProviderWebsocket({ url: order.url, WebSocketPolyfill: WebSocket })
  const provider = new HocuspocusProvider({ websocketProvider, name: order.name, document: doc })
  provider.attach()
  await new Promise<void>((synced) => provider.on('synced', () => synced()))
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === provider) return heard(update)
    sent.set(nameOf(update), now())
    edits++
  })
  return () => {
    provider.destroy()
    websocketProvider.destroy()
  }
}

async function write(order: Pens): Promise<void> {
  const docs = order.cookies.map(() => new Doc())
  const ends: (() => void)[] = []
  for (const [i, cookie] of order.cookies.entries()) {
    const doc = docs[i]!
    // The beginning comes from one, as the server makes it.
    if (order.kind === 'hocuspocus' && i === 0) applyUpdate(doc, Buffer.from(order.update, 'base64'))
    ends.push(await (order.kind === 'copse' ? copsePen(order, cookie, doc) : hocusPen(order, doc)))
  }
  await pause(1_500)
  process.send!({ ready: true })
  await new Promise((go) => process.once('message', go))
  sent.clear()
  arrived = []
  edits = 0
  const until = now() + order.seconds * 1_000
  await Promise.all(
    docs.map(async (doc, i) => {
      await pause((order.everyMs * i) / docs.length)
      while (now() < until) {
        const text = (doc.getXmlFragment('text').get(0) as XmlElement).get(0) as XmlText
        text.insert(text.length, 'w')
        await pause(order.everyMs)
      }
    }),
  )
  await pause(1_000)
  process.send!({ edits, arrived })
  for (const end of ends) end()
}

process.on('message', (order: Pens | 'go') => {
  if (order !== 'go') void write(order)
})
