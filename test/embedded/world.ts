import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmdirSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import postgres from 'postgres'
import { afterEach, inject } from 'vitest'
import { runningPostmaster } from '../../src/platform/database/embedded/postmaster.ts'
import { stopPostmaster } from '../../src/platform/database/embedded/stop.ts'
import { type EmbeddedServer, embeddedServer } from '../../src/platform/database/embedded.ts'

export const isRoot = process.getuid?.() === 0
export const NOBODY = { uid: 65534, gid: 65534 }
if (!isRoot) console.warn('\n*** NOT ROOT: the tests of what Copse does as root are SKIPPED ***\n')

/** What a process tells of its server; see `starter.ts`. */
export type Told = Pick<EmbeddedServer, 'connection' | 'adopted' | 'pid'>

/** These servers need not survive a power cut. */
const settings = { fsync: 'off' }
const folders: string[] = []
const served = new Set<string>()
const processes: ChildProcess[] = []
const sockets = new Set<string>()
const undo: (() => void)[] = []

/** An empty data folder; all that runs in it ends after the test, and the folder goes. */
export function dataFolder({
  within = tmpdir(),
  name = 'copse-embedded-',
  mode = 0o755,
  owner = process.getuid!(),
} = {}) {
  const folder = mkdtempSync(join(within, name))
  chownSync(folder, owner, owner)
  chmodSync(folder, mode)
  folders.push(folder)
  return folder
}

/** Does this after the test, when the servers are gone and before the folders are. */
export function afterwards(task: () => void) {
  undo.push(task)
}

export async function serve(dataDir: string, log: (message: string) => void = () => {}): Promise<EmbeddedServer> {
  served.add(dataDir)
  const server = await embeddedServer({ dataDir, log, settings })
  sockets.add(server.connection.host)
  return server
}

/**
 * Starts the server in another process, perhaps as another account or by way of another program, and waits for what
 * it tells.
 */
export async function serveApart(dataDir: string, account?: { uid: number; gid: number }, by: string[] = []) {
  served.add(dataDir)
  const [program, ...args] = [...by, process.execPath, inject('starter'), dataDir, JSON.stringify(settings)]
  const child = spawn(program!, args, {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  processes.push(child)
  for await (const line of createInterface(child.stdout!)) {
    const told = JSON.parse(line) as Told & { error?: string }
    if (told.error) throw new Error(told.error)
    sockets.add(told.connection.host)
    return { ...told, process: child }
  }
  throw new Error('The process ended without a word')
}

/** A program that has nothing to do with any server, run by this account. */
export function someProgram(uid: number): number {
  const child = spawn('sleep', ['60'], { ...(isRoot && { uid }), stdio: 'ignore' })
  processes.push(child)
  return child.pid!
}

export async function killed(child: ChildProcess) {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

/** Runs one piece of work with a connection to this server. */
export async function using<T>({ connection }: Told, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres({ ...connection, username: connection.user, max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

export const cluster = (dataDir: string) => join(dataDir, 'pg', '18', 'cluster')

/** The pids of the servers, without their children, that work in this data folder's cluster. */
export function postmasters(dataDir: string): number[] {
  const here = realpathSync(cluster(dataDir))
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && linkOf(`/proc/${name}/cwd`) === here)
  // A child's parent works in the same folder.
  const parents = pids.map((pid) => ({ pid, parent: parentOf(pid) })).filter(({ parent }) => parent !== undefined)
  return parents.filter(({ parent }) => linkOf(`/proc/${parent}/cwd`) !== here).map(({ pid }) => Number(pid))
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

// Undefined when it ended meanwhile.
function parentOf(pid: string): string | undefined {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  } catch {
    return undefined
  }
}

afterEach(async () => {
  for (const child of processes.splice(0)) if (child.exitCode === null && child.signalCode === null) await killed(child)
  for (const dataDir of served) await endServerOf(dataDir)
  served.clear()
  for (const socket of sockets)
    if (basename(socket).startsWith('copse-')) rmSync(socket, { recursive: true, force: true })
  sockets.clear()
  for (const task of undo.splice(0)) task()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  if (isRoot) removeIfEmpty('/var/lib/copse')
})

async function endServerOf(dataDir: string) {
  const pg = join(dataDir, 'pg')
  if (!existsSync(pg)) return
  const running = await runningPostmaster(cluster(dataDir))
  if (running) await stopPostmaster(cluster(dataDir), running.pid)
  rmSync(realpathSync(pg), { recursive: true, force: true })
}

function removeIfEmpty(folder: string) {
  try {
    rmdirSync(folder)
  } catch {
    // Not there, or another site of this machine lives in it.
  }
}
