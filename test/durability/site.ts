import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { readConfig } from '../../src/platform/config.ts'
import { connect, type Pool } from '../../src/platform/database/connect.ts'
import { runningPostmaster } from '../../src/platform/database/embedded/postmaster.ts'
import { PORT } from '../../src/platform/database/embedded/socket.ts'
import { embeddedServer } from '../../src/platform/database/embedded.ts'
import { credentialsOf, type Role } from '../../src/platform/database/roles.ts'
import { hashOf, newSecret } from '../../src/spine/people/credential.ts'
import type { Server } from '../life/postgres.ts'
import { copse, type Running, start } from '../life/program.ts'

/** The whole program in a data folder, at one address however often it is killed and started again. */
export interface Killable {
  dataDir: string
  /** What the program is given besides, commands too. */
  env: Record<string, string>
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
  /** Changes the tables past all their guards. */
  past(sql: string): Promise<void>
}

/** @param server a PostgreSQL of its own, instead of the embedded one */
export async function killable(dataDir: string, more: Record<string, string> = {}, server?: Server): Promise<Killable> {
  const port = await freePort()
  let running: Running
  let before = ''
  const env: Record<string, string> = { ...more, ...(server && { DATABASE_URL: server.url('copse') }) }
  const database = server ?? embedded(dataDir)
  const site: Killable = {
    dataDir,
    env,
    url: `http://localhost:${port}`,
    running: () => running,
    output: () => before + running.output(),
    async start() {
      if (running) before += running.output()
      running = await start(dataDir, [], { PORT: String(port), ...env })
      if (!running.url) throw new Error(`It does not start:\n${running.output()}`)
    },
    killNode: () => running.kill(),
    killPostmaster: () => database.kill(),
    async killBackend(nth) {
      const postmaster = await database.pid()
      const children = postmaster ? childrenOf(postmaster) : []
      if (children.length) kill(children[nth % children.length]!)
    },
    async as(role) {
      const { key } = readConfig({ COPSE_DATA: dataDir, ...env })
      return connect({ ...(await database.address()), database: 'copse' }, credentialsOf(role, key), 1)
    },
    async past(sql) {
      const settings = { session_replication_role: 'replica' }
      const as = await database.superuser()
      const superuser = connect({ ...(await database.address()), database: 'copse' }, as, 1, settings)
      await superuser.unsafe(sql).finally(() => superuser.end())
    },
  }
  await site.start()
  return site
}

/** The server that the program starts itself, and again when it has ended. */
function embedded(dataDir: string): Pick<Server, 'kill' | 'pid' | 'address' | 'superuser'> {
  const cluster = join(dataDir, 'pg/18/cluster')
  const pid = async () => (await runningPostmaster(cluster))?.pid
  return {
    pid,
    async kill() {
      const postmaster = await pid()
      if (postmaster) kill(postmaster)
    },
    async address() {
      for (let tries = 0; tries < 400; tries++) {
        const postmaster = await runningPostmaster(cluster)
        if (postmaster?.status === 'ready') return { host: postmaster.socketFolder, port: PORT }
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
      throw new Error('PostgreSQL did not come back')
    },
    superuser: async () => (await embeddedServer({ dataDir, log: () => {} })).connection,
  }
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
  const invitation = (await copse(site.dataDir, ['invite', slug], site.env)).trim().split('\n').at(-1)!
  const answer = await fetch(site.url + new URL(invitation).pathname, {
    method: 'POST',
    headers: { origin: site.url, accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ name, email: `${name}@example.org`, password: 'four words by the river', lang: 'en' }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

/** Members by these names, past the doors. @returns their sessions */
export async function members(site: Killable, slug: string, names: string[]): Promise<string[]> {
  const owner = await site.as('copse_owner')
  const cookies: string[] = []
  for (const name of names) {
    const [handle, secret] = [name.toLowerCase().replaceAll(' ', '-'), newSecret()]
    const [{ id }] = await owner<[{ id: number }]>`
      select register(${handle}, ${name}, 'en', ${`${handle}@example.org`}, null, 'Europe/Paris') id`
    await owner`insert into membership (space_id, person_id, standing) select id, ${id}, 'member' from space where slug = ${slug}`
    await owner`select open_session(${id}, ${hashOf(secret)}, 'test')`
    cookies.push(`copse=${secret}`)
  }
  await owner.end()
  return cookies
}
