import { type ChildProcess, fork, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The processes of the bench, each built by esbuild and run by plain node, as the program itself is. */

const root = fileURLToPath(new URL('..', import.meta.url))

/** The program as `npm start` runs it: what node is told, and the file. */
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
const started = scripts.start.split(' ').slice(1)

/** Makes `dist/` as for serving, and beside it the baseline and the readers. */
export async function buildAll(): Promise<void> {
  await import('../build.ts')
  await build({
    entryPoints: ['baseline', 'load', 'ears', 'broadcast', 'hocus', 'pens', 'bare', 'hearers', 'delay'].map((name) =>
      join(root, 'bench', `${name}.ts`),
    ),
    outdir: join(root, 'dist/bench'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  })
}

export interface Served {
  process: ChildProcess
  port: number
  /** From starting the program to its first page. */
  startedIn: number
}

/**
 * Starts Copse on a data folder and waits for its first page. Its log goes to a file, as under a supervisor.
 * @param words what `npm start --` is told besides
 */
export async function serveCopse(dataDir: string, nodeOptions: string[] = [], words: string[] = []): Promise<Served> {
  const port = await freePort()
  const log = openSync(join(dataDir, 'copse.log'), 'a')
  const from = performance.now()
  const child = spawn(process.execPath, [...nodeOptions, ...started, ...words], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', COPSE_DATA: dataDir, PORT: String(port), COPSE_MODE: 'production' },
    stdio: ['ignore', log, 'inherit'],
  })
  closeSync(log)
  while (child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/sign-in`).catch(() => undefined)
    if (answer?.status === 200) return { process: child, port, startedIn: performance.now() - from }
    await pause(5)
  }
  throw new Error('Copse ended instead of serving')
}

/** Starts one of the bench's own processes. What it is to do comes through the environment or by messages. */
export function start(
  name: 'baseline' | 'load' | 'ears' | 'broadcast' | 'hocus' | 'pens' | 'bare' | 'hearers',
  env: Record<string, string> = {},
): ChildProcess {
  return fork(join(root, 'dist/bench', `${name}.js`), {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    serialization: 'advanced',
  })
}

/** The next message of a process. */
export function told<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('The process ended without an answer')))
    child.once('message', (message: T & { error?: string }) => {
      child.removeAllListeners('exit')
      if (message.error) reject(new Error(message.error))
      else resolve(message)
    })
  })
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.removeAllListeners('message')
  child.kill('SIGTERM')
  await gone
}

/** A port that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
