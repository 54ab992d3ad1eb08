import WebSocket from 'ws'
import type { Person } from '../site.ts'

/** Whatever the server says. */
export interface Heard {
  item?: number
  modseq?: number
  messages?: { number: number; by: string; own: boolean; html: string }[]
  parts?: Record<string, string>
  mine?: Record<string, string[]>
  page?: boolean
  resync?: boolean
  gone?: boolean
  writing?: { id: number; name: string }
  here?: { id: number; name: string }[]
  readBy?: { number: number; words: string }[]
  lists?: boolean
  news?: boolean
  read?: { item: number; number: number }
  /** Of a text that several people write. */
  shared?: {
    text: number
    line?: string
    number?: number
    updates?: [number: number, line: string, id: number, data: string, at: string][]
    points?: { line: string; at: string; person: { id: number; name: string } }[]
    here?: { id: number; name: string }[]
    wrote?: number
    refused?: number
    saved?: number
    resync?: boolean
    gone?: boolean
    ended?: boolean
  }
}

/** A page as the server knows it: one connection, and all that came down it. */
export class Ear {
  readonly heard: Heard[] = []
  code: number | undefined
  private readonly waiting = new Set<() => void>()

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      this.heard.push(JSON.parse(data.toString()) as Heard)
      for (const look of this.waiting) look()
    })
    socket.on('close', (code) => {
      this.code = code
      for (const look of this.waiting) look()
    })
    socket.on('error', () => {})
  }

  static async open(
    address: string,
    person: Pick<Person, 'cookie'>,
    headers: Record<string, string> = {},
  ): Promise<Ear> {
    const socket = new WebSocket(`${address.replace('http', 'ws')}/live`, {
      headers: { ...(person.cookie && { cookie: person.cookie }), origin: address, ...headers },
    })
    const ear = new Ear(socket)
    await new Promise<void>((opened, refused) => {
      socket.on('open', () => opened())
      socket.on('unexpected-response', (_request, response) => {
        refused(new Error(String(response.statusCode)))
        socket.terminate()
      })
    })
    return ear
  }

  say(words: object): void {
    this.socket.send(JSON.stringify(words))
  }

  watch(item: number, modseq = 0): void {
    this.say({ watch: { item, modseq } })
  }

  /** What has been heard that fits, as soon as something does. */
  async until(fits: (heard: Heard) => boolean, ms = 5_000): Promise<Heard> {
    return this.wait(() => this.heard.find(fits), ms)
  }

  closed(ms = 5_000): Promise<number> {
    return this.wait(() => this.code, ms)
  }

  /** A message with these words. */
  text(words: string): Promise<Heard> {
    return this.until((heard) => heard.messages?.some(({ html }) => html.includes(words)) ?? false)
  }

  close(): void {
    this.socket.terminate()
  }

  private wait<T>(find: () => T | undefined, ms: number): Promise<T> {
    return new Promise((found, failed) => {
      const timer = setTimeout(() => {
        this.waiting.delete(look)
        failed(new Error(`not heard within ${ms} ms; heard: ${JSON.stringify(this.heard).slice(0, 600)}`))
      }, ms)
      const look = () => {
        const one = find()
        if (one === undefined) return
        clearTimeout(timer)
        this.waiting.delete(look)
        found(one)
      }
      this.waiting.add(look)
      look()
    })
  }
}

/** Long enough for whatever is on its way to arrive, for what must not. */
export const quiet = (ms = 250) => new Promise((go) => setTimeout(go, ms))
