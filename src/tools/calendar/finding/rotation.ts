/** One time that a date of a series might be at. */
export interface Slot {
  /** What it takes from the night of each group of people whose clocks are alike, in minutes for one of them. */
  costs: number[]
  /** How many would come. */
  yes: number
}

/** What a choice of times asks of people: of one at most, of all together, and how many come. Less of the first two is better. */
interface Asked {
  most: number
  all: number
  yes: number
}

/** So much is tried to find the best of all; beyond that it is the best that was found. */
const TRIES = 20_000

/**
 * Chooses a time for each date of a series, so that nobody bears more than has to be: what one person bears at most is as small as
 * can be, then what all bear together, then as many as can be come. Never worse than always the same time.
 * @param dates for each date the times it might be at
 * @param people how many there are in each group of `costs`
 * @returns the number of the time for each date, and whether nothing better exists
 */
export function fairRotation(dates: readonly Slot[][], people: readonly number[]): { picks: number[]; exact: boolean } {
  if (dates.some((slots) => !slots.length)) return { picks: [], exact: true }
  const search = new Search(dates, people)
  for (const first of starts(dates)) search.climb(first)
  const exact = search.branch()
  search.climb(search.best)
  return { picks: search.best, exact }
}

/** Always the same time, for each there is; and the kindest for each date by itself. */
function starts(dates: readonly Slot[][]): number[][] {
  const common = Math.min(...dates.map((slots) => slots.length))
  const same = [...Array(common).keys()].map((slot) => dates.map(() => slot))
  const sum = ({ costs }: Slot) => costs.reduce((all, one) => all + one, 0)
  return [...same, dates.map((slots) => slots.reduce((best, slot, i) => (sum(slot) < sum(slots[best]!) ? i : best), 0))]
}

class Search {
  best: number[] = []
  private asked: Asked = { most: Number.POSITIVE_INFINITY, all: Number.POSITIVE_INFINITY, yes: 0 }
  private tries = 0
  /** From each date on: what each group bears at least, all together at least, and how many come at most. */
  private readonly rest: { costs: number[]; all: number; yes: number }[]

  constructor(
    private readonly dates: readonly Slot[][],
    private readonly people: readonly number[],
  ) {
    this.rest = [{ costs: people.map(() => 0), all: 0, yes: 0 }]
    for (const slots of [...dates].reverse()) {
      const [{ costs, all, yes }] = this.rest as [(typeof this.rest)[number]]
      this.rest.unshift({
        costs: costs.map((one, g) => one + Math.min(...slots.map((slot) => slot.costs[g]!))),
        all: all + Math.min(...slots.map((slot) => this.together(slot.costs))),
        yes: yes + Math.max(...slots.map((slot) => slot.yes)),
      })
    }
  }

  /** Goes from one choice to a better one by changing one date, as long as there is one. */
  climb(picks: number[]): void {
    let now = this.of(picks)
    for (let moved = true; moved; ) {
      moved = false
      for (const [date, slots] of this.dates.entries())
        for (const slot of slots.keys()) {
          const next = picks.with(date, slot)
          const asked = this.of(next)
          if (better(asked, now)) [picks, now, moved] = [next, asked, true]
        }
    }
    this.take(picks, now)
  }

  /** Tries all that could still be better. @returns whether it came to the end */
  branch(): boolean {
    this.from([], { costs: this.people.map(() => 0), all: 0, yes: 0 })
    return this.tries <= TRIES
  }

  private from(picks: number[], so: { costs: number[]; all: number; yes: number }): void {
    if (++this.tries > TRIES) return
    const rest = this.rest[picks.length]!
    const least = {
      most: Math.max(0, ...so.costs.map((one, g) => one + rest.costs[g]!)),
      all: so.all + rest.all,
      yes: so.yes + rest.yes,
    }
    if (!better(least, this.asked)) return
    if (picks.length === this.dates.length) this.take(picks, least)
    for (const [slot, { costs, yes }] of (this.dates[picks.length] ?? []).entries())
      this.from([...picks, slot], {
        costs: so.costs.map((one, g) => one + costs[g]!),
        all: so.all + this.together(costs),
        yes: so.yes + yes,
      })
  }

  private take(picks: number[], asked: Asked): void {
    if (better(asked, this.asked)) [this.best, this.asked] = [picks, asked]
  }

  private of(picks: readonly number[]): Asked {
    const slots = picks.map((slot, date) => this.dates[date]![slot]!)
    const borne = this.people.map((_, g) => slots.reduce((all, { costs }) => all + costs[g]!, 0))
    return {
      most: Math.max(0, ...borne),
      all: this.together(borne),
      yes: slots.reduce((all, { yes }) => all + yes, 0),
    }
  }

  private together(costs: readonly number[]): number {
    return costs.reduce((all, one, g) => all + one * this.people[g]!, 0)
  }
}

function better(one: Asked, other: Asked): boolean {
  if (one.most !== other.most) return one.most < other.most
  return one.all === other.all ? one.yes > other.yes : one.all < other.all
}
