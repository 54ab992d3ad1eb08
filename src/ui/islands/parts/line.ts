import type { Said } from './live.ts'

const LONGEST_MS = 60_000
/** Only then is it said that there is no connection: most breaks are over before. */
const PATIENCE_MS = 4_000
const ANSWER_MS = 5_000
/** The session has ended: coming back would not help. */
const SIGNED_OUT = 4401

interface Ends {
  opened(): void
  heard(said: Said): void
  connected(now: boolean): void
}

/** The one WebSocket of a tab. It comes back by itself, later and later and never together with everyone else. */
export class Line {
  private socket: WebSocket | undefined
  private tries = 0
  private again: ReturnType<typeof setTimeout> | undefined
  private patience: ReturnType<typeof setTimeout> | undefined
  private answer: ReturnType<typeof setTimeout> | undefined
  private wanted = false

  constructor(private readonly ends: Ends) {
    addEventListener('online', () => this.now())
    addEventListener('offline', () => this.drop())
    addEventListener('pagehide', () => this.close())
    addEventListener('pageshow', (event) => event.persisted && this.open())
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.now())
  }

  open(): void {
    this.wanted = true
    if (!this.socket) this.connect()
  }

  close(): void {
    this.wanted = false
    clearTimeout(this.again)
    this.drop()
  }

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN
  }

  say(words: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(words))
  }

  /** Something makes it likely that it works now, or that it has quietly broken. */
  private now(): void {
    if (!this.wanted) return
    this.tries = 0
    if (!this.socket) this.connect()
    else if (this.socket.readyState === WebSocket.OPEN) {
      this.say({ ping: true })
      clearTimeout(this.answer)
      this.answer = setTimeout(() => this.drop(), ANSWER_MS)
    }
  }

  private connect(): void {
    clearTimeout(this.again)
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live`)
    this.socket = socket
    socket.addEventListener('open', () => {
      this.tries = 0
      clearTimeout(this.patience)
      this.patience = undefined
      this.ends.connected(true)
      this.ends.opened()
    })
    socket.addEventListener('message', ({ data }) => {
      clearTimeout(this.answer)
      this.ends.heard(JSON.parse(data as string) as Said)
    })
    socket.addEventListener('close', ({ code }) => {
      if (this.socket === socket) this.lost(code === SIGNED_OUT)
    })
  }

  private drop(): void {
    const { socket } = this
    if (!socket) return
    this.lost(false)
    // One that is still being opened would complain of being closed.
    if (socket.readyState === WebSocket.CONNECTING) socket.addEventListener('open', () => socket.close())
    else socket.close()
  }

  private lost(forGood: boolean): void {
    this.socket = undefined
    clearTimeout(this.answer)
    clearTimeout(this.again)
    if (!this.wanted) return
    this.patience ??= setTimeout(() => this.ends.connected(false), PATIENCE_MS)
    if (forGood) this.wanted = false
    // Without a network there is nothing to try; the browser says when it is back.
    else if (navigator.onLine)
      this.again = setTimeout(
        () => this.connect(),
        250 + Math.random() * Math.min(LONGEST_MS, 1_000 * 2 ** this.tries++),
      )
  }
}
