import { momentOf } from '../../../platform/calendar/zones.ts'
import type { Group } from './clocks.ts'
import { felt, isUnkind } from './hours.ts'

/** How a time of day is for a group of people, on a day. */
export interface KindHour {
  /** "17:00", by the clock of the zone in which it is asked. */
  time: string
  nights: number
  edges: number
}

/** At these hours people meet, by the clock of whoever asks. */
const FROM = 6
const UNTIL = 22
const MOST = 4

/**
 * The hours of a day at which the fewest would sit in their night, then the fewest just beside it; in the order of the day. None
 * where all live by one clock: any hour of their day is as good.
 */
export function kindHours(groups: readonly Group[], day: string, zone: string, minutes: number): KindHour[] {
  if (new Set(groups.map((group) => group.zone)).size < 2) return []
  const hours = [...Array(UNTIL - FROM + 1).keys()].map((i): KindHour => {
    const time = `${String(FROM + i).padStart(2, '0')}:00`
    const from = momentOf(`${day}T${time}:00`, zone)
    const until = new Date(from.getTime() + minutes * 60_000)
    let [nights, edges] = [0, 0]
    for (const group of groups) {
      const it = felt(group, from, until)
      if (isUnkind(it)) nights += group.people.length
      else if (it.how === 'edge') edges += group.people.length
    }
    return { time, nights, edges }
  })
  const best = hours.sort((a, b) => a.nights - b.nights || a.edges - b.edges || evening(a) - evening(b)).slice(0, MOST)
  return best.sort((a, b) => a.time.localeCompare(b.time))
}

/** Of what is alike, what is nearer to the evening, when most have time. */
const evening = ({ time }: KindHour) => Math.abs(Number(time.slice(0, 2)) - 18)
