import type { SiteKey } from '../../../platform/config.ts'

const PURPOSE = 'seen'
const MINUTES = 60_000

/** Where the site tells itself how a request reached it. The address holds for some minutes, and only the site can make it. */
export function seenPath(key: SiteKey, now: number): string {
  return `/operating/seen/${key.linkToken(PURPOSE, Math.floor(now / MINUTES))}`
}

export function isSeenToken(key: SiteKey, token: string, now: number): boolean {
  const minute = key.idInToken(PURPOSE, token)
  return minute !== undefined && Math.abs(now / MINUTES - minute) < 5
}
