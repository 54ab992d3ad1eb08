import type { Site } from '../../spine/request/ctx.ts'

const WINDOW_MS = 60_000
const MOST = 30

/** How often what was fetched since when; by site, as two of them give the same numbers to their feeds. */
const paces = new WeakMap<Site, { until: number; fetched: Map<string, number> }>()

/**
 * Counts a fetch of a feed in this process; nothing of it is written down.
 * @returns how many seconds to wait, 0 while it is asked for at a sensible pace
 */
export function tooFast(site: Site, feed: string, now = performance.now()): number {
  const before = paces.get(site)
  const pace = before && now < before.until ? before : { until: now + WINDOW_MS, fetched: new Map<string, number>() }
  paces.set(site, pace)
  const times = (pace.fetched.get(feed) ?? 0) + 1
  pace.fetched.set(feed, times)
  return times > MOST ? Math.ceil((pace.until - now) / 1000) : 0
}
