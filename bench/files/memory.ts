import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { speak } from './speak.ts'
import { type Shelf, ways } from './ways.ts'

/** What a large file takes of the server's memory, on each way up, and down. */
export async function measureMemory(shelf: Shelf, pid: number, megabytes: number): Promise<void> {
  console.log(`\nA file of ${megabytes} MB: megabytes resident before, at most, and how much that is more\n`)
  console.log('| way | before | at most | more |\n| --- | --: | --: | --: |')
  let file = ''
  for (const [name, way] of Object.entries(ways))
    await watched(`${name}, up`, pid, async () => {
      const url = await way(shelf, megabytes)
      if (name === 'form') file = url
    })
  await watched('page, down', pid, () => speak(file, { headers: { cookie: shelf.cookie }, keep: false }))
}

async function watched(name: string, pid: number, work: () => Promise<unknown>): Promise<void> {
  await pause(1000)
  const before = residentOf(pid)
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, residentOf(pid))
  }, 50)
  await work().finally(() => clearInterval(timer))
  console.log(`| ${name} | ${before.toFixed(0)} | ${most.toFixed(0)} | **${(most - before).toFixed(0)}** |`)
}

/** Megabytes of memory that are the process's own at this moment. */
function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
