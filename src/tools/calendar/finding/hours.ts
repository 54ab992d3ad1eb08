import { wallMs } from '../../../platform/calendar/zones.ts'

/** Somebody's clock: their zone, and from which hour until which hour they are awake by it. */
export interface Clock {
  zone: string
  wakes: number
  sleeps: number
}

/** edge: just before one is awake or just after; night: when one sleeps; deep: in the middle of it. */
export const hardships = ['kind', 'edge', 'night', 'deep'] as const
type Hardship = (typeof hardships)[number]

/** How a time is for somebody: the worst of its hours, and the minutes that it takes from their night, the deep ones twice. */
export interface Felt {
  how: Hardship
  unkind: number
}

const HOUR = 3_600_000

/**
 * How an hour of the clock is for somebody who is awake from `wakes` until `sleeps`. To who is awake from 8 until 21: 7 and 21 are
 * the edge, from 22 until 7 is night, from 0 until 6 the deep of it.
 */
export function hardshipAt(hour: number, { wakes, sleeps }: Pick<Clock, 'wakes' | 'sleeps'>): Hardship {
  const since = (hour - sleeps + 24) % 24
  const left = ((wakes - sleeps + 24) % 24) - 1 - since
  if (left < 0) return 'kind'
  if (since === 0 || left === 0) return 'edge'
  return since >= 3 && left >= 2 ? 'deep' : 'night'
}

/** How it is for somebody to be somewhere from one moment to another: all of it counts, not only how it begins. */
export function felt(clock: Clock, from: Date, until: Date): Felt {
  let [how, unkind] = ['kind' as Hardship, 0]
  const end = Math.max(until.getTime(), from.getTime() + 60_000)
  for (let at = from.getTime(); at < end; ) {
    const wall = wallMs(clock.zone, at)
    const next = Math.min(end, at + HOUR - (((wall % HOUR) + HOUR) % HOUR))
    const one = hardshipAt(new Date(wall).getUTCHours(), clock)
    if (hardships.indexOf(one) > hardships.indexOf(how)) how = one
    if (one === 'night' || one === 'deep') unkind += ((next - at) / 60_000) * (one === 'deep' ? 2 : 1)
    at = next
  }
  return { how, unkind: Math.round(unkind) }
}

/** Whether it takes from somebody's night. */
export const isUnkind = ({ how }: Felt) => how === 'night' || how === 'deep'
