import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from '../../src/platform/database/connect.ts'
import { cpuOf } from '../processes.ts'
import { middle, speak, timed } from './speak.ts'
import { bytesOf, type Shelf, type Way, ways } from './ways.ts'

interface Turn {
  ms: number
  cpu: number
}

/**
 * Files up to the shelf and down again, against node's own streams doing the same work, turn about: what it costs that who asks is
 * known, that a form is read, that bytes are kept by their hash. Bare streams without a hash are shown, too. What follows an upload
 * in another process, as the picture of it, is over before the next turn.
 * @param pids of Copse and of the bare one @param bareAt the address of the bare one
 */
export async function measureStreams(
  owner: Pool,
  shelf: Shelf,
  pids: { copse: number; bare: number },
  bareAt: string,
  { rounds, size }: { rounds: number; size: number },
): Promise<void> {
  const putBare = (path: string) => async () => {
    await speak(`${bareAt}${path}`, { method: 'PUT', body: bytesOf(size) })
  }
  let last = ''
  const up = (way: Way) => async () => {
    last = await way(shelf, size)
  }
  const down = (url: string, headers: Record<string, string>) => async () => {
    await speak(url, { headers, keep: false })
  }
  await putBare('/hashed')()
  await up(ways.form)()
  const file = last
  await up(ways.WebDAV)()
  const davFile = last
  const turns: Record<string, { pid: number; work: () => Promise<void>; against?: string }> = {
    'bare, up': { pid: pids.bare, work: putBare('/hashed') },
    'bare, up, without hash': { pid: pids.bare, work: putBare('/plain'), against: 'bare, up' },
    'form, up': { pid: pids.copse, work: up(ways.form), against: 'bare, up' },
    'tus, up': { pid: pids.copse, work: up(ways.tus), against: 'bare, up' },
    'WebDAV, up': { pid: pids.copse, work: up(ways.WebDAV), against: 'bare, up' },
    'bare, down': { pid: pids.bare, work: down(`${bareAt}/hashed`, {}) },
    'page, down': { pid: pids.copse, work: down(file, { cookie: shelf.cookie }), against: 'bare, down' },
    'WebDAV, down': {
      pid: pids.copse,
      work: down(davFile, { authorization: shelf.authorization }),
      against: 'bare, down',
    },
  }
  const names = Object.keys(turns)
  const told = new Map<string, Turn[]>(names.map((name) => [name, []]))
  for (let round = -1; round < rounds; round++)
    for (const name of round % 2 ? names : [...names].reverse()) {
      const { pid, work } = turns[name]!
      while ((await owner`select from file_version where preview = 'waiting' limit 1`).length) await pause(50)
      const before = cpuOf([pid])
      const ms = await timed(work)
      if (round >= 0) told.get(name)!.push({ ms, cpu: cpuOf([pid]) - before })
    }
  console.log(`\nFiles of ${size} MB, ${rounds} rounds, turn about; medians; processor time of the server\n`)
  console.log(
    '| way | MB/s | CPU ms | × throughput | lowest – highest | × CPU |\n| --- | --: | --: | --: | --: | --: |',
  )
  for (const name of names) console.log(lineOf(name, size, told.get(name)!, told.get(turns[name]!.against ?? '')))
}

function lineOf(name: string, size: number, ours: Turn[], theirs: Turn[] | undefined): string {
  const speed = middle(ours.map(({ ms }) => size / (ms / 1000))).toFixed(0)
  const cpu = middle(ours.map((turn) => turn.cpu)).toFixed(0)
  if (!theirs) return `| ${name} | ${speed} | ${cpu} | | | |`
  const ratios = ours.map(({ ms }, round) => theirs[round]!.ms / ms)
  const byCpu = middle(ours.map((turn, round) => theirs[round]!.cpu / turn.cpu)).toFixed(2)
  return `| ${name} | ${speed} | ${cpu} | **${middle(ratios).toFixed(2)}** | ${Math.min(...ratios).toFixed(2)} – ${Math.max(...ratios).toFixed(2)} | ${byCpu} |`
}
