import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { readConfig } from '../../src/platform/config.ts'
import { connect, type Pool } from '../../src/platform/database/connect.ts'
import { type Postmaster, runningPostmaster } from '../../src/platform/database/embedded/postmaster.ts'
import { PORT } from '../../src/platform/database/embedded/socket.ts'
import { credentialsOf, type Role } from '../../src/platform/database/roles.ts'
import { copse, type Running, start } from '../life/program.ts'

/** The whole program in a data folder, at one address however often it is killed and started again. */
export interface Killable {
  dataDir: string
  url: string
  running(): Running
  /** What all of its processes have printed. */
  output(): string
  start(): Promise<void>
  killNode(): Promise<void>
  killPostmaster(): Promise<void>
  /** One process of PostgreSQL, whichever. */
  killBackend(nth: number): Promise<void>
  /** For looking at the tables, past the program. */
  as(role: Role): Promise<Pool>
}

export async function killable(dataDir: string, env: Record<string, string> = {}): Promise<Killable> {
  const port = await freePort()
  let running: Running
  let before = ''
  const cluster = join(dataDir, 'pg/18/cluster')
  const site: Killable = {
    dataDir,
    url: `http://localhost:${port}`,
    running: () => running,
    output: () => before + running.output(),
    async start() {
      if (running) before += running.output()
      running = await start(dataDir, [], { PORT: String(port), ...env })
      if (!running.url) throw new Error(`It does not start:\n${running.output()}`)
    },
    killNode: () => running.kill(),
    async killPostmaster() {
      const postmaster = await runningPostmaster(cluster)
      if (postmaster) kill(postmaster.pid)
    },
    async killBackend(nth) {
      const postmaster = await runningPostmaster(cluster)
      const children = postmaster ? childrenOf(postmaster.pid) : []
      if (children.length) kill(children[nth % children.length]!)
    },
    async as(role) {
      const { key } = readConfig({ COPSE_DATA: dataDir })
      const { socketFolder } = await there(cluster)
      return connect({ host: socketFolder, port: PORT, database: 'copse' }, credentialsOf(role, key), 1)
    },
  }
  await site.start()
  return site
}

async function there(cluster: string): Promise<Postmaster> {
  for (let tries = 0; tries < 400; tries++) {
    const postmaster = await runningPostmaster(cluster)
    if (postmaster?.status === 'ready') return postmaster
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('PostgreSQL did not come back')
}

export function kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}

export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number)
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return 0
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Someone new, by invitation. @returns their session */
export async function invited(site: Killable, slug: string, name: string): Promise<string> {
  const invitation = (await copse(site.dataDir, ['invite', slug])).trim().split('\n').at(-1)!
  const answer = await fetch(site.url + new URL(invitation).pathname, {
    method: 'POST',
    headers: { origin: site.url, accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ name, email: `${name}@example.org`, password: 'four words by the river', lang: 'en' }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.headers.get('set-cookie')!.split(';')[0]!
}
