import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A CPU profile as V8 writes it. */
interface Profile {
  nodes: {
    id: number
    callFrame: { functionName: string; url: string; lineNumber: number }
    children?: number[]
  }[]
  samples: number[]
  timeDeltas: number[]
}

const MOST = 45

/** Where the time of the server process goes, function by function. */
export const profileOf = {
  options: (folder: string) => ['--cpu-prof', `--cpu-prof-dir=${join(folder, 'profile')}`, '--cpu-prof-interval=200'],

  /** Time in each function itself, and in it with all that it calls, as shares of what was not idle. */
  summary(folder: string): string {
    const file = readdirSync(join(folder, 'profile'))[0]!
    const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, 'profile', file), 'utf8')) as Profile
    const own = new Map<number, number>()
    for (const [i, id] of samples.entries()) own.set(id, (own.get(id) ?? 0) + timeDeltas[i]!)
    const byId = new Map(nodes.map((node) => [node.id, node]))
    const self = new Map<string, number>()
    const total = new Map<string, number>()
    let all = 0
    const walk = (id: number, above: Set<string>): number => {
      const { callFrame, children = [] } = byId.get(id)!
      const name = `${callFrame.functionName || '(anonymous)'} ${placeOf(callFrame)}`
      const mine = callFrame.functionName === '(idle)' ? 0 : (own.get(id) ?? 0)
      all += mine
      self.set(name, (self.get(name) ?? 0) + mine)
      const outermost = !above.has(name)
      if (outermost) above.add(name)
      const sum = children.reduce((time, child) => time + walk(child, above), mine)
      if (outermost) {
        above.delete(name)
        total.set(name, (total.get(name) ?? 0) + sum)
      }
      return sum
    }
    walk(nodes[0]!.id, new Set())
    const list = (times: Map<string, number>) =>
      [...times]
        .sort(([, a], [, b]) => b - a)
        .slice(0, MOST)
        .map(([name, time]) => `${((100 * time) / all).toFixed(1).padStart(5)} %  ${name}`)
        .join('\n')
    return `In the function itself:\n${list(self)}\n\nWith what it calls:\n${list(total)}`
  },
}

function placeOf({ url, lineNumber }: { url: string; lineNumber: number }): string {
  const path = url.replace(/^.*\/(node_modules|dist)\//, '$1/').replace('node_modules/', '')
  return path ? `${path}:${lineNumber + 1}` : ''
}
