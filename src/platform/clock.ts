/** It is looked so often whether the clock was set. */
const LOOK_MS = 1_000
/** What moves by less is put right bit by bit, as a clock that runs a little fast is. */
const JUMP_MS = 60_000

/**
 * Calls back when the clock of the machine was set, or the machine slept: the time of day then moved otherwise than the
 * clock that only goes forward.
 * @returns what ends it
 */
export function onClockSet(hear: () => void): () => void {
  const apart = () => Date.now() - performance.now()
  let before = apart()
  const look = () => {
    const now = apart()
    if (Math.abs(now - before) > JUMP_MS) hear()
    before = now
  }
  const timer = setInterval(look, LOOK_MS).unref()
  return () => clearInterval(timer)
}
