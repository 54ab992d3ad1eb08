import { setTimeout as pause } from 'node:timers/promises'
import WebSocket from 'ws'
import { applyUpdate, Doc, decodeUpdate, type XmlElement, type XmlText } from 'yjs'

/**
 * Writers: a process of its own with many who write in one text at the same pace, and note when each hears what another wrote.
 * Times are of one clock, as all are in one process. So that the servers are measured and not this, nobody takes in what they
 * hear: each speaks the bare protocol of the server, and looks whose an update is.
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

const sent = new Map<string, number>()
let arrived: number[] = []
let edits = 0
const now = () => performance.now()

/** The first thing in an update names it. */
function nameOf(update: Uint8Array): string {
  const id = decodeUpdate(update).structs[0]?.id
  return id ? `${id.client} ${id.clock}` : ''
}

function heard(update: Uint8Array, me?: number): void {
  const name = nameOf(update)
  const from = name.startsWith(`${me} `) ? undefined : sent.get(name)
  if (from !== undefined) arrived.push(now() - from)
}

async function copsePen(order: Pens, cookie: string, doc: Doc): Promise<() => void> {
  const socket = new WebSocket(order.url, { headers: { cookie, origin: order.origin }, perMessageDeflate: false })
  let line = ''
  let ids = 0
  await new Promise<void>((joined, failed) => {
    socket.on('error', failed)
    socket.on('open', () => socket.send(JSON.stringify({ share: { text: order.text, after: order.number } })))
    socket.on('message', (data: Buffer) => {
      const { shared } = JSON.parse(data.toString())
      for (const [, from, , update] of shared?.updates ?? []) if (from !== line) heard(Buffer.from(update, 'base64'))
      if (!shared?.line) return
      line = shared.line
      joined()
    })
  })
  follow(doc, (update) =>
    socket.send(
      JSON.stringify({ write: { text: order.text, id: ++ids, data: Buffer.from(update).toString('base64') } }),
    ),
  )
  return () => socket.terminate()
}

/** Kinds of messages of Hocuspocus, and of the protocol of Yjs within. */
const SYNC = 0
const AUTH = 2
const UPDATE = 2

async function hocusPen(order: Pens, doc: Doc): Promise<() => void> {
  const socket = new WebSocket(order.url, { perMessageDeflate: false })
  const name = withLength(Buffer.from(order.name))
  const say = (kind: number, within: number, data: Uint8Array) =>
    socket.send(Buffer.concat([name, Buffer.from([kind, within]), withLength(data)]))
  await new Promise<void>((joined, failed) => {
    socket.on('error', failed)
    socket.on('open', () => say(AUTH, 0, Buffer.alloc(0)))
    socket.on('message', (data: Buffer) => {
      const [kind, within] = data.subarray(name.length)
      if (kind === AUTH) joined()
      // Hocuspocus says one's own again, too.
      if (kind === SYNC && within === UPDATE) heard(lengthOff(data.subarray(name.length + 2)), doc.clientID)
    })
  })
  say(SYNC, UPDATE, Buffer.from(order.update, 'base64'))
  follow(doc, (update) => say(SYNC, UPDATE, update))
  return () => socket.terminate()
}

function follow(doc: Doc, say: (update: Uint8Array) => void): void {
  doc.on('update', (update: Uint8Array) => {
    sent.set(nameOf(update), now())
    edits++
    say(update)
  })
}

/** Bytes behind their length, seven bits in each byte of it, the lowest first. */
function withLength(data: Uint8Array): Buffer {
  const length: number[] = []
  let left = data.length
  for (; left > 127; left >>>= 7) length.push(128 | (left & 127))
  return Buffer.concat([Buffer.from([...length, left]), data])
}

function lengthOff(data: Buffer): Buffer {
  return data.subarray(data.findIndex((byte) => byte < 128) + 1)
}

async function write(order: Pens): Promise<void> {
  const docs = order.cookies.map(() => new Doc())
  const ends: (() => void)[] = []
  for (const [i, cookie] of order.cookies.entries()) {
    const doc = docs[i]!
    applyUpdate(doc, Buffer.from(order.update, 'base64'))
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
