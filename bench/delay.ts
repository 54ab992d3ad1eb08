import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Loaded into the program before its own: on SIGUSR2 it tells how long what was due had to wait, since it was asked last. */
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()

process.on('SIGUSR2', () => {
  const [p50, p99, most] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) => ns / 1e6)
  writeFileSync(process.env.BENCH_DELAY!, JSON.stringify({ p50, p99, most }))
  delay.reset()
})
