import { describe, expect, it } from 'vitest'
import { nameOf, timeOf } from './manifest.ts'
import { kept } from './rotation.ts'

const at = (text: string) => new Date(`${text}T03:00:00Z`)
const days = (from: string, count: number) =>
  Array.from({ length: count }, (_, i) => new Date(at(from).getTime() - i * 86_400_000))
const said = (times: Date[]) => times.map((time) => time.toISOString().slice(0, 10))

describe('which backups stay', () => {
  it('seven days, four weeks, six months: the newest of each', () => {
    // A Sunday: the newest of a week is its Sunday, the newest of a month its last day.
    expect(said(kept(days('2026-11-22', 400)))).toEqual([
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
      '2026-11-19',
      '2026-11-18',
      '2026-11-17',
      '2026-11-16',
      '2026-11-15',
      '2026-11-08',
      '2026-11-01',
      '2026-10-31',
      '2026-09-30',
      '2026-08-31',
      '2026-07-31',
      '2026-06-30',
    ])
  })

  it('the newest of a day with several, and never none', () => {
    const morning = new Date('2026-11-22T03:00:00Z')
    const evening = new Date('2026-11-22T19:00:00Z')
    expect(kept([morning, evening])).toEqual([evening])
    expect(kept([morning], { daily: 0, weekly: 0, monthly: 0 })).toEqual([morning])
    expect(kept([])).toEqual([])
  })

  it('a gap does not shorten the row: what is old stays while nothing newer takes its place', () => {
    const times = [at('2026-11-22'), ...days('2026-03-10', 5)]
    expect(kept(times)).toHaveLength(6)
  })

  it('night by night nothing is kept that should not be, and a year back there is always something of each month', () => {
    let store: Date[] = []
    for (const night of days('2027-12-31', 500).reverse()) {
      store = kept([night, ...store])
      expect(store.length).toBeLessThanOrEqual(17)
      expect(store).toContain(night)
    }
    expect(new Set(said(store).map((day) => day.slice(0, 7))).size).toBe(6)
  })

  it('names are moments', () => {
    expect(nameOf(new Date('2026-11-22T03:10:09.512Z'))).toBe('2026-11-22T03-10-09Z')
    expect(timeOf('2026-11-22T03-10-09Z')).toEqual(new Date('2026-11-22T03:10:09Z'))
  })
})
