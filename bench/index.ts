import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../src/platform/config.ts'
import { connect } from '../src/platform/database/connect.ts'
import { embeddedServer } from '../src/platform/database/embedded.ts'
import { credentialsOf } from '../src/platform/database/roles.ts'
import { ask } from './asking.ts'
import type { Page, Setup } from './baseline.ts'
import { measureCaldav } from './caldav.ts'
import { type Case, casesOf, neededFor } from './cases.ts'
import { type Community, makeCommunity } from './community.ts'
import { measureFiles } from './files.ts'
import { measureGrowth } from './growth/run.ts'
import { measureLive } from './live.ts'
import { measureMany } from './many/run.ts'
import { familyOf, memoryOf } from './processes.ts'
import { profileOf } from './profile.ts'
import { type Measured, table } from './report.ts'
import { measureRooms } from './rooms.ts'
import { buildAll, serveCopse, start, stop, told } from './serve.ts'
import { measureTogether } from './together.ts'

/**
 * Measures Copse against a baseline in the same run; see docs/performance.md.
 *   npm run bench                     about two minutes
 *   npm run bench -- --quick          twenty seconds
 *   npm run bench -- --only=list      only the pages whose name has this word
 *   npm run bench -- --only=live      how soon a message is with a thousand people who look
 *   npm run bench -- --only=rooms     1,000 and 5,000 who have one room open, and 200 messages a second
 *   npm run bench -- --only=together  fifty people who write in one page, against Hocuspocus
 *   npm run bench -- --only=many      what each page of a library of ten thousand reads: see bench/many
 *   npm run bench -- --only=files     files up and down against node's own streams, and the memory of 2 GB
 *   npm run bench -- --only=caldav    two hundred events by CalDAV, against Debian's Radicale
 *   npm run bench -- --profile        where the time of each page goes, by function
 *   npm run bench -- --keep           leaves the site running, to be looked at
 *   npm run bench -- --growth         ten thousand messages against a million: about ten minutes
 *   npm run bench -- --growth --in=…  makes both sites in this folder and leaves them there, for the next time
 */
const words = process.argv.slice(2)
const quick = words.includes('--quick')
const only = words.find((word) => word.startsWith('--only='))?.slice(7)
const { rounds, slice, warmUp } = quick
  ? { rounds: 3, slice: 250, warmUp: 300 }
  : { rounds: 7, slice: 900, warmUp: 1500 }
const CONNECTIONS = 8

await buildAll()
const dataDir = mkdtempSync(join(tmpdir(), 'copse-bench-'))
chmodSync(dataDir, 0o755)
const load = start('load')
try {
  if (only === 'many') await measureMany(words)
  else if (only === 'caldav') await measureCaldav(dataDir, quick, words.includes('--profile'))
  else if (only === 'files') await measureFiles(dataDir, quick)
  else if (only === 'live') await measureLive(dataDir, quick)
  else if (only === 'rooms') await measureRooms(dataDir, quick)
  else if (only === 'together') await measureTogether(dataDir, quick, words.includes('--profile'))
  else if (words.includes('--growth')) {
    const folder = words.find((word) => word.startsWith('--in='))?.slice(5) ?? dataDir
    await measureGrowth(
      load,
      folder,
      quick ? { rounds: 2, slice: 250, warmUp: 500 } : { rounds: 6, slice: 500, warmUp: 2000 },
      only,
    )
  } else await measure()
} finally {
  await stop(load)
  if (!words.includes('--keep')) rmSync(dataDir, { recursive: true, force: true })
}

