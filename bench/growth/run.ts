import type { ChildProcess } from 'node:child_process'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { embeddedServer } from '../../src/platform/database/embedded.ts'
import { type Answering, ask } from '../asking.ts'
import { familyOf, memoryOf } from '../processes.ts'
import { serveCopse, stop } from '../serve.ts'
import { type GrowthCase, pagesOf, requestFor, writesOf } from './cases.ts'
import { type Grew, growthTable } from './report.ts'
import { type Grown, grown } from './site.ts'
import { large, small } from './size.ts'

/** Few at once: what is asked is how long one page takes, not how many there can be. */
const CONNECTIONS = 2

interface Effort {
  rounds: number
  /** Milliseconds of one stretch, and of getting warm before. */
  slice: number
  warmUp: number
}

interface Running extends Answering {
  site: Grown
  process: ChildProcess
  startedIn: number
}

/**
 * The same site at two sizes, side by side: what does a page cost more where there is a hundred times as much?
 * @param folder where both are made, and found again by a later run
 * @param only a word of the names of what is measured
 */
export async function measureGrowth(load: ChildProcess, folder: string, effort: Effort, only?: string): Promise<void> {
  const sites = {
    small: await grown(join(folder, 'small'), small),
    large: await grown(join(folder, 'large'), large),
  }
  for (const [name, { took, counts }] of Object.entries(sites))
    console.log(`${name}: filled in ${took.toFixed(0)} s: ${JSON.stringify(counts)}`)
  const running: Running[] = []
  try {
    running.push(await run(sites.small), await run(sites.large))
    const [little, much] = running as [Running, Running]
    const idle = memory(much)
    const measured = [
      ...(await measure(load, little, much, pagesOf, effort, only)),
      ...(await measure(load, little, much, writesOf, effort, only)),
    ]
    const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
    console.log(
      `\nCopse ${commit}, node ${process.version}, ${new Date().toISOString().slice(0, 10)}; ${CONNECTIONS} connections, ${effort.rounds} rounds of ${effort.slice} ms, turn about\n`,
    ) // prettier-ignore
    console.log(growthTable(measured))
    await pause(300)
    console.log(
      `With a million messages: from start to the first page ${much.startedIn.toFixed(0)} ms; memory (PSS) ${idle.toFixed(0)} MB idle, ${memory(much).toFixed(0)} MB after load`,
    ) // prettier-ignore
  } finally {
    for (const one of running) await stop(one.process)
  }
}

async function run(site: Grown): Promise<Running> {
  const { process, port, startedIn } = await serveCopse(site.dataDir)
  const { pid } = await embeddedServer({ dataDir: site.dataDir, log: () => {} })
  return { site, process, port, startedIn, pid: process.pid!, postmaster: pid }
}

function memory({ pid, postmaster }: Running): number {
  return memoryOf([pid, ...familyOf(postmaster)])
}

async function measure(
  load: ChildProcess,
  little: Running,
  much: Running,
  casesOf: (site: Grown) => GrowthCase[],
  { rounds, slice, warmUp }: Effort,
  only?: string,
): Promise<Grew[]> {
  const measured: Grew[] = []
  const cases = casesOf(little.site)
  const there = await Promise.all(cases.map((one) => one.body !== undefined || isThere(little, one)))
  const chosen = [...cases.keys()].filter((i) => there[i] && (!only || cases[i]!.name.includes(only)))
  const stretch = (side: Running, i: number, ms: number, least: number) =>
    ask(load, side, { request: requestFor(casesOf(side.site)[i]!, side.site), connections: CONNECTIONS, ms, least })
  for (const i of chosen) {
    await stretch(little, i, warmUp, 3)
    await stretch(much, i, warmUp, 3)
    measured.push({ name: cases[i]!.name, small: [], large: [] })
  }
  for (let round = 0; round < rounds; round++)
    for (const [nth, i] of chosen.entries()) {
      measured[nth]!.small.push(await stretch(little, i, slice, 3))
      measured[nth]!.large.push(await stretch(much, i, slice, 3))
    }
  return measured
}

/** A page that this program does not have yet is not measured. */
async function isThere({ port, site }: Running, one: GrowthCase): Promise<boolean> {
  const headers = { accept: one.accept, cookie: site.cookies[one.as] }
  const answer = await fetch(`http://127.0.0.1:${port}${one.path}`, { headers, redirect: 'manual' })
  if (answer.status !== 200) console.log(`${one.name} is left out: ${one.path} answers ${answer.status}`)
  return answer.status === 200
}
