import { setTimeout as pause } from 'node:timers/promises'
import WebSocket from 'ws'

/** A program that listens to one room, comes back after every break, and asks only for what it has not heard. */
export class Follower {
  /** Numbers of the messages, as they came: also what came twice, or late. */
  readonly numbers: number[] = []
  /** How often it came in. */
  lines = 0
  private modseq: number
  private socket: WebSocket | undefined
  /** Counts goings and comings: an earlier one does not come back. */
  private turn = 0

  /** @param modseq up to where it knows the room */
  constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly item: number,
    modseq: number,
  ) {
    this.modseq = modseq
    this.come()
  }

  /** Goes away for a while. */
  leave(): void {
    this.turn++
    this.socket?.terminate()
  }

  /** Comes, or comes back. */
  come(): void {
    void this.listen()
  }

  private async listen(): Promise<void> {
    const turn = ++this.turn
    while (turn === this.turn) {
      await this.line()
      await pause(30)
    }
  }

  /** One line, until it ends. */
  private line(): Promise<void> {
    const headers = { cookie: this.cookie, origin: this.url }
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/live`, { headers })
    this.socket = socket
    socket.on('error', () => {})
    socket.on('open', () => {
      this.lines++
      socket.send(JSON.stringify({ watch: { item: this.item, modseq: this.modseq } }))
    })
    socket.on('message', (data) => {
      const said = JSON.parse(String(data))
      if (said.item !== this.item || said.modseq === undefined) return
      if (said.resync) throw new Error('It was away for too long to be told')
      this.modseq = said.modseq
      for (const { number } of said.messages) this.numbers.push(number)
    })
    return new Promise((ended) => socket.on('close', () => ended()))
  }
}
