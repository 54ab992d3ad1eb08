/** What the headers of WebDAV say (RFC 4918, 10), each read on its own. Undefined: not said; NotHeader: said senselessly. */

export class NotHeader extends Error {}

export type Depth = 0 | 1 | 'infinity'

/** @throws NotHeader */
export function depthOf(header: string | undefined): Depth | undefined {
  if (header === undefined) return undefined
  const said = header.trim().toLowerCase()
  // A word of Microsoft's: what is below, without the folder itself. We answer as if it was not said.
  if (said === '1' || said === '1,noroot') return 1
  if (said === '0') return 0
  if (said === 'infinity' || said === 'infinity,noroot') return 'infinity'
  throw new NotHeader('depth')
}

/** Whether what is there may be replaced: yes, unless it is said that not. @throws NotHeader */
export function overwriteOf(header: string | undefined): boolean {
  const said = (header ?? 'T').trim().toUpperCase()
  if (said !== 'T' && said !== 'F') throw new NotHeader('overwrite')
  return said === 'T'
}

/** In seconds: nobody holds a lock longer without saying so again. */
const LONGEST_LOCK = 3600
const USUAL_LOCK = 600

/** For how long a lock is given, in seconds: as long as is asked for, within reason. */
export function timeoutOf(header: string | undefined): number {
  for (const wish of (header ?? '').split(',')) {
    if (/^\s*infinite\s*$/i.test(wish)) return LONGEST_LOCK
    const seconds = /^\s*second-(\d{1,10})\s*$/i.exec(wish)?.[1]
    if (seconds !== undefined) return Math.min(Math.max(Number(seconds), 1), LONGEST_LOCK)
  }
  return USUAL_LOCK
}

/** The token in `Lock-Token: <…>`. @throws NotHeader where there is none */
export function lockTokenOf(header: string | undefined): string {
  const token = /^\s*<([^<>\s]{1,300})>\s*$/.exec(header ?? '')?.[1]
  if (token === undefined) throw new NotHeader('lock-token')
  return token
}
