import { expect, it } from 'vitest'
import { felt, hardshipAt } from './hours.ts'
import { kindHours } from './kind-hours.ts'

const usual = { wakes: 8, sleeps: 21 }
const hours = (clock: { wakes: number; sleeps: number }, how: string) =>
  [...Array(24).keys()].filter((hour) => hardshipAt(hour, clock) === how)

it('says which hours are the edge of the day, which night, and which the deep of it', () => {
  expect(hours(usual, 'edge')).toEqual([7, 21])
  expect(hours(usual, 'night')).toEqual([6, 22, 23])
  expect(hours(usual, 'deep')).toEqual([0, 1, 2, 3, 4, 5])
  expect(hours(usual, 'kind')).toHaveLength(13)
})

it('takes the day of somebody who works at night as it is', () => {
  const baker = { wakes: 18, sleeps: 9 }
  expect(hours(baker, 'edge')).toEqual([9, 17])
  expect(hours(baker, 'deep')).toEqual([12, 13, 14, 15])
  expect(hardshipAt(2, baker)).toBe('kind')
  // Who sleeps two hours has edges and no night.
  expect(hours({ wakes: 5, sleeps: 3 }, 'edge')).toEqual([3, 4])
  expect(hours({ wakes: 5, sleeps: 3 }, 'night')).toEqual([])
})

const nairobi = { zone: 'Africa/Nairobi', ...usual }
const at = (from: string, minutes: number) => [new Date(from), new Date(Date.parse(from) + minutes * 60_000)] as const

it('counts the part that lies in the night, not only how it begins', () => {
  // From 20:30 in Nairobi until 22:45: three quarters of an hour are night.
  expect(felt(nairobi, ...at('2026-12-01T17:30:00Z', 135))).toEqual({ how: 'night', unkind: 45 })
  // From 23:30 until 0:30: half an hour of night, and half an hour of its deep, which counts twice.
  expect(felt(nairobi, ...at('2026-12-01T20:30:00Z', 60))).toEqual({ how: 'deep', unkind: 90 })
  expect(felt(nairobi, ...at('2026-12-01T16:00:00Z', 60))).toEqual({ how: 'kind', unkind: 0 })
  expect(felt(nairobi, ...at('2026-12-01T18:00:00Z', 60))).toEqual({ how: 'edge', unkind: 0 })
})

it('knows the clock of each option by itself, also after it has changed, and in zones of half hours', () => {
  const paris = { zone: 'Europe/Paris', ...usual }
  // The same moment of the day in UTC: 22:00 in summer, 21:00 after the clock went back on 25 October.
  expect(felt(paris, ...at('2026-10-24T20:00:00Z', 30)).how).toBe('night')
  expect(felt(paris, ...at('2026-10-26T20:00:00Z', 30)).how).toBe('edge')
  // Across the change itself, from 1:30 until 3:30 by the clock, three hours pass.
  expect(felt(paris, ...at('2026-10-24T23:30:00Z', 180)).unkind).toBe(360)
  const kathmandu = { zone: 'Asia/Kathmandu', ...usual }
  expect(felt(kathmandu, ...at('2026-12-01T15:15:00Z', 60))).toEqual({ how: 'edge', unkind: 0 })
  expect(felt(kathmandu, ...at('2026-12-01T15:15:00Z', 61))).toEqual({ how: 'night', unkind: 1 })
})

it('finds the hours at which the fewest sit at night, where people live by several clocks', () => {
  const person = { id: 1, handle: 'a', name: 'A', picture: null, ...usual }
  const group = (zone: string) => ({ zone, ...usual, people: [{ ...person, zone }] })
  const found = kindHours([group('Europe/Paris'), group('Asia/Tokyo')], '2026-12-01', 'Europe/Paris', 60)
  expect(found.map(({ time }) => time)).toEqual(['09:00', '10:00', '11:00', '12:00'])
  expect(found.every(({ nights }) => nights === 0)).toBe(true)
  expect(kindHours([group('Europe/Paris')], '2026-12-01', 'Europe/Paris', 60)).toEqual([])
})
