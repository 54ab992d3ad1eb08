import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { onClockSet } from './clock.ts'

afterEach(() => vi.restoreAllMocks())

it('tells when the clock is set, forward or back, and not when it runs a little fast', async () => {
  const real = Date.now
  let moved = 0
  vi.spyOn(Date, 'now').mockImplementation(() => real() + moved)
  let heard = 0
  const end = onClockSet(() => heard++)
  for (const [by, times] of [
    [30_000, 0],
    [365 * 86_400_000, 1],
    [-86_400_000, 2],
    [-86_430_000, 2],
  ] as const) {
    moved = by
    await pause(1_200)
    expect(heard).toBe(times)
  }
  end()
  moved = 0
  await pause(1_200)
  expect(heard).toBe(2)
})
