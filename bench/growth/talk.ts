import type { Dice } from './dice.ts'
import { DAY, type Size, YEARS } from './size.ts'
import type { Place, Places } from './spaces.ts'
import { someLanguage, someOpening } from './words.ts'

/** One thing people talk about, and how long. */
export interface Talk {
  id: number
  place: Place
  kind: 'discussion' | 'conversation'
  title: string
  lang: string
  tags: string[]
  intent: string
  /** Those who talk, the first of whom began. */
  voices: number[]
  length: number
  began: number
  ended: number
}

export interface AllTalk {
  talks: Talk[]
  /** The one of fifty messages, and the longest. */
  usual: Talk
  long: Talk
  /** Where a reply is posted. */
  replied: Talk
}

/** In each quiet space so many discussions, years ago. */
const HARDLY = 2

/** What is talked about, in the order in which it began. Lengths are those of people: most are short, a few go on and on. */
export function makeTalks(roll: Dice, size: Size, places: Places, now: number): AllTalk {
  const talks: Talk[] = []
  const counted = places.all.filter(({ share }) => share > 0)
  const parts = portions(
    size.items,
    counted.map(({ share }) => share),
  )
  const lengths = lengthsOf(roll, size)
  let nth = 0
  for (const [i, place] of counted.entries())
    for (let n = 0; n < parts[i]!; n++) talks.push(oneTalk(roll, place, lengths[nth++]!, began(roll, now), now))
  const [long, usual, replied] = talks.slice(0, 3) as [Talk, Talk, Talk]
  // Those that are looked at are of today and in the language of the one who looks.
  for (const talk of [long, usual, replied])
    Object.assign(talk, { lang: 'en', began: now - 90 * DAY, ended: now - 3_600_000 })
  for (const place of places.quiet)
    for (let n = 0; n < HARDLY; n++) talks.push(oneTalk(roll, place, 3, now - YEARS + n * DAY, now))
  for (const place of places.all)
    if (place.kind === 'conversation') {
      const talk = oneTalk(roll, place, 1, began(roll, now), now)
      talks.push({ ...talk, kind: 'conversation', title: place.slug, tags: [] })
    }
  talks.sort((a, b) => a.began - b.began)
  for (const [at, talk] of talks.entries()) talk.id = at + 1
  return { talks, usual, long, replied }
}

function oneTalk(roll: Dice, place: Place, length: number, at: number, now: number): Talk {
  const { title, intent, tags, lang } = someOpening(roll, someLanguage(roll))
  const voices = roll.some(2 + roll.upTo(9), place.people.length).map((nth) => place.people[nth]!)
  // Half of a talk is said within days, the rest within months.
  const ended = Math.min(now - 60_000, at + length * roll.upTo(3 * DAY) + 60_000)
  return { id: 0, place, kind: 'discussion', title, lang, tags, intent, voices, length, began: at, ended }
}

function began(roll: Dice, now: number): number {
  return now - 3_600_000 - roll.share() * (YEARS - DAY)
}

/** How long each is: the longest, one of fifty, one to reply to, and the others so that all messages are given away. */
function lengthsOf(roll: Dice, size: Size): number[] {
  const fixed = [size.long, 50, 20]
  const others = size.items - fixed.length
  const left = size.messages - fixed.reduce((sum, one) => sum + one, 0) - others
  const raw = Array.from({ length: others }, () => Math.min(300, (1 - roll.share()) ** -0.8) - 1)
  return [...fixed, ...portions(left, raw).map((more) => 1 + more)]
}

/** Gives a whole away in whole parts, as near to the shares as can be. */
function portions(whole: number, shares: number[]): number[] {
  const all = shares.reduce((sum, one) => sum + one, 0)
  let [given, owed] = [0, 0]
  return shares.map((share) => {
    owed += (share / all) * whole
    const part = Math.round(owed) - given
    given += part
    return part
  })
}
