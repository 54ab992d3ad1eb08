import WebSocket from 'ws'

/**
 * Many open sockets in a process of its own, each in one room. It notes when each number came to each of them, and whether
 * they came in order and once. Times are of the clock that all processes of a machine share.
 */
export interface Hearers {
  url: string
  origin: string
  /** One socket each. */
  cookies: string[]
  /** What the sockets say when they are open, in turn: each its own. */
  hellos: string[]
}

export interface Heard {
  /** When it came, in the order in which it came; with the number of the room and of the message. */
  came: { room: number; number: number; at: number }[]
  /** What came twice, too early, or not where the one before it was. */
  wrong: number
  /** The last frame as it was sent. */
  text: string
}

const sockets: WebSocket[] = []
let heard: Heard = { came: [], wrong: 0, text: '' }
/** Tells as soon as so many have come. */
let wanted = 0

function take(last: Map<number, number>, data: Buffer): void {
  const at = Number(process.hrtime.bigint()) / 1e6
  const text = data.toString()
  const room = Number(/^\{"item":(\d+)/.exec(text)?.[1] ?? 0)
  for (const [, digits] of text.matchAll(/\{"number":(\d+)/g)) {
    const number = Number(digits)
    const before = last.get(room)
    if (before !== undefined && number !== before + 1) heard.wrong++
    last.set(room, number)
    heard.came.push({ room, number, at })
  }
  heard.text = text
  if (wanted && heard.came.length >= wanted) tell()
}

function tell(): void {
  process.send!(heard)
  heard = { came: [], wrong: 0, text: '' }
  wanted = 0
}

function one({ url, origin }: Hearers, cookie: string, hello: string): Promise<void> {
  return new Promise((opened, failed) => {
    const socket = new WebSocket(url, { headers: { cookie, origin }, perMessageDeflate: false })
    const last = new Map<number, number>()
    socket.on('error', failed)
    socket.on('open', () => {
      if (hello) socket.send(hello)
      opened()
    })
    socket.on('message', (data: Buffer) => take(last, data))
    sockets.push(socket)
  })
}

async function open(order: Hearers): Promise<void> {
  const { cookies, hellos } = order
  for (let i = 0; i < cookies.length; i += 50)
    await Promise.all(cookies.slice(i, i + 50).map((cookie, n) => one(order, cookie, hellos[(i + n) % hellos.length]!)))
}

process.on('message', (order: Hearers | { wanted: number } | 'tell') => {
  if (order === 'tell') tell()
  else if ('wanted' in order) wanted = order.wanted
  else
    void open(order).then(
      () => process.send!({ opened: sockets.length }),
      (error: Error) => process.send!({ error: error.message }),
    )
})
