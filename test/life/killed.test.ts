import { expect, it } from 'vitest'
import { killedWhileWriting } from '../durability/rounds.ts'

/** Whatever was answered with "kept" is kept, whatever of the program is killed and when. */

it('keeps all that was acknowledged, once, through thirty sudden ends', { timeout: 900_000 }, async () => {
  const told = await killedWhileWriting(30)
  console.log(JSON.stringify(told))
  expect(told.acknowledged).toBeGreaterThan(200)
  // Under sudden ends people are told to wait, never that something broke.
  expect(told.answers[500]).toBeUndefined()
})
