import * as fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { hashOf, newSecret } from '../../src/spine/people/credential.ts'
import { departures, routes } from '../routes.ts'
import { TEST_SECRET } from '../setup.ts'
import { type Person, type TestSite, testSite } from '../site.ts'
import { type Known, type Made, requestsTo } from './requests.ts'

const HANGS_MS = 5_000

/** Things that must not stand in any answer: our secrets, how passwords are kept, where our programs lie, what SQL is said. */
const secrets = new RegExp(
  [
    TEST_SECRET,
    '\\$argon2',
    '\\n\\s+at .+:\\d+:\\d+',
    'node_modules',
    'PostgresError',
    '\\bcopse_(app|owner|jobs)\\b',
  ].join('|'),
)

/**
 * Sends made-up requests to every route, as people of several standings. None may be our mistake, hang, depart from what its
 * route promises, or tell what is nobody's business.
 * @returns how often each status was answered
 */
export async function fuzz(runs: number, seed: number): Promise<Record<number, number>> {
  const stage = await built()
  const seen: Record<number, number> = {}
  let sent = 0
  await fc.assert(
    fc.asyncProperty(requestsTo(routes, Object.keys(stage.people), stage.known), async (made) => {
      if (sent++ % 100 === 0) await stage.mend()
      const answer = await inTime(() => send(stage.world, stage.people[made.who]!, made))
      seen[answer.statusCode] = (seen[answer.statusCode] ?? 0) + 1
      const whose = stage.people[made.who]!
      if (answer.statusCode === 401 && whose.id) await stage.signIn(made.who)
      judge(made, answer)
      expect(stage.world.mistakes.splice(0)).toEqual([])
    }),
    // What was done before is part of the state: a shorter example would be another.
    { numRuns: runs, seed, endOnFailure: true },
  )
  return seen
}

async function inTime<T>(work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${HANGS_MS} ms`)), HANGS_MS)
  })
  return Promise.race([work(), late]).finally(() => clearTimeout(timer))
}

function judge({ route, page, headers }: Made, answer: LightMyRequestResponse): void {
  const { statusCode: status } = answer
  const type = String(answer.headers['content-type'] ?? '')
  expect(status).toBeLessThan(500)
  expect(answer.body).not.toMatch(secrets)
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
  // Where it was not said what is wanted, either is right.
  if (headers.accept || headers.authorization) return
  if (status >= 400) {
    // Where programs speak, JSON is the answer whatever was asked for.
    const asPage = page && !route.programs
    expect(type).toContain(asPage ? 'text/html' : 'application/problem+json')
    if (!asPage) expect(answer.json()).toMatchObject({ status, detail: expect.any(String), code: expect.any(String) })
  } else if (status < 300 && type.startsWith('application/json')) {
    const whole = departures(`${route.method} ${route.url}`, answer.json())
    // A retry is told the ids again, and no more.
    if (!headers['idempotency-key']) expect(whole).toEqual([])
  }
}

function send({ server }: TestSite, who: Person, made: Made): Promise<LightMyRequestResponse> {
  const { route, path, fields, as } = made
  const headers: Record<string, string> = {
    accept: made.page ? 'text/html' : 'application/json',
    ...(who.cookie && { cookie: who.cookie }),
    origin: 'http://localhost',
    host: 'localhost',
    ...made.headers,
  }
  if (route.method === 'GET') return server.inject({ method: 'GET', url: path, headers })
  const [type, payload] = as === 'json' ? ['application/json', JSON.stringify(fields)] : formed(fields, as === 'file')
  return server.inject({ method: 'POST', url: path, payload, headers: { ...headers, 'content-type': type } })
}

function formed(fields: Record<string, unknown>, file: boolean): [string, string | Buffer] {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [
      name,
      typeof one === 'string' ? one : (JSON.stringify(one) ?? ''),
    ]),
  )
  if (!file) return ['application/x-www-form-urlencoded', new URLSearchParams(pairs).toString()]
  const parts = pairs.map(
    ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const bytes = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  const head =
    '--b\r\ncontent-disposition: form-data; name="files"; filename="a\\"../b.png"\r\ncontent-type: image/png\r\n\r\n'
  return [
    'multipart/form-data; boundary=b',
    Buffer.concat([Buffer.from(parts.join('') + head), bytes, Buffer.from('\r\n--b--\r\n')]),
  ]
}

/** A community with things in it, and people of every standing. */
async function built() {
  const world = await testSite()
  const people: Record<string, Person> = { nobody: world.nobody }
  for (const name of ['outsider', 'guest', 'member', 'host']) people[name] = await world.person(name)
  people.operator = await world.person('operator', { operator: true })
  const { host, member, guest, outsider } = people as Record<string, Person>
  const community = await world.community(host!)
  await world.community(outsider!, 'Seed Savers')
  await world.join(community, member!)
  const one = await world.discussion(community, member!, 'Brown water', { tags: 'water' })
  const two = await world.discussion(community, host!, 'Jars')
  for (const item of [one, two]) await host!.post(`${item.path}/messages`, { text: 'Ten jars.' })
  const last = (path: string) => path.split('/').at(-1)!
  const known: Known = {
    space: [community.slug, community.slug, 'seed-savers'],
    id: [last(one.path), last(two.path), String(one.id), '999999'],
    number: ['1', '2', '3'],
    handle: Object.values(people).flatMap(({ handle }) => handle || []),
    tag: ['water', 'jars'],
    name: ['a.txt'],
    place: [`item:${one.id}`, `new:${community.id}`],
    token: ['1-aaaaaaaaaaaaaaaaaaaaaa', 'x'],
    hash: ['0'.repeat(64)],
  }
  return {
    world,
    people,
    known,
    async signIn(name: string) {
      const secret = newSecret()
      await world.site.database.app`select open_session(${people[name]!.id}, ${hashOf(secret)}, 'test')`
      people[name] = { ...people[name]!, cookie: `copse=${secret}` }
    },
    /** What requests have undone: where people belong, what is switched on, tries that were counted. */
    async mend() {
      await world.owner`delete from tries`
      await world.owner`update site set founders = 'anyone'`
      await world.owner`update space set closed_at = null, tools = '{discussions}' where id = ${community.id}`
      await world.join(community, host!, 'host')
      await world.join(community, member!)
      await world.join(community, guest!, 'guest', { until: new Date(Date.now() + 3_600_000) })
    },
  }
}
