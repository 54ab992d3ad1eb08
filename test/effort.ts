/** Seconds of processor time that some work takes in this process: unlike the clock, it does not count waiting for others. */
export function effort(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/**
 * How many times as much effort a text made to be slow takes as an honest one of the same length. What hangs takes
 * thousands of times as much; a slow machine or a busy one changes nothing.
 */
export function timesAsHard(work: (text: string) => void, torture: string, honest: string): number {
  const plain = honest.repeat(Math.ceil(torture.length / honest.length)).slice(0, torture.length)
  work(plain) // once to warm up
  const least = Math.min(...[1, 2, 3].map(() => effort(() => work(plain))))
  return effort(() => work(torture)) / Math.max(least, 0.001)
}
