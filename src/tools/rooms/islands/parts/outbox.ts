import { forgetRecordings, type Recorded } from './recordings.ts'

/** Something said that may not have arrived. */
export interface Waiting {
  /** Where it is kept; in this order it is sent. */
  name: string
  /** Makes sending it twice the same as once. */
  key: string
  item: string
  address: string
  fields: Record<string, unknown>
  /** Names of its files. */
  files: string[]
  /** Recordings of it that have not arrived, and where they are to go before it. */
  sounds?: Recorded[]
  upload?: string
  at: number
  /** It has arrived as this message, then. */
  number?: number
  there?: number
  /** Why the server did not take it. */
  refused?: string
}

const KEPT = 'outbox:'
/** Why one is refused whose recording is not in this browser any more. */
export const LOST = 'lost'
/** The server knows a key for two weeks; what is older is sent only by hand. */
const LONGEST_MS = 13 * 86_400_000
/** What has arrived is remembered for so long, for other tabs that show it still. */
const ARRIVED_MS = 60_000

/** Where the browser keeps nothing, it lasts as long as the page. */
const inMemory = new Map<string, string>()

function names(of: string): string[] {
  let kept: string[] = []
  try {
    kept = Object.keys(localStorage)
  } catch {
    // As above.
  }
  return [...new Set([...kept, ...inMemory.keys()])].filter((name) => name.startsWith(of)).sort()
}

function read(name: string): Waiting | undefined {
  try {
    const text = inMemory.get(name) ?? localStorage.getItem(name)
    return text ? { ...(JSON.parse(text) as Waiting), name } : undefined
  } catch {
    return undefined
  }
}

function write(one: Waiting): void {
  const text = JSON.stringify(one)
  try {
    localStorage.setItem(one.name, text)
    inMemory.delete(one.name)
  } catch {
    inMemory.set(one.name, text)
  }
}

/** Everything that this person has said in this browser and that waits, or under one item; in the order it was said. */
export function waiting(me: string, item = ''): Waiting[] {
  return names(`${KEPT}${me}:${item && `${item}:`}`)
    .flatMap((name) => read(name) ?? [])
    .sort((one, other) => one.at - other.at)
}

/** Keeps what was said. The clock may go back; the order stays. */
export function put(me: string, said: Omit<Waiting, 'name' | 'at'>): Waiting {
  const last = waiting(me, said.item).at(-1)?.at ?? 0
  const at = Math.max(Date.now(), last + 1)
  const one = { ...said, at, name: `${KEPT}${me}:${said.item}:${at}-${said.key}` }
  write(one)
  return one
}

/** It has arrived. It is remembered for a moment, so that every tab that shows it knows as which message. */
export function arrived(one: Waiting, number: number): void {
  if (!read(one.name)) return
  const { refused: _, ...rest } = one
  write({ ...rest, number, there: Date.now() })
}

/** One of its recordings has arrived, as this file: from here on it is the same message, however often it is sent. */
export function soundArrived(one: Waiting, { id }: Recorded, attachment: number): Waiting {
  const attachments = [...((one.fields.attachments as number[] | undefined) ?? []), attachment]
  const sounds = one.sounds?.filter((sound) => sound.id !== id)
  const now: Waiting = { ...one, fields: { ...one.fields, attachments }, ...(sounds && { sounds }) }
  if (read(one.name)) write(now)
  return now
}

export function refuse(one: Waiting, why: string): Waiting {
  const now = { ...one, refused: why }
  if (read(one.name)) write(now)
  return now
}

/** By hand once more: with a key of its own where the old one may be forgotten. */
export function tryAgain(one: Waiting, key: string): void {
  const { refused: _, ...rest } = one
  write(isOld(one) ? { ...rest, key, at: Date.now() } : rest)
}

/** It is not to be sent any more, or has been. */
export function drop(one: Waiting): void {
  inMemory.delete(one.name)
  localStorage.removeItem(one.name)
  void forgetRecordings(one.sounds ?? [])
}

export function isOld({ at }: Waiting): boolean {
  return Date.now() - at > LONGEST_MS
}

/** Whether it is still this person who is signed in in this browser, as far as its pages have seen. */
export function isSignedIn(me: string): boolean {
  try {
    return (localStorage.getItem('copse-me') ?? me) === me
  } catch {
    return true
  }
}

/** Forgets what arrived a while ago. */
export function tidy(me: string): void {
  for (const one of waiting(me)) if (one.there && Date.now() - one.there > ARRIVED_MS) drop(one)
}

/** Tells when another tab has changed something. @returns how to end it */
export function otherTabs(tell: () => void): () => void {
  const heard = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(KEPT)) tell()
  }
  addEventListener('storage', heard)
  return () => removeEventListener('storage', heard)
}
