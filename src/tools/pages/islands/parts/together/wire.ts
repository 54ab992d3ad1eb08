import type { Said } from '../../../../../ui/islands/parts/live.ts'

// As every page fetches it: imported at once it would become a file of its own, which every page would wait for as well.
const { attend, say } = await import('../../../../../ui/islands/parts/live.ts')

/** What the server says of one shared text. See docs/live.md. */
export interface Word {
  text: number
  line?: string
  number?: number
  updates?: [number: number, line: string, id: number, data: string, at: string][]
  points?: Point[]
  here?: Writer[]
  wrote?: number
  refused?: number
  saved?: number
  resync?: boolean
  gone?: boolean
  ended?: boolean
  full?: boolean
}

export interface Writer {
  id: number
  name: string
}

/** Somebody's cursor. */
export interface Point {
  line: string
  at: string
  person: Writer
}

/** How a text stands, as a page asks for it by HTTP. */
export interface State {
  text: number | null
  number: number
  version: number
  title: string
  base: string
  update: string
  unsaved: boolean
}

/** The page's line, for one shared text. @returns how to leave it */
export function listen(
  text: number,
  opened: () => void,
  heard: (word: Word) => void,
  connected: (now: boolean) => void,
) {
  return attend({
    opened,
    heard: (said: Said & { shared?: Word }) => said.shared?.text === text && heard(said.shared),
    connected,
  })
}

export { say }

/** Asks the server, or says why not by the status; 0 where it cannot be reached. */
export async function ask<T>(address: string, body?: object, keepalive = false): Promise<{ status: number; data?: T }> {
  try {
    const answer = await fetch(address, {
      method: body ? 'POST' : 'GET',
      keepalive,
      headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    return answer.ok ? { status: answer.status, data: (await answer.json()) as T } : { status: answer.status }
  } catch {
    return { status: 0 }
  }
}

export function fromBase64(data: string): Uint8Array {
  return Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))
}

export function toBase64(bytes: Uint8Array): string {
  let signs = ''
  for (let at = 0; at < bytes.length; at += 8192) signs += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(signs)
}
