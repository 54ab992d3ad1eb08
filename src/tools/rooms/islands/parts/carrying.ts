import { arrived, isOld, isSignedIn, LOST, refuse, soundArrived, tidy, type Waiting, waiting } from './outbox.ts'
import { post } from './posting.ts'
import { forgetRecordings, recordingOf } from './recordings.ts'

/** Pauses grow to this. */
const LONGEST_MS = 60_000
const PATIENCE_MS = 30_000
/** A recording of five minutes takes long where the network is slow. */
const SOUND_MS = 300_000
/** What a browser still sends of a page that is left, with some room. */
const LAST_WORDS = 20_000

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

/** The first that can go: in a room and in each of its side threads they go in order, so that one which was refused holds those after it there. */
function next(me: string): Waiting | undefined {
  const heads = new Map<string, Waiting>()
  for (const one of waiting(me)) {
    const place = `${one.item}:${one.fields.thread ?? ''}`
    if (!one.number && !heads.has(place)) heads.set(place, one)
  }
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
  const whole = await withSounds(one)
  if (!whole) return false
  if (whole.refused) return true
  const body = JSON.stringify(whole.fields)
  const headers = { 'content-type': 'application/json', 'idempotency-key': one.key }
  const sent = { keepalive: body.length < LAST_WORDS, headers, body }
  const outcome = await post<{ number: number }>(one.address, sent, PATIENCE_MS)
  if (!outcome) return false
  if ('took' in outcome) arrived(whole, outcome.took.number)
  else refuse(whole, outcome.refused)
  return true
}

/** Its recordings go before it. @returns it without them, or refused; undefined where they are to be sent later */
async function withSounds(one: Waiting): Promise<Waiting | undefined> {
  let now = one
  for (const sound of one.sounds ?? []) {
    const file = await recordingOf(sound.id).catch(() => null)
    if (file === null) return undefined
    if (!file) return refuse(now, LOST)
    const body = new FormData()
    body.append('files', file)
    const outcome = await post<{ id: number }>(one.upload ?? '', { body }, SOUND_MS)
    if (!outcome) return undefined
    if ('refused' in outcome) return refuse(now, outcome.refused)
    now = soundArrived(now, sound, outcome.took.id)
    void forgetRecordings([sound])
  }
  return now
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
