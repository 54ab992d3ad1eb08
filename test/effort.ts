/** Seconds of processor time that some work takes in this process: unlike the clock, it does not count waiting for others. */
export function effort(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const LENGTH = 30_000
const known = new Map<string, number>()

/**
 * How many times as much effort a text made to be slow takes as an honest one of the same length. What hangs takes
 * thousands of times as much; a slow machine or a busy one changes nothing.
 * @param honest a few lines that are repeated; what they take is measured once
 */
export function timesAsHard(work: (text: string) => void, torture: string, honest: string): number {
  let plain = known.get(honest)
  if (plain === undefined) {
    const text = honest.repeat(Math.ceil(LENGTH / honest.length)).slice(0, LENGTH)
    work(text) // once to warm up
    plain = Math.min(
      effort(() => work(text)),
      effort(() => work(text)),
    )
    known.set(honest, plain)
  }
  return effort(() => work(torture)) / Math.max((plain * torture.length) / LENGTH, 0.001)
}
