import { middle, type Said, timed } from '../files/speak.ts'
import { cpuOf } from '../processes.ts'

/** A server that answers: all of its processes count. */
export interface Side {
  pids: () => number[]
}

/** What is asked of each side, one request after another. */
export interface Ask {
  name: string
  asks: (() => Promise<Said>)[]
}

export const HEAD = [
  '| what | bytes | p50 ms | CPU ms | Radicale: bytes | p50 ms | CPU ms | × time | × CPU |',
  '| --- | --: | --: | --: | --: | --: | --: | --: | --: |',
].join('\n')

/** Asks the sides turn about. @returns a line: ours, theirs, and theirs over ours */
export async function compared({ name, asks }: Ask, sides: Side[], rounds: number, times: number): Promise<string> {
  const took: number[][] = asks.map(() => [])
  const cpu: number[] = asks.map(() => 0)
  const bytes: number[] = []
  for (const ask of asks) for (let i = 0; i < times; i++) await ask()
  for (let round = 0; round < rounds; round++)
    for (const [at, ask] of asks.entries()) {
      const { pids } = sides[at]!
      const before = cpuOf(pids())
      for (let i = 0; i < times; i++) took[at]!.push(await timed(async () => (bytes[at] = (await ask()).bytes)))
      cpu[at]! += (cpuOf(pids()) - before) / (rounds * times)
    }
  const [ours, theirs] = took.map(middle) as [number, number]
  const cells = (at: number) => [
    bytes[at]!.toLocaleString('en'),
    took[at]!.length && middle(took[at]!).toFixed(1),
    cpu[at]!.toFixed(2),
  ]
  return `| ${[name, ...cells(0), ...cells(1), `**${(theirs / ours).toFixed(1)}**`, `**${(cpu[1]! / cpu[0]!).toFixed(1)}**`].join(' | ')} |`
}
