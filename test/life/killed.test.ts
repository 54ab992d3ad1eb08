import { expect, it } from 'vitest'
import { killedWhileWriting } from '../durability/rounds.ts'

/** Whatever was answered with "kept" is kept, whatever of the program is killed and when. */

const ROUNDS = Number(process.env.COPSE_ROUNDS) || 30

it(`keeps all that was acknowledged, once, through ${ROUNDS} sudden ends`, { timeout: 900_000 }, async () => {
  const told = await killedWhileWriting(ROUNDS)
  console.log(JSON.stringify(told))
  expect(told.acknowledged).toBeGreaterThan(ROUNDS * 7)
  // Under sudden ends people are told to wait, never that something broke.
  expect(told.answers[500]).toBeUndefined()
})
