const WINDOW_MS = 60_000
const MOST = 30

let until = 0
const fetched = new Map<string, number>()

/**
 * Counts a fetch of a feed in this process; nothing of it is written down.
 * @returns how many seconds to wait, 0 while it is asked for at a sensible pace
 */
export function tooFast(feed: string, now = performance.now()): number {
  if (now >= until) {
    fetched.clear()
    until = now + WINDOW_MS
  }
  const times = (fetched.get(feed) ?? 0) + 1
  fetched.set(feed, times)
  return times > MOST ? Math.ceil((until - now) / 1000) : 0
}
