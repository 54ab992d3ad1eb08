import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Credentials, connect, type Pool } from '../../src/platform/database/connect.ts'
import { embeddedServer } from '../../src/platform/database/embedded.ts'

/** A PostgreSQL of its own, as an operator has one beside Copse: sites reach it by DATABASE_URL. */
export interface Server {
  /** What stands in DATABASE_URL. */
  url(database: string): string
  address(): Promise<{ host: string; port: number }>
  superuser(): Promise<Credentials>
  /** Of its first process; undefined when it does not run. */
  pid(): Promise<number | undefined>
  /** As the superuser. */
  admin(database?: string): Pool
  /** Ends its first process at once. */
  kill(): Promise<void>
  /** Starts it again. */
  start(): Promise<void>
  /** Ends it, and removes what it kept. */
  remove(): Promise<void>
}

/** The programs that Copse brings along, run apart from any site. */
export async function postgres(settings: Record<string, string> = {}): Promise<Server> {
  const folder = own('copse-postgres-')
  const begin = () => embeddedServer({ dataDir: folder, log: () => {}, settings })
  let running = await begin()
  const { host, port, user, password } = running.connection
  return {
    ...reached({ host, port, user, password }),
    pid: async () => (alive(running.pid) ? running.pid : undefined),
    kill: async () => void process.kill(running.pid, 'SIGKILL'),
    async start() {
      running = await begin()
    },
    async remove() {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The newest PostgreSQL that the system has of its own, like Debian's 15; undefined where it has none. */
export function systemPrograms(): string | undefined {
  const place = '/usr/lib/postgresql'
  const versions = existsSync(place) ? readdirSync(place).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(place, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

/** The same, of the system's programs. @param bin where they are */
export async function systemPostgres(bin: string, settings: Record<string, string> = {}): Promise<Server> {
  const folder = own('copse-system-')
  const cluster = join(folder, 'cluster')
  const account = process.getuid?.() === 0 ? accountOf('postgres') : undefined
  if (account) chownSync(folder, account.uid, account.gid)
  const run = (program: string, args: string[]) =>
    execFileSync(join(bin, program), args, { ...account, cwd: folder, stdio: 'ignore' })
  run('initdb', ['-D', cluster, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8'])
  const options = Object.entries({ listen_addresses: '', ...settings }).map(([name, value]) => `-c ${name}=${value}`)
  const begin = () =>
    run('pg_ctl', ['-D', cluster, '-l', join(folder, 'log'), '-w', '-o', `-k ${folder} ${options.join(' ')}`, 'start'])
  begin()
  const pid = async () => {
    const lock = join(cluster, 'postmaster.pid')
    const found = existsSync(lock) ? Number(readFileSync(lock, 'utf8').split('\n')[0]) : 0
    return found && alive(found) ? found : undefined
  }
  return {
    ...reached({ host: folder, port: 5432, user: 'postgres', password: 'none' }),
    pid,
    async kill() {
      const postmaster = await pid()
      if (postmaster) process.kill(postmaster, 'SIGKILL')
    },
    async start() {
      // Its other processes notice the end of the first, and it starts again when they are gone.
      for (let tries = 0; ; tries++) {
        try {
          return void begin()
        } catch (error) {
          if (tries > 50) throw error
          await pause(100)
        }
      }
    },
    async remove() {
      run('pg_ctl', ['-D', cluster, '-m', 'immediate', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function reached(at: { host: string; port: number } & Credentials) {
  const { host, port, user, password } = at
  const more = new URLSearchParams({ host, port: String(port) })
  return {
    url: (database: string) => `postgres://${user}:${encodeURIComponent(password)}@localhost/${database}?${more}`,
    address: async () => ({ host, port }),
    superuser: async () => ({ user, password }),
    admin: (database = 'postgres') => connect({ host, port, database }, { user, password }, 1),
  }
}

function own(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), name))
  chmodSync(folder, 0o755) // PostgreSQL's own account passes through it
  return folder
}

function accountOf(name: string): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  if (!uid) throw new Error(`There is no account ${name}`)
  return { uid: Number(uid), gid: Number(gid) }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // One that has ended and was not fetched by its parent is there and is not.
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
