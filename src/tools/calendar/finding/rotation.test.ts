import { describe, expect, it } from 'vitest'
import { fairRotation, type Slot } from './rotation.ts'

/** Numbers that are always the same ones. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

function asked(dates: Slot[][], people: number[], picks: readonly number[]): [number, number, number] {
  const slots = picks.map((slot, date) => dates[date]![slot]!)
  const borne = people.map((_, group) => slots.reduce((sum, { costs }) => sum + costs[group]!, 0))
  const all = borne.reduce((sum, one, group) => sum + one * people[group]!, 0)
  return [Math.max(0, ...borne), all, -slots.reduce((sum, { yes }) => sum + yes, 0)]
}

const compare = (a: number[], b: number[]) => a.map((one, i) => one - b[i]!).find((one) => one !== 0) ?? 0

function best(dates: Slot[][], people: number[]): [number, number, number] {
  let found: [number, number, number] | undefined
  const every = (picks: number[]): void => {
    if (picks.length === dates.length) {
      const one = asked(dates, people, picks)
      if (!found || compare(one, found) < 0) found = one
      return
    }
    for (const slot of dates[picks.length]!.keys()) every([...picks, slot])
  }
  every([])
  return found!
}

function random(seed: number, { dates, slots, groups }: { dates: number; slots: number; groups: number }) {
  const next = numbers(seed)
  const people = [...Array(groups)].map(() => 1 + next(4))
  const all = [...Array(dates)].map(() =>
    [...Array(slots)].map((): Slot => ({ costs: people.map(() => (next(3) ? 15 * next(9) : 0)), yes: next(6) })),
  )
  return { people, dates: all }
}

describe('turning times', () => {
  it('is the best there is, wherever all can be tried', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const size = { dates: 1 + (seed % 5), slots: 1 + (seed % 4), groups: 1 + (seed % 6) }
      const { dates, people } = random(seed, size)
      const { picks, exact } = fairRotation(dates, people)
      expect([seed, exact, asked(dates, people, picks)]).toEqual([seed, true, best(dates, people)])
    }
  })

  it('is never worse than always the same time, nor than changing one date, however many there are', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { dates, people } = random(seed, { dates: 24, slots: 8, groups: 30 })
      const { picks } = fairRotation(dates, people)
      const it = asked(dates, people, picks)
      for (const slot of dates[0]!.keys())
        expect(
          compare(
            it,
            asked(
              dates,
              people,
              dates.map(() => slot),
            ),
          ),
        ).toBeLessThanOrEqual(0)
      for (const [date, slots] of dates.entries())
        for (const slot of slots.keys())
          expect(compare(it, asked(dates, people, picks.with(date, slot)))).toBeLessThanOrEqual(0)
    }
  })

  it('shares hard hours evenly between two who cannot both be spared', () => {
    const slots: Slot[] = [
      { costs: [60, 0], yes: 2 },
      { costs: [0, 60], yes: 2 },
    ]
    const { picks } = fairRotation(
      [...Array(6)].map(() => slots),
      [1, 1],
    )
    expect(picks.filter((slot) => slot === 0)).toHaveLength(3)
  })

  it('spares all who can be spared, and of what is alike takes the time when most can come', () => {
    const kind = { costs: [0, 0], yes: 3 }
    const kinder = { costs: [0, 0], yes: 5 }
    expect(
      fairRotation(
        [
          [{ costs: [60, 0], yes: 9 }, kind, kinder],
          [kind, kinder],
        ],
        [4, 1],
      ).picks,
    ).toEqual([2, 1])
  })

  it('takes the same for the same, and nothing where a date has no time', () => {
    const { dates, people } = random(7, { dates: 20, slots: 6, groups: 12 })
    expect(fairRotation(dates, people)).toEqual(fairRotation(dates, people))
    expect(fairRotation([[], dates[0]!], people).picks).toEqual([])
  })
})
