import { expect, it } from 'vitest'
import { killedWhileWriting } from '../durability/rounds.ts'

const ROUNDS = Number(process.env.COPSE_ROUNDS) || 500

it(`keeps all that was acknowledged, once, through ${ROUNDS} sudden ends`, async () => {
  const told = await killedWhileWriting(ROUNDS)
  console.log(JSON.stringify(told))
  expect(told.acknowledged).toBeGreaterThan(ROUNDS * 5)
  expect(told.answers[500]).toBeUndefined()
})
