import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../site.ts'
import { type Row, rows, stagesIn } from './matrix.ts'

/** What an address answers to methods that it does not have, and writes to who may only read or comes from elsewhere. */

const world = await testSite()
const { sharedStage } = stagesIn(world)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const json = 'application/json'
const programs = { accept: json, origin: 'http://localhost', host: 'localhost' }

describe('a method that an address does not have', () => {
  const urls = new Map<string, Row>(rows.map((row) => [row.of.url, row]))

  it.each([...urls.values()])('$of.url', async (row) => {
    const has = rows.filter((one) => one.of.url === row.of.url).map((one) => one.of.method)
    const methods = ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'] as const
    for (const who of ['outsider', 'member'] as const) {
      const stage = await sharedStage(who)
      const url = await row.at(stage)
      for (const method of methods) {
        if (has.includes(method as 'GET') || (method === 'HEAD' && has.includes('GET'))) continue
        const asked = { method: method as 'GET', headers: { cookie: stage.visitor.cookie, ...programs } }
        const real = await world.server.inject({ ...asked, url })
        // A word in an address may also be the id of another one.
        expect(real.statusCode, `${method} ${who}`).toBeLessThan(500)
        // Some programs ask the whole site what it can do, before they know of anything in it.
        if (method === 'OPTIONS' && url === '/') expect(real.statusCode).toBe(200)
        else if (!['GET', 'HEAD', 'POST'].includes(method)) expect(real.statusCode, `${method} ${who}`).toBe(404)
        if (who === 'member' || !url.startsWith('/c/')) continue
        const none = await world.server.inject({ ...asked, url: url.replace(stage.community.path, '/c/never-was') })
        expect([real.statusCode, real.body], method).toEqual([404, none.body])
      }
    }
  })
})

describe('every write', () => {
  const writes = rows.filter(({ of }) => of.method === 'POST')

  it.each(writes)('$route: not with a token that only reads, not from another site', async (row) => {
    const stage = await sharedStage('member')
    const url = await row.at(stage)
    const payload = row.body?.(stage) ?? {}
    const authorization = `Bearer ${await readingToken(stage.visitor)}`
    const read = await world.server.inject({ method: 'POST', url, payload, headers: { accept: json, authorization } })
    expect(read.statusCode).toBeGreaterThanOrEqual(400)
    expect(read.statusCode).toBeLessThan(500)
    const elsewhere = { ...programs, cookie: stage.visitor.cookie, origin: 'https://elsewhere.example' }
    const foreign = await world.server.inject({ method: 'POST', url, payload, headers: elsewhere })
    expect([foreign.statusCode, foreign.json().code]).toEqual([403, 'foreign-write'])
  })
})

let token: Promise<string> | undefined
function readingToken(person: Person): Promise<string> {
  token ??= person.post('/me/tokens', { name: 'Reader' }).then((made) => made.json().token)
  return token
}
