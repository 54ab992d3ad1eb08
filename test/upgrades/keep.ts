import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { connect } from '../../src/platform/database/connect.ts'
import { embeddedServer } from '../../src/platform/database/embedded.ts'
import { stateOf } from './state.ts'

/**
 * Writes down the database of an earlier version, so that every later version is tested to start on it:
 *
 *   npx tsx test/upgrades/keep.ts <commit or tag> <name>
 *
 * Runs the demonstration of that commit, lets someone use it a little, and keeps all rows in `states/<name>.json.br`.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const [commit, name] = process.argv.slice(2)
if (!commit || !name) throw new Error('Which commit, and under which name?')

const place = mkdtempSync(join(tmpdir(), 'copse-state-'))
chmodSync(place, 0o755) // PostgreSQL's own account passes through it
const source = join(place, 'source')
const dataDir = join(place, 'data')
const run = (program: string, args: string[], cwd: string) => execFileSync(program, args, { cwd, stdio: 'inherit' })
try {
  run('git', ['worktree', 'add', '--detach', source, commit], root)
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'))
  run('npx', ['tsx', 'build.ts'], source)
  const child = spawn(process.execPath, ['dist/main.js', 'start', '--demo'], {
    cwd: source,
    env: { ...process.env, COPSE_DATA: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  await use(await address(child.stdout))
  child.kill('SIGTERM')
  await ended
  await writeDown()
} finally {
  execFileSync('git', ['worktree', 'remove', '--force', source], { cwd: root })
  rmSync(place, { recursive: true, force: true })
}

function address(output: Readable): Promise<string> {
  let text = ''
  return new Promise((resolve, reject) => {
    output.on('data', (chunk) => {
      text += chunk
      const found = /Copse is at (\S+)/.exec(text)?.[1]
      if (found) resolve(found)
    })
    output.on('end', () => reject(new Error(`It does not start:\n${text}`)))
  })
}

/** What the demonstration itself does not do: signing in, a form with a key, a draft, a token. What a version lacks is refused. */
async function use(url: string): Promise<void> {
  const headers = { origin: url, accept: 'application/json', 'content-type': 'application/json' }
  const post = (path: string, body: object, more: Record<string, string> = {}) =>
    fetch(url + path, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify(body),
      redirect: 'manual',
    })
  const signedIn = await post('/sign-in', { email: 'ada@copse.example', password: 'copse-demo' })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`Nobody can sign in: ${signedIn.status}`)
  const me = { cookie, 'idempotency-key': 'kept-state' }
  const community = '/c/river-keepers'
  const said = [
    await post('/sign-in', { email: 'ada@copse.example', password: 'not this one' }),
    await post(`${community}/discussions`, { title: 'Levels at the weir', text: 'They rose. @luc' }, me),
    await post('/drafts/new:1', { text: 'Half a thought' }, me),
    await post('/me/tokens', { name: 'Levels', scopes: ['read'] }, me),
    await post(`${community}/visit`, {}, me),
  ]
  console.log(said.map((answer) => answer.status).join(' '))
  await new Promise((resolve) => setTimeout(resolve, 3000)) // people are told
}

async function writeDown(): Promise<void> {
  const server = await embeddedServer({ dataDir, log: console.log })
  const { host, port, user, password } = server.connection
  const sql = connect({ host, port, database: 'copse' }, { user, password }, 1)
  const state = await stateOf(sql)
  await sql.end()
  await server.stop()
  const packed = brotliCompressSync(JSON.stringify(state))
  writeFileSync(join(root, 'test/upgrades/states', `${name}.json.br`), packed)
  const empty = state.tables.filter(({ rows }) => !rows.length).map((table) => table.name)
  console.log(
    `${state.level}: ${packed.length} bytes, ${state.tables.length} tables, without a row: ${empty.join(', ')}`,
  )
}
