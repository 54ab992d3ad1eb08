import { spawn } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { backupsIn, damageIn, openBackup } from '../../src/platform/backup/laid.ts'
import type { Pool } from '../../src/platform/database/connect.ts'
import { smtpServer } from '../smtp.ts'
import { postgres, type Server } from './postgres.ts'
import { cleanUp, copse, dataFolder, found, type Running, root, speak, start } from './program.ts'

/** Two nodes on one database. One is killed in the midst of a job: the other does it, within seconds, and once. */

const smtp = await smtpServer()
const here = dataFolder()
let server: Server
let admin: Pool
let env: Record<string, string>
/** The one that takes the next job. */
let node: Running
let cookie: string

beforeAll(async () => {
  server = await postgres({ fsync: 'off' })
  env = {
    DATABASE_URL: server.url('copse'),
    COPSE_SECRET: 'the same secret for both nodes',
    COPSE_BACKUP: join(here, 'backups'),
    SMTP_URL: smtp.url,
  }
  node = await start(here, [], env)
  cookie = (await found(node)).cookie
  admin = server.admin('copse')
  await admin.unsafe('set search_path = copse, public')
  await admin`insert into hearing (person_id, quiet_from, quiet_to) select id, null, null from person`
})
afterAll(async () => {
  await admin.end()
  await node.kill()
  await server.remove()
  await cleanUp(here)
})

/**
 * Lets one node begin a job that gets no further than to a table which somebody holds, starts another node, kills the
 * first, and gives the table free.
 * @param done what can be seen when the job is done
 */
async function killedIn(task: string, table: string, begin: () => Promise<unknown>, done: () => Promise<boolean>) {
  const other = server.admin('copse')
  const holding = await other.reserve()
  await holding.unsafe(`begin; lock table copse.${table} in access exclusive mode`)
  await begin()
  const underWay = () => admin`
    select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${task} and j.locked_at is not null and exists (
      select from pg_locks l where l.relation = ${`copse.${table}`}::regclass and not l.granted)`
  await expect.poll(async () => (await underWay()).length, { timeout: 10_000, interval: 20 }).toBe(1)
  const next = await start(here, [], env)
  const from = performance.now()
  await node.kill()
  await holding.unsafe('rollback')
  holding.release()
  await other.end()
  node = next
  await expect.poll(done, { timeout: 15_000, interval: 50 }).toBe(true)
  const took = Math.round(performance.now() - from)
  console.log(`${task}: done ${took} ms after the other was killed`)
  expect(took).toBeLessThan(12_000)
}

const tries = (task: string) => admin`
  select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${task}`

it('an archive of one’s own data', { timeout: 60_000 }, async () => {
  const mine = async () =>
    (await (await speak(node, cookie).get('/me/data')).json()) as { state: string; bytes: number; archive: string }
  await killedIn(
    'takeout',
    'message',
    () => speak(node, cookie).post('/me/data', {}),
    async () => (await mine()).state === 'ready',
  )
  const archive = await speak(node, cookie).get('/me/data/archive')
  const bytes = Buffer.from(await archive.arrayBuffer())
  expect([archive.status, bytes.length, bytes.toString('latin1', 0, 2)]).toEqual([200, (await mine()).bytes, 'PK'])
  expect(await admin`select from takeout`).toHaveLength(1)
  await expect
    .poll(async () => (await admin`select state from mail where kind = 'data-ready'`).map(({ state }) => state))
    .toEqual(['sent'])
  expect(await tries('takeout')).toHaveLength(0)
})

it('the nightly backup', { timeout: 60_000 }, async () => {
  await admin`update site set founded_at = now() - interval '40 days'`
  const made = () => admin`select name, problem from backup_made`
  await killedIn(
    'nightly',
    'message',
    () => admin`select jobs.enqueue('nightly', '{}')`,
    async () => (await made()).length > 0,
  )
  const [kept] = await backupsIn(env.COPSE_BACKUP!)
  expect((await made()).map((row) => ({ ...row }))).toEqual([{ name: kept, problem: null }])
  expect(await damageIn(await openBackup(join(env.COPSE_BACKUP!, kept!)))).toEqual([])
  expect(readdirSync(env.COPSE_BACKUP!).filter((one) => one.includes('unfinished'))).toEqual([])
})

it('an import, by whoever runs it again', { timeout: 120_000 }, async () => {
  const QUESTIONS = 300
  const rows = Array.from(
    { length: QUESTIONS },
    (_, i) =>
      `<row Id="${i + 1}" PostTypeId="1" CreationDate="2020-02-01T08:10:00.120" Score="1" OwnerUserId="${(i % 7) + 1}" Title="What is seen at weir number ${i}?" Tags="&lt;weirs&gt;" Body="&lt;p&gt;At weir ${i} the water rises.&lt;/p&gt;" />`,
  )
  const dump = join(here, 'posts.xml')
  writeFileSync(dump, `<?xml version="1.0" encoding="utf-8"?>\n<posts>\n${rows.join('\n')}\n</posts>\n`)
  const words = ['import', 'stackexchange', dump, '--into', 'weirs']
  const brought = async () => {
    const [row] = await admin<[{ count: number; titles: number }]>`
      select count(*)::int, count(distinct title)::int titles from item i join space s on s.id = i.space_id and s.slug = 'weirs'`
    return row
  }
  const child = spawn(process.execPath, [join(root, 'dist/main.js'), ...words], {
    env: { ...process.env, COPSE_DATA: here, ...env },
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  while (child.exitCode === null && (await brought()).count < 20) await pause(5)
  child.kill('SIGKILL')
  await ended
  const half = (await brought()).count
  expect(half).toBeLessThan(QUESTIONS)
  console.log(`import: ${half} of ${QUESTIONS} were there when it was killed`)
  await copse(here, words, env)
  expect({ ...(await brought()) }).toEqual({ count: QUESTIONS, titles: QUESTIONS })
  const [said] = await admin<[{ count: number }]>`
    select count(*)::int from message m join space s on s.id = m.space_id and s.slug = 'weirs'`
  expect(said.count).toBe(QUESTIONS)
})
