import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { textFrame } from '../src/platform/http/socket.ts'

/** What Copse is measured against: the bare library sending the same bytes to all, or all of it encoded once. */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
const streams = new Set<Duplex>()

server.on('connection', (socket, request) => {
  streams.add(request.socket)
  socket.on('close', () => streams.delete(request.socket))
})
server.on('listening', () => process.send!({ port: (server.address() as { port: number }).port }))

process.on('message', ({ text, once }: { text: string; once: boolean }) => {
  if (!once) for (const socket of server.clients) socket.send(text)
  else {
    const frame = textFrame(text)
    for (const stream of streams) stream.write(frame)
  }
})