async function measure(): Promise<void> {
  const first = await serveCopse(dataDir)
  const config = readConfig({ COPSE_DATA: dataDir })
  const database = await embeddedServer({ dataDir, log: () => {} })
  const { host, port, user, password } = database.connection
  const address = { host, port, database: 'copse' }
  const owner = connect(address, credentialsOf('copse_owner', config.key), 1)
  const community = await makeCommunity(owner, neededFor(only))
  await owner.end()
  await stop(first.process)

  const again = await serveCopse(dataDir)
  await stop(again.process)
  const copse = await serveCopse(dataDir, words.includes('--profile') ? profileOf.options(dataDir) : [])
  const postmaster = (await embeddedServer({ dataDir, log: () => {} })).pid
  const postgres = () => familyOf(postmaster)
  const memory = () => memoryOf([copse.process.pid!, ...postgres()])
  const idle = memory()

  const cases = casesOf(community).filter(({ name }) => !only || name.includes(only))
  const pages: Record<string, Page> = {}
  for (const one of cases) {
    const answer = await fetch(
      `http://127.0.0.1:${copse.port}${one.body ? one.path.replace(/edit$/, 'markdown') : one.path}`,
      {
        headers: headersOf(one, community),
      },
    )
    if (answer.status !== 200) throw new Error(`${one.path} answers ${answer.status}`)
    const bytes = one.body ? 0 : (await answer.arrayBuffer()).byteLength
    pages[keyOf(one)] = { sql: one.sql, parameters: one.parameters, type: one.accept, bytes }
  }
  const setup: Setup = { database: { ...address, username: user, password }, pages }
  const baseline = start('baseline', { BENCH_SETUP: JSON.stringify(setup) })
  const bare = await told<{ port: number }>(baseline)

  const measured: Measured[] = cases.map((one) => ({
    name: one.name,
    ...{ copse: [], baseline: [] },
  }))
  try {
    const sides = {
      copse: (one: Case) => ({
        port: copse.port,
        request: requestOf(one, one.path, community),
        pid: copse.process.pid!,
      }),
      baseline: (one: Case) => ({
        port: bare.port,
        request: requestOf(one, keyOf(one), community),
        pid: baseline.pid!,
      }),
    }
    // Who saves does so as the next version: one after another.
    let version = 1
    const run = async (side: keyof typeof sides, one: Case, ms: number, least: number) => {
      const { request, ...answering } = sides[side](one)
      const order = one.body
        ? { request, connections: 1, ms, least: 5, count: version }
        : { request, connections: CONNECTIONS, ms, least }
      const stretch = await ask(load, { ...answering, postmaster }, order)
      if (one.body && side === 'copse') version += stretch.times.length
      return stretch
    }
    for (const one of cases) for (const side of ['baseline', 'copse'] as const) await run(side, one, slice, warmUp)
    for (let round = 0; round < rounds; round++) {
      for (const [i, one] of cases.entries()) {
        const order = round % 2 ? (['copse', 'baseline'] as const) : (['baseline', 'copse'] as const)
        for (const side of order) measured[i]![side].push(await run(side, one, slice, 0))
      }
    }
    const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
    console.log(
      `\nCopse ${commit}, node ${process.version}, ${new Date().toISOString().slice(0, 10)}; ${CONNECTIONS} connections, ${rounds} rounds of ${slice} ms, turn about\n`,
    ) // prettier-ignore
    console.log(table(measured))
    await stop(baseline) // its connections are not Copse's
    await pause(300)
    console.log(`Memory of the whole system (PSS): ${idle.toFixed(0)} MB idle, ${memory().toFixed(0)} MB after load`)
    console.log(
      `From start to the first page: ${first.startedIn.toFixed(0)} ms the very first time (makes the database), ${again.startedIn.toFixed(0)} ms with this community`,
    ) // prettier-ignore
    if (words.includes('--keep')) {
      console.log(
        `\nhttp://127.0.0.1:${copse.port}/c/${community.slug}  cookie: ${community.cookie}  postgres: ${host}`,
      )
      await new Promise((resolve) => process.once('SIGINT', resolve))
    }
  } finally {
    await stop(baseline)
    await stop(copse.process)
  }
  if (words.includes('--profile')) console.log(profileOf.summary(dataDir))
}

function headersOf(one: Case, community: Community): Record<string, string> {
  return { accept: one.accept, cookie: community.cookie, 'accept-language': 'en' }
}

function requestOf(one: Case, path: string, community: Community): string {
  const written = one.body && {
    origin: 'http://localhost',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(one.body),
  }
  const headers = Object.entries({ host: 'localhost', ...headersOf(one, community), ...written })
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `${one.body ? 'POST' : 'GET'} ${path} HTTP/1.1\r\n${lines}\r\n${one.body ?? ''}`
}

/** The baseline has an address for each case: HTML and JSON have other lengths. */
function keyOf(one: Case): string {
  return `/${one.name.replace(/\W+/g, '-')}`
}
