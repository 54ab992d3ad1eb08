import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const program = join(root, 'dist/main.js')

/** The built program, running as people run it. */
export interface Running {
  url: string
  /** What it has printed so far. */
  output(): string
  process: ChildProcess
  /** Asks it to stop (SIGTERM) and waits. @returns its exit code */
  stop(): Promise<number | null>
  /** Ends it at once (SIGKILL): it cannot clean up. */
  kill(): Promise<void>
}

export function dataFolder(name = 'copse life '): string {
  const folder = mkdtempSync(join(tmpdir(), name))
  chmodSync(folder, 0o755) // PostgreSQL's own account passes through it
  return folder
}

/** Ends whatever PostgreSQL a killed program left, and removes the folder. */
export async function cleanUp(dataDir: string): Promise<void> {
  const lock = join(dataDir, 'pg/18/cluster/postmaster.pid')
  if (existsSync(lock)) {
    const pid = Number(readFileSync(lock, 'utf8').split('\n')[0])
    try {
      process.kill(pid, 'SIGQUIT')
      while (process.kill(pid, 0)) await new Promise((resolve) => setTimeout(resolve, 20))
    } catch {
      // it is gone
    }
  }
  rmSync(dataDir, { recursive: true, force: true })
}

/** Starts the program and waits until it serves, or has ended. */
export async function start(dataDir: string, words: string[] = [], env: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, [program, 'start', ...words], {
    env: { ...process.env, COPSE_DATA: dataDir, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  child.stderr.on('data', (chunk) => {
    text += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const serving = new Promise<void>((resolve) => {
    child.stdout.on('data', () => /Copse is at \S+/.test(text) && resolve())
  })
  await Promise.race([serving, ended])
  return {
    url: /Copse is at (\S+)/.exec(text)?.[1] ?? '',
    output: () => text,
    process: child,
    stop() {
      child.kill('SIGTERM')
      return ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Runs a command beside the server, or alone. @returns what it printed; rejects with it when it failed */
export async function copse(dataDir: string, words: string[], env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words], {
    env: { ...process.env, COPSE_DATA: dataDir, ...env },
  })
  return stdout
}

/** Founds the site through the link that was printed. @returns the first person's session */
export async function found(running: Running): Promise<{ cookie: string; community: string }> {
  const link = /(http\S+\/first-run\/\S+)/.exec(running.output())![1]!
  const answer = await fetch(link, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: running.url, accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Ada Umeh',
      email: 'ada@example.org',
      password: 'four words by the river',
      lang: 'en',
      community: 'River Keepers',
    }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return {
    cookie: answer.headers.get('set-cookie')!.split(';')[0]!,
    community: ((await answer.json()) as { url: string }).url,
  }
}

export function speak(running: Running, cookie: string) {
  const headers = { cookie, accept: 'application/json', origin: running.url }
  return {
    get: (path: string) => fetch(running.url + path, { headers }),
    post: (path: string, body: object, more: Record<string, string> = {}) =>
      fetch(running.url + path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', ...more },
        body: JSON.stringify(body),
      }),
  }
}
