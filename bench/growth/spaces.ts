import { chooser, type Dice, zipf } from './dice.ts'
import { DAY, HOST, KNOWN, QUIET, type Size, TALKER, USUAL, YEARS } from './size.ts'

/** A place where things are said. */
export interface Place {
  id: number
  kind: 'community' | 'circle' | 'conversation'
  parent: number | null
  slug: string
  people: number[]
  /** Its part of all that is said. */
  share: number
}

/** How large a part of a site's spaces are communities; the others are circles within them. */
const COMMUNITIES = 0.4
/** How many spaces someone is in, on average. */
const BELONGS = 3

export interface Places {
  all: Place[]
  /** The largest community: the one whose lists are measured. */
  first: Place
  quiet: Place[]
}

/** Communities with their circles, large and small, three in which hardly anything is said, and conversations. */
export function makePlaces(roll: Dice, size: Size): Places {
  const shares = zipf(size.spaces, 0.8)
  const communities = Math.max(3, Math.round(size.spaces * COMMUNITIES))
  // A circle within a large community is more likely than one within a small one.
  const around = chooser(shares.slice(0, communities))
  const all: Place[] = []
  for (const [rank, share] of shares.entries()) {
    const parent = rank < communities ? null : all[around(roll)]!
    const most = parent ? Math.ceil(parent.people.length / 2) : Math.ceil(size.people * 0.9)
    const count = Math.min(most, Math.max(5, Math.round(size.people * BELONGS * share)))
    all.push({
      id: rank + 1,
      kind: parent ? 'circle' : 'community',
      parent: parent?.id ?? null,
      slug: `place-${rank + 1}`,
      people: among(roll, parent?.people ?? strangers(size), count),
      share,
    })
  }
  const first = all[0]!
  const middle = all[Math.floor(communities / 5) || 1]!
  const last = all[communities - 1]!
  for (const place of new Set([first, middle, last])) belong(place, USUAL)
  belong(first, TALKER)
  const quiet = [1, 2, 3].map((nth): Place => {
    const people = [HOST, QUIET, ...among(roll, strangers(size), 4)]
    return { id: size.spaces + nth, kind: 'community', parent: null, slug: `quiet-${nth}`, people, share: 0 }
  })
  const conversations = Array.from({ length: size.conversations }, (_, nth): Place => {
    const people = [TALKER, KNOWN + 1 + (nth % (size.people - KNOWN))]
    const id = size.spaces + 4 + nth
    return { id, kind: 'conversation', parent: null, slug: `conversation-${id}`, people, share: 0 }
  })
  return { all: [...all, ...quiet, ...conversations], first, quiet }
}

/** The people of a place; in each community one hosts, and the same one in all that are measured. */
export function hostOf(place: Place): number {
  return place.people[0]!
}

/** When someone came: those who are measured long ago, the others one by one. */
export function joinedAt(roll: Dice, now: number, person: number): number {
  return person <= KNOWN ? now - YEARS : now - roll.upTo(YEARS / DAY) * DAY - DAY
}

function belong(place: Place, person: number): void {
  place.people = [HOST, person, ...place.people.filter((one) => one !== HOST && one !== person)]
}

function strangers({ people }: Size): number[] {
  return Array.from({ length: people - KNOWN }, (_, nth) => KNOWN + 1 + nth)
}

function among(roll: Dice, people: number[], count: number): number[] {
  return roll.some(Math.min(count, people.length), people.length).map((nth) => people[nth]!)
}
