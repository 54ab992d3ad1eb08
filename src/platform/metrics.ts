/** Counters and durations in the Prometheus text format (0.0.4). Labels are routes and numbers, never people. */
export class Metrics {
  private readonly requests = new Map<string, { count: number; seconds: number; slow: number }>()
  private readonly gauges = new Map<string, () => number | Promise<number>>()
  private readonly counters = new Map<string, () => number>()

  request(route: string, status: number, seconds: number): void {
    const key = `route="${route}",status="${Math.floor(status / 100)}xx"`
    const seen = this.requests.get(key) ?? { count: 0, seconds: 0, slow: 0 }
    seen.count++
    seen.seconds += seconds
    if (seconds > 0.25) seen.slow++
    this.requests.set(key, seen)
  }

  gauge(name: string, read: () => number | Promise<number>): void {
    this.gauges.set(name, read)
  }

  /** What only ever grows, counted elsewhere. */
  counter(name: string, read: () => number): void {
    this.counters.set(name, read)
  }

  async text(): Promise<string> {
    const lines = [
      '# TYPE copse_requests_total counter',
      '# TYPE copse_request_seconds_total counter',
      '# TYPE copse_slow_requests_total counter',
    ]
    for (const [labels, seen] of this.requests) {
      lines.push(`copse_requests_total{${labels}} ${seen.count}`)
      lines.push(`copse_request_seconds_total{${labels}} ${seen.seconds.toFixed(6)}`)
      lines.push(`copse_slow_requests_total{${labels}} ${seen.slow}`)
    }
    for (const [name, read] of this.gauges) lines.push(`# TYPE ${name} gauge`, `${name} ${await read()}`)
    for (const [name, read] of this.counters) lines.push(`# TYPE ${name} counter`, `${name} ${read()}`)
    const memory = process.memoryUsage()
    lines.push('# TYPE process_resident_memory_bytes gauge', `process_resident_memory_bytes ${memory.rss}`)
    lines.push(
      '# TYPE process_cpu_seconds_total counter',
      `process_cpu_seconds_total ${process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6}`,
    )
    return `${lines.join('\n')}\n`
  }
}
