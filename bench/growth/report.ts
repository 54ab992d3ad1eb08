import { type Stretch, sideOf } from '../report.ts'

/** One page at both sizes. */
export interface Grew {
  name: string
  small: Stretch[]
  large: Stretch[]
}

const head = [
  'page',
  'p50 ms',
  'p99 ms',
  'CPU ms',
  'of it postgres',
  'p50 ms, large',
  'p99 ms',
  'CPU ms',
  'of it postgres',
  '× time',
  '× CPU',
] // prettier-ignore

/** A Markdown table: every page at the small size, at the large one, and how many times as much that is. */
export function growthTable(all: Grew[]): string {
  const rows = all.map(({ name, small, large }) => {
    const [little, much] = [sideOf(small), sideOf(large)]
    const cells = ({ p50, p99, node, postgres }: typeof little) =>
      [p50, p99, node + postgres, postgres].map((ms) => ms.toFixed(2))
    const cpu = (much.node + much.postgres) / (little.node + little.postgres)
    return [name, ...cells(little), ...cells(much), `**${(much.p50 / little.p50).toFixed(2)}**`, cpu.toFixed(2)]
  })
  const lines = [head, head.map((_, i) => (i ? '--:' : '---')), ...rows]
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}
