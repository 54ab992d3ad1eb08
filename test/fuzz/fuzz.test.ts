import { expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'

/** Two thousand requests, others each time. FUZZ_SEED repeats those of a failed run; FUZZ_RUNS asks for more. */

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)
const runs = Number(process.env.FUZZ_RUNS ?? 2_000)

it(`${runs} made-up requests with the seed ${seed}`, { timeout: 60_000 + runs * 50 }, async () => {
  const seen = await fuzz(runs, seed)
  // It does reach what it is to try.
  for (const status of [200, 404, 422]) expect(seen[status], JSON.stringify(seen)).toBeGreaterThan(runs / 100)
})
