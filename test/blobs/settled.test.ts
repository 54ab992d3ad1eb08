import { expect, it } from 'vitest'
import { settled } from '../../src/platform/blobs/settled.ts'

it('what is put is there, though all of a taking away fits between putting and looking', async () => {
  let there = false
  let puts = 0
  await settled({
    async put() {
      puts++
      there = true
    },
    has: async () => there,
    // Who took it away had looked before it was put, and has taken back its sign by now.
    async taking() {
      if (puts === 1) there = false
      return undefined
    },
  })
  expect([puts, there]).toEqual([2, true])
})

it('who puts waits for who takes away, but not for ever for one that ended', async () => {
  let age = 100
  let asked = 0
  const place = {
    put: async () => {},
    has: async () => true,
    async taking() {
      asked++
      return asked < 4 ? age : undefined
    },
  }
  await settled(place)
  expect(asked).toBe(4)
  asked = 0
  age = 1_000_000
  await settled(place)
  expect(asked).toBe(1)
})
