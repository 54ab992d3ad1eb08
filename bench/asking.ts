import type { ChildProcess } from 'node:child_process'
import type { Order, Result } from './load.ts'
import { cpuOf, familyOf } from './processes.ts'
import type { Stretch } from './report.ts'
import { told } from './serve.ts'

/** Who answers: a process, and the PostgreSQL whose work counts with its own. */
export interface Answering {
  port: number
  pid: number
  postmaster: number
}

/** Lets the readers ask one answerer for one thing, and tells what it took and cost. */
export async function ask(
  load: ChildProcess,
  { port, pid, postmaster }: Answering,
  order: Omit<Order, 'port'>,
): Promise<Stretch> {
  const family = familyOf(postmaster)
  const before = [cpuOf([pid]), cpuOf(family)]
  load.send({ port, ...order } satisfies Order)
  const result = await told<Result>(load)
  return { ...result, node: cpuOf([pid]) - before[0]!, postgres: cpuOf(family) - before[1]! }
}
