import WebSocket from 'ws'

/**
 * The listeners: a process of its own with many open sockets, that notes when each word arrives. Times are of the clock that
 * all processes of a machine share.
 */
export interface Ears {
  url: string
  origin: string
  cookies: string[]
  /** What each says when it is open. */
  hello: string
}

const sockets: WebSocket[] = []
let arrived: number[] = []
let bytes = 0

async function open({ url, origin, cookies, hello }: Ears): Promise<void> {
  for (let i = 0; i < cookies.length; i += 50) await Promise.all(cookies.slice(i, i + 50).map((cookie) => one(cookie)))

  function one(cookie: string): Promise<void> {
    return new Promise((opened, failed) => {
      const socket = new WebSocket(url, { headers: { cookie, origin }, perMessageDeflate: false })
      socket.on('error', failed)
      socket.on('open', () => {
        if (hello) socket.send(hello)
        opened()
      })
      socket.on('message', (data: Buffer) => {
        arrived.push(Number(process.hrtime.bigint()) / 1e6)
        bytes = data.length
        if (arrived.length !== sockets.length) return
        process.send!({ arrived, bytes, text: data.toString() })
        arrived = []
      })
      sockets.push(socket)
    })
  }
}

process.on('message', (order: Ears | 'close') => {
  if (order === 'close') {
    for (const socket of sockets.splice(0)) socket.terminate()
    arrived = []
    process.send!({ closed: true })
    return
  }
  void open(order).then(
    () => process.send!({ opened: sockets.length }),
    (error: Error) => process.send!({ error: error.message }),
  )
})
