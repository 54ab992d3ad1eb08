import { afterEach, beforeEach, vi } from 'vitest'

/** How long a code of an authenticator app counts. */
const STEP_MS = 30_000

/** The time of day stands still in the middle of a step: a test that is slow, or begins late in one, does not end in the next. */
export function withinOneStep(): void {
  beforeEach(() => {
    const now = Math.floor(Date.now() / STEP_MS) * STEP_MS + STEP_MS / 2
    vi.useFakeTimers({ toFake: ['Date'], now })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
}
