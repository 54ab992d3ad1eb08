import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/** What every scanner takes for harmful, and is not. Written in two, so that no scanner takes this file for it. */
export const EICAR = `${'X5O!P%@AP[4\\PZX54(P^)7CC)7}$'}EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`

export interface Clamd {
  url: string
  /** Bytes that it takes at most. */
  most: number
  /** What it does with the next ones instead of looking. */
  mood: 'looks' | 'silent' | 'hangs up' | 'nonsense' | 'slow to read'
  /** Bytes that it was shown. */
  shown: number
  close(): Promise<void>
}

/** A double of clamd: it speaks INSTREAM as its manual says, and knows EICAR. */
export async function clamd(): Promise<Clamd> {
  const lines = new Set<Socket>()
  const server = createServer((socket) => {
    lines.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => lines.delete(socket))
    serve(socket)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const it: Clamd = {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    most: 50_000_000,
    mood: 'looks',
    shown: 0,
    close: () =>
      new Promise((done) => {
        for (const line of lines) line.destroy()
        server.close(() => done())
      }),
  }

  function serve(socket: Socket): void {
    let waiting = Buffer.alloc(0)
    let began = false
    let bytes = 0
    let found = false
    let tail = ''
    const answer = (text: string) => socket.end(`${text}\0`)
    socket.on('data', (data) => {
      if (it.mood === 'silent') return
      if (it.mood === 'hangs up') return void socket.destroy()
      if (it.mood === 'nonsense') return void answer('stream: Can’t allocate memory ERROR')
      if (it.mood === 'slow to read') {
        socket.pause()
        setTimeout(() => socket.resume(), 2)
      }
      waiting = Buffer.concat([waiting, data])
      if (!began) {
        const end = waiting.indexOf(0)
        if (end < 0) return
        const command = waiting.subarray(0, end).toString()
        if (command === 'zPING') return void answer('PONG')
        if (command !== 'zINSTREAM') return void answer('UNKNOWN COMMAND')
        began = true
        waiting = waiting.subarray(end + 1)
      }
      while (waiting.length >= 4) {
        const length = waiting.readUInt32BE()
        if (!length) return void answer(found ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK')
        if (bytes + length > it.most) return void answer('INSTREAM size limit exceeded. ERROR')
        if (waiting.length < 4 + length) return
        const chunk = waiting.subarray(4, 4 + length)
        bytes += length
        it.shown += length
        const text = tail + chunk.toString('latin1')
        found ||= text.includes(EICAR)
        tail = text.slice(-EICAR.length)
        waiting = waiting.subarray(4 + length)
      }
    })
  }

  return it
}
