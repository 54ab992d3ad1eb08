/** Numbers that look random and are the same in every run. */
export type Dice = ReturnType<typeof dice>

export function dice(seed: number) {
  let state = seed >>> 0
  const share = () => {
    // mulberry32: small, fast, even enough
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const upTo = (sides: number) => Math.floor(share() * sides)
  return {
    /** From 0 to just below 1. */
    share,
    /** A whole number below `sides`. */
    upTo,
    one: <V>(of: readonly V[]): V => of[upTo(of.length)]!,
    /** Once in so many times. */
    onceIn: (times: number) => upTo(times) === 0,
    /** So many different numbers below `sides`, or all there are. */
    some(count: number, sides: number): number[] {
      if (count >= sides) return [...Array(sides).keys()]
      const chosen = new Set<number>()
      while (chosen.size < count) chosen.add(upTo(sides))
      return [...chosen]
    },
  }
}

/** Shares of a whole as things that people choose have them: the first gets most, the tail is long. They add up to 1. */
export function zipf(count: number, steepness: number): number[] {
  const weights = Array.from({ length: count }, (_, rank) => (rank + 1) ** -steepness)
  const all = weights.reduce((sum, one) => sum + one, 0)
  return weights.map((weight) => weight / all)
}

/** Chooses a rank by such shares. */
export function chooser(shares: number[]): (roll: Dice) => number {
  let sum = 0
  const until = shares.map((share) => (sum += share))
  return (roll) => {
    const at = roll.share() * sum
    let [low, high] = [0, until.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (until[middle]! <= at) low = middle + 1
      else high = middle
    }
    return low
  }
}
