import type { Result } from './load.ts'

/** One stretch of asking for one page. */
export interface Stretch extends Result {
  /** Milliseconds of processor time of the server process, and of all of PostgreSQL. */
  node: number
  postgres: number
}

export interface Measured {
  name: string
  copse: Stretch[]
  baseline: Stretch[]
}

interface Side {
  rate: number
  p50: number
  p99: number
  node: number
  postgres: number
  bytes: number
}

export function sideOf(stretches: Stretch[]): Side {
  const times = stretches.flatMap((one) => one.times).sort((a, b) => a - b)
  const sum = (of: (one: Stretch) => number) => stretches.reduce((all, one) => all + of(one), 0)
  const failed = stretches.find((one) => one.failed)?.failed
  if (failed) throw new Error(`An answer said no: ${failed}`)
  return {
    rate: median(stretches.map((one) => (one.times.length / one.ms) * 1000)),
    p50: times[Math.floor(times.length * 0.5)]!,
    p99: times[Math.floor(times.length * 0.99)]!,
    node: sum((one) => one.node) / times.length,
    postgres: sum((one) => one.postgres) / times.length,
    bytes: stretches[0]!.bytes,
  }
}

/** The ratio of each round, since rounds are minutes apart on a machine that others use too; then their median. */
function ratios(measured: Measured, of: (one: Stretch) => number): number {
  return median(measured.copse.map((one, round) => of(one) / of(measured.baseline[round]!)))
}

/** A Markdown table: the line of a page, below it that of its baseline. */
export function table(all: Measured[]): string {
  const head = [
    'page',
    'bytes',
    'req/s',
    'p50 ms',
    'p99 ms',
    'CPU node',
    'CPU postgres',
    'CPU ms',
    '× throughput',
    '× CPU',
  ]
  const rows = all.flatMap((one) => {
    const [copse, baseline] = [sideOf(one.copse), sideOf(one.baseline)]
    const throughput = ratios(one, ({ times, ms }) => times.length / ms)
    const cpu = (baseline.node + baseline.postgres) / (copse.node + copse.postgres)
    return [
      [one.name, ...cellsOf(copse), `**${throughput.toFixed(2)}**`, cpu.toFixed(2)],
      ['– baseline', ...cellsOf(baseline), '', ''],
    ]
  })
  const lines = [head, head.map((_, i) => (i ? '--:' : '---')), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n') + '\n'
}

function cellsOf({ bytes, rate, p50, p99, node, postgres }: Side): string[] {
  return [
    bytes.toLocaleString('en'),
    rate.toFixed(0),
    p50.toFixed(2),
    p99.toFixed(2),
    node.toFixed(2),
    postgres.toFixed(2),
    (node + postgres).toFixed(2),
  ]
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const half = sorted.length / 2
  return sorted.length % 2 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2
}
