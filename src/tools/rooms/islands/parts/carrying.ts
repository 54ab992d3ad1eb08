import { arrived, isOld, isSignedIn, refuse, tidy, type Waiting, waiting } from './outbox.ts'

/** Pauses grow to this. */
const LONGEST_MS = 60_000
const PATIENCE_MS = 30_000
/** What a browser still sends of a page that is left, with some room. */
const LAST_WORDS = 20_000
/** It was heard by nobody, or by somebody who could not answer just now. */
const LATER = [0, 408, 425, 429]

let running = false
let timer: ReturnType<typeof setTimeout> | undefined
let tries = 0
/** Someone asked while it was running. */
let more = false
let under: string | undefined
let troubled = false
const told = new Set<() => void>()
let before: (one: Waiting) => Promise<void> | void = () => {}

/** What is done before one is sent. */
export function beforeEach(work: typeof before): void {
  before = work
}

/** Tells of each step. @returns how to end it */
export function follow(tell: () => void): () => void {
  told.add(tell)
  return () => told.delete(tell)
}

/** How it stands with one that waits. */
export function stateOf(one: Waiting, ahead: readonly Waiting[]): 'sending' | 'waiting' | 'behind' | 'refused' {
  if (one.refused || isOld(one)) return 'refused'
  if (ahead.some((other) => !other.number && (other.refused || isOld(other)))) return 'behind'
  return navigator.onLine && !troubled ? 'sending' : 'waiting'
}

/** Whether this one is on its way now. */
export function isUnder(one: Waiting): boolean {
  return under === one.name
}

/** Sends what waits, now: one after the other, and only one tab at a time. Never fails: what cannot be sent waits on. */
export function carry(me: string): void {
  clearTimeout(timer)
  more = true
  if (running) return
  running = true
  const work = async () => {
    while (more) {
      more = false
      await carryAll(me)
    }
  }
  void alone(work).finally(() => {
    running = false
  })
}

function alone(work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request('copse-outbox', work) : work()
}

async function carryAll(me: string): Promise<void> {
  tidy(me)
  for (let one = next(me); one; one = next(me)) {
    if (!navigator.onLine || !isSignedIn(me)) break
    under = one.name
    const sent = await send(one)
    under = undefined
    troubled = !sent
    for (const tell of told) tell()
    if (!sent) return later(me)
    tries = 0
  }
  for (const tell of told) tell()
}

/** The first that can go: under each item they go in order, so that one which was refused holds those after it. */
function next(me: string): Waiting | undefined {
  const heads = new Map<string, Waiting>()
  for (const one of waiting(me)) if (!one.number && !heads.has(one.item)) heads.set(one.item, one)
  return [...heads.values()].find((one) => !one.refused && !isOld(one))
}

function later(me: string): void {
  const pause = Math.min(LONGEST_MS, 1_000 * 2 ** tries++)
  clearTimeout(timer)
  timer = setTimeout(() => carry(me), pause * (0.5 + Math.random() / 2))
}

/** @returns whether the server has answered: that it has it, or why not */
async function send(one: Waiting): Promise<boolean> {
  await before(one)
  const body = JSON.stringify(one.fields)
  try {
    const answer = await fetch(one.address, {
      method: 'POST',
      keepalive: body.length < LAST_WORDS,
      headers: { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': one.key },
      signal: AbortSignal.timeout(PATIENCE_MS),
      body,
    })
    if (answer.status >= 500 || LATER.includes(answer.status)) return false
    const said = (await answer.json()) as { number?: number; errors?: Record<string, string>; detail?: string }
    if (answer.ok && said.number) arrived(one, said.number)
    else refuse(one, Object.values(said.errors ?? {}).join(' ') || said.detail || String(answer.status))
    return true
  } catch {
    return false
  }
}

addEventListener('online', () => {
  const { me } = document.body.dataset
  tries = 0
  if (me) carry(me)
})
addEventListener('offline', () => {
  for (const tell of told) tell()
})
document.addEventListener('visibilitychange', () => {
  const { me } = document.body.dataset
  if (me && troubled && document.visibilityState === 'visible') carry(me)
})
