import { expect, it } from 'vitest'
import { fuzz } from '../fuzz/fuzz.ts'

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)

it(`60,000 made-up requests with the seed ${seed}`, { timeout: 3_600_000 }, async () => {
  const seen = await fuzz(60_000, seed)
  console.log(JSON.stringify(seen))
  expect(seen[200]).toBeGreaterThan(1_000)
})
