import type { Site } from './site.ts'

/** How often something may be fetched. */
interface Pace {
  most: number
  seconds: number
}

/** How often what was fetched since when; by site, as two of them give the same numbers to their things. */
const paces = new WeakMap<Site, Map<string, { until: number; times: number }>>()

/**
 * Counts a fetch of something that is some work, in this process; looking writes nothing down.
 * @param what is fetched, and by whom where that matters
 * @returns how many seconds to wait, 0 while it is asked for at a sensible pace
 */
export function tooFast(site: Site, what: string, { most, seconds }: Pace, now = performance.now()): number {
  const counted = paces.get(site) ?? new Map<string, { until: number; times: number }>()
  paces.set(site, counted)
  if (counted.size > 10_000) for (const [key, { until }] of counted) if (until <= now) counted.delete(key)
  const before = counted.get(what)
  const one = before && now < before.until ? before : { until: now + seconds * 1000, times: 0 }
  counted.set(what, one)
  one.times++
  return one.times > most ? Math.ceil((one.until - now) / 1000) : 0
}
