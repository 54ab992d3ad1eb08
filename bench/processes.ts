import { readdirSync, readFileSync } from 'node:fs'

/** What the kernel tells of processes (Linux). */

const TICK_MS = 10

/** A process and all that it started. */
export function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = Number(statOf(Number(name))?.[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const family = [pid]
  for (const one of family) family.push(...(children.get(one) ?? []))
  return family
}

/** Milliseconds of processor time that these processes have used, in user and kernel. */
export function cpuOf(pids: number[]): number {
  let ticks = 0
  for (const pid of pids) {
    const fields = statOf(pid)
    ticks += Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0)
  }
  return ticks * TICK_MS
}

/** Megabytes of memory, what is shared counted in parts (PSS). */
export function memoryOf(pids: number[]): number {
  let kB = 0
  for (const pid of pids) {
    try {
      kB += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      // It ended meanwhile.
    }
  }
  return kB / 1024
}

/** The fields of /proc/<pid>/stat after the name: state, parent, … */
function statOf(pid: number): string[] | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return line.slice(line.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
