import { connect, type Socket } from 'node:net'
import { COUNT } from './order.ts'

/**
 * The readers: a process of its own that asks for one address as fast as it is answered, over connections that stay
 * open. It is as bare as can be, to leave the processors to what is measured. Orders and results go by IPC.
 */
export interface Order {
  port: number
  /** The request as it goes over the wire; where it counts, each has the next number in place of `COUNT`. */
  request: string
  count?: number | undefined
  connections: number
  /** Until this time is over and so many answers have come. */
  ms: number
  least: number
}

export interface Result {
  /** Milliseconds of every answer. */
  times: number[]
  /** From the first request to the last answer. */
  ms: number
  bytes: number
  /** The head of an answer that said no, if there was one. */
  failed?: string
}

const END_OF_HEAD = Buffer.from('\r\n\r\n')

async function carryOut(order: Order): Promise<Result> {
  const result: Result = { times: [], ms: 0, bytes: 0 }
  const from = performance.now()
  await Promise.all([...Array(order.connections).keys()].map(() => askOn(order, from + order.ms, result)))
  result.ms = performance.now() - from
  return result
}

/** One connection, one request after the other until the time is over. */
function askOn({ port, request, least, count }: Order, until: number, result: Result): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1')
    let asked = 0
    let nth = 0
    let missing = 0
    let head = Buffer.alloc(0)
    const ask = () => {
      asked = performance.now()
      socket.write(
        count === undefined ? request : request.replaceAll(COUNT, String(count + nth++).padStart(COUNT.length, '0')),
      )
    }
    socket.setNoDelay(true)
    socket.on('error', reject)
    socket.on('connect', ask)
    socket.on('data', (chunk) => {
      if (missing > 0) missing -= chunk.length
      else {
        head = head.length ? Buffer.concat([head, chunk]) : chunk
        const end = head.indexOf(END_OF_HEAD)
        if (end < 0) return
        const text = head.toString('latin1', 0, end)
        if (!text.startsWith('HTTP/1.1 20')) result.failed = text
        const length = Number(/^content-length: (\d+)/im.exec(text)?.[1])
        if (Number.isNaN(length)) return reject(new Error(`No length in the answer to ${request}: ${text}`))
        result.bytes = length
        missing = length - (head.length - end - 4)
        head = Buffer.alloc(0)
      }
      if (missing > 0) return
      const now = performance.now()
      result.times.push(now - asked)
      if (now < until || result.times.length < least) return ask()
      socket.end()
      resolve()
    })
  })
}

process.on('message', (order: Order) => {
  void carryOut(order).then(
    (result) => process.send!(result),
    (error: Error) => process.send!({ error: error.message }),
  )
})
