import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'

/** Above this nothing more is put into a slow reader's queue; what comes now and then gives way earlier. */
const FULL = 256 * 1024
const BUSY = 64 * 1024

/**
 * A text as a WebSocket frame (RFC 6455, 5.2), whole and unmasked as a server sends it. Made once, it is written to as many
 * sockets as are to have it.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = 0x81
  if (head === 2) frame[1] = length
  else if (head === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(text, head)
  return frame
}

/** One end of a WebSocket, with a bounded queue: what does not fit is not sent, and whoever sends learns of it. */
export class Line {
  /** Since when it has not answered a ping. */
  private unanswered = 0

  constructor(
    private readonly socket: WebSocket,
    /** What the socket writes to. Without compression whole frames may be written between the library's own. */
    private readonly stream: Duplex,
  ) {
    socket.on('pong', () => (this.unanswered = 0))
  }

  get open(): boolean {
    return this.socket.readyState === this.socket.OPEN && this.stream.writable
  }

  /** Bytes that wait for the reader. */
  get waiting(): number {
    return this.stream.writableLength
  }

  /** @returns whether it is on its way: not, where the reader is too slow or gone */
  send(frame: Buffer, important = true): boolean {
    if (!this.open || this.waiting > (important ? FULL : BUSY)) return false
    this.stream.write(frame)
    return true
  }

  /** Asks whether someone is still there; who does not answer is not. Who has much to read is given more time. */
  ping(): void {
    this.unanswered++
    if (this.unanswered > (this.waiting > 0 ? 10 : 2)) this.socket.terminate()
    else if (this.open && this.waiting < BUSY) this.socket.ping()
  }

  /** Answers a ping; not that of somebody who asks without end and never reads the answers. */
  pong(data: Buffer): void {
    if (this.open && this.waiting < BUSY) this.socket.pong(data)
  }

  close(code: number): void {
    this.socket.close(code)
  }

  terminate(): void {
    this.socket.terminate()
  }
}
