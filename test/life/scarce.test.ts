import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import WebSocket from 'ws'
import { openLine } from '../../src/platform/database/connect.ts'
import type { Line } from '../../src/platform/database/renewing.ts'
import { allAreTold, allIsThere, settle } from '../durability/checks.ts'
import { Dice } from '../durability/dice.ts'
import { type People, people } from '../durability/people.ts'
import { type Killable, killable } from '../durability/site.ts'
import { smtpServer } from '../smtp.ts'
import { postgres, type Server } from './postgres.ts'
import { cleanUp, dataFolder, speak } from './program.ts'

/** A PostgreSQL that Copse shares with others, who take all of its connections while people read and write. */

const smtp = await smtpServer()
const dataDir = dataFolder()
let server: Server
let site: Killable
let crowd: People

beforeAll(async () => {
  server = await postgres({ max_connections: '32', fsync: 'off' })
  site = await killable(dataDir, { SMTP_URL: smtp.url }, server)
  crowd = await people(site, new Dice(3))
})
afterAll(async () => {
  await site.killNode()
  await server.remove()
  await cleanUp(dataDir)
})

/** Somebody who takes every connection there is, and each that is freed, until told to stop. */
async function greedy() {
  const admin = server.admin()
  await admin`create role greedy login password 'none'`.catch(() => {})
  const { host, port } = await server.address()
  const taken: Line[] = []
  let going = true
  const grab = async () => {
    while (going) {
      const line = openLine({ host, port, database: 'postgres' }, { user: 'greedy', password: 'none' }, 1, {
        lost: () => {},
      })
      const got = await line`select 1`.then(
        () => taken.push(line),
        () => void line.end({ timeout: 0 }),
      )
      if (!got) await pause(2)
    }
  }
  const grabbing = [grab(), grab(), grab(), grab()]
  const copses = async () =>
    (await admin`select from pg_stat_activity where usename like 'copse%' and datname = 'copse'`).length
  return {
    copses,
    /** Waits until there is none left. */
    full: () =>
      expect
        .poll(async () => (await admin`select from pg_stat_activity where usename is not null`).length, {
          timeout: 10_000,
        })
        .toBeGreaterThanOrEqual(29),
    /** Those of Copse, too. */
    async everything() {
      for (let none = 0; none < 5; ) {
        await admin`select pg_terminate_backend(pid) from pg_stat_activity where usename like 'copse%' and datname = 'copse'`
        await pause(60)
        none = (await copses()) ? 0 : none + 1
      }
    },
    async stop() {
      going = false
      await Promise.all(grabbing)
      await Promise.all(taken.map((line) => line.end({ timeout: 1 })))
      await admin.end()
    },
  }
}

it('is told of in words, loses nothing that was acknowledged, and is over within seconds', {
  timeout: 120_000,
}, async () => {
  const { writers, all, cookie, community, line } = crowd
  const { get } = speak(site.running(), cookie)
  const live = new WebSocket(site.url.replace('http', 'ws') + '/live', { headers: { cookie, origin: site.url } })
  await new Promise((resolve) => live.on('open', resolve))
  let over = false
  const writing = Promise.all(writers.map((writer) => writer.writeUntil(() => over)))
  writing.catch(() => {})
  const kept = () => writers.map((writer) => writer.kept)
  const goOn = async (within: number) => {
    const before = kept()
    await expect
      .poll(() => kept().every((now, i) => now > before[i]! + 2), { timeout: within, interval: 20 })
      .toBe(true)
  }
  await goOn(10_000)

  // Connected beforehand: soon even what is reserved for it is taken by those who are about to be refused.
  const another = server.admin('copse')
  await another`select 1`

  // They take what is left: Copse goes on with what it has, and nobody is told to wait.
  const others = await greedy()
  await others.full()
  const before = new Map(line.answers)
  for (let time = 0; time < 5; time++) await goOn(5_000)
  expect(line.answers.get(503) ?? 0).toBe(before.get(503) ?? 0)
  expect(await others.copses()).toBeGreaterThan(3)

  // And then Copse loses its own.
  await others.everything()
  for (const accept of ['application/json', 'text/html']) {
    const from = performance.now()
    const [read, said] = await Promise.all([
      fetch(site.url + community, { headers: { cookie, accept } }),
      fetch(`${site.url}${community}/discussions`, {
        method: 'POST',
        headers: { cookie, accept, origin: site.url, 'content-type': 'application/json' },
        body: JSON.stringify({ title: 'Not now', text: 'Not now' }),
      }),
    ])
    for (const answer of [read, said]) {
      expect(answer.status).toBe(503)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await answer.text()).toMatch(/cannot reach its database/)
    }
    expect(performance.now() - from).toBeLessThan(8_000)
  }
  expect((await fetch(`${site.url}/readyz`)).status).toBe(503)
  expect((await fetch(`${site.url}/healthz`)).status).toBe(200)

  // What another process says meanwhile is not heard.
  await another`update copse.site set name = 'Name of meanwhile'`
  await another.end()

  await others.stop()
  const from = performance.now()
  await expect.poll(async () => (await get(community)).status, { timeout: 5_000, interval: 50 }).toBe(200)
  await goOn(8_000)
  console.log(`well again after ${Math.round(performance.now() - from)} ms`)
  // The ear hears again what another process says, and the workers work.
  over = true
  await writing
  await allIsThere(site, all)
  await settle(site)
  await allAreTold(site, all, smtp.received)
  // What was said meanwhile is known, and what another process says now is heard.
  const owner = await site.as('copse_owner')
  const named = async () => (await fetch(`${site.url}/sign-in`, { headers: { accept: 'text/html' } })).text()
  expect(await named()).toContain('Name of meanwhile')
  await owner`update site set name = 'Name of afterwards'`
  const told = async () => {
    await owner`select pg_notify('copse_bus', '[["site",{}]]')`
    return named()
  }
  await expect.poll(told, { timeout: 8_000, interval: 200 }).toContain('Name of afterwards')
  await owner.end()
  expect(live.readyState).toBe(WebSocket.OPEN)
  live.terminate()
  expect([...line.answers.keys()].filter((status) => status >= 400 && status !== 503)).toEqual([])
  expect(site.output()).not.toContain('"request.failed"')
})
