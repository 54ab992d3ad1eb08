import { afterEach, describe, expect, it } from 'vitest'
import { tools } from '../../src/app.ts'
import type { Protocol } from '../../src/spine/request/protocol.ts'
import { basic } from '../dav.ts'
import { type Person, testSite } from '../site.ts'
import { stagesIn } from './matrix.ts'
import { outside, standings, type Who } from './standings.ts'

/**
 * Every method of every protocol × every standing: whoever is outside cannot tell a space that is there from one that never was,
 * and nobody's password is anybody's way in. What those inside may do is tried beside each tool.
 */

const world = await testSite()
const { sharedStage } = stagesIn(world)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

/** Where a protocol has a space, and the headers without which it would understand nothing. */
const places: Record<
  string,
  { at(slug: string): string; headers(slug: string, method: string): Record<string, string>; never?: string[] }
> = {
  '/dav': {
    at: (slug) => `/dav/files/${slug}/`,
    headers: (slug, method) => ({
      depth: method === 'MOVE' ? 'infinity' : '0',
      destination: `http://localhost/dav/files/${slug}/new`,
      'lock-token': '<urn:uuid:00000000-0000-4000-8000-000000000000>',
    }),
  },
  '/dav/calendars': {
    at: (slug) => `/dav/calendars/me/${slug}/`,
    headers: () => ({ depth: '0' }),
    never: ['COPY', 'MOVE', 'LOCK', 'UNLOCK'],
  },
}

/** As WebDAV wants them; none is too much for the others. */
const bodies: Record<string, string> = {
  PROPPATCH: '<propertyupdate xmlns="DAV:"><set><prop><a xmlns="urn:a"/></prop></set></propertyupdate>',
  LOCK: '<lockinfo xmlns="DAV:"><lockscope><shared/></lockscope><locktype><write/></locktype></lockinfo>',
  PUT: 'words',
  REPORT:
    '<C:calendar-query xmlns:C="urn:ietf:params:xml:ns:caldav"><C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query>',
}

const protocols = tools.flatMap(({ protocols = [] }) => protocols)
const reading = ['GET', 'HEAD', 'OPTIONS', 'PROPFIND', 'REPORT']
const unknown = ['POST', 'PATCH']

const signedIn = new Map<number, string>()
async function authorizationOf(who: Who, visitor: Person): Promise<string | undefined> {
  if (who === 'nobody') return undefined
  if (!signedIn.has(visitor.id)) {
    const made = await visitor.post('/me/applications', { name: 'Files', write: true })
    expect(made.statusCode, who).toBe(201)
    signedIn.set(visitor.id, basic(visitor.handle, made.json().password))
  }
  return signedIn.get(visitor.id)
}

async function asked(protocol: Protocol, method: string, slug: string, authorization: string | undefined) {
  const place = places[protocol.url]
  if (!place) throw new Error(`Tell here where ${protocol.url} has a space`)
  const { statusCode, body, headers } = await world.server.inject({
    method: method as 'GET',
    url: place.at(slug),
    headers: { host: 'localhost', ...place.headers(slug, method), ...(authorization && { authorization }) },
    ...(bodies[method] && { payload: bodies[method] }),
  })
  return { status: statusCode, body, asks: headers['www-authenticate'] }
}

/** What an answer of many parts says of all of them alike, as of properties that nobody may change; else its own status. */
function refusal({ status, body }: { status: number; body: string }): number {
  const parts = new Set([...body.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, part]) => Number(part)))
  return status === 207 && parts.size === 1 ? [...parts][0]! : status
}

describe.each(protocols.filter(({ session }) => !session))('$url', (protocol) => {
  it.each(protocol.methods)('%s', async (method) => {
    for (const who of standings) {
      const { visitor, community } = await sharedStage(who)
      const authorization = await authorizationOf(who, visitor)
      const real = await asked(protocol, method, community.slug, authorization)
      const never = await asked(protocol, method, 'never-was', authorization)
      if (outside.includes(who)) expect(real, who).toEqual(never)
      if ([...unknown, ...(places[protocol.url]!.never ?? [])].includes(method)) expect(real.status, who).toBe(405)
      else if (who === 'nobody') expect([real.status, real.asks]).toEqual([401, expect.stringContaining('Basic')])
      else if (outside.includes(who)) expect(real.status, who).toBe(404)
      else if (reading.includes(method)) expect(real.status, who).toBeLessThan(300)
      else if (who === 'guest') expect([403, 405, 409]).toContain(refusal(real))
      else expect([401, 404, 500]).not.toContain(real.status)
    }
  })
})

/** Our own pages speak these: as whoever is signed in, and what those inside may do is tried beside each. */
describe.each(protocols.filter(({ session }) => session))('$url', (protocol) => {
  it.each(protocol.methods)('%s: tells outsiders nothing', async (method) => {
    const ask = async (visitor: Person, slug: string) => {
      const { statusCode, body } = await world.server.inject({
        method: method as 'POST',
        url: protocol.url.replace(':space', slug),
        headers: {
          host: 'localhost',
          accept: 'application/json',
          origin: 'http://localhost',
          ...(visitor.cookie && { cookie: visitor.cookie }),
          'tus-resumable': '1.0.0',
          'upload-length': '4',
          'upload-metadata': 'filename anM=',
        },
      })
      return { statusCode, body }
    }
    for (const who of outside) {
      const { visitor, community } = await sharedStage(who)
      const real = await ask(visitor, community.slug)
      expect(real, who).toEqual(await ask(visitor, 'never-was'))
      if (method === 'POST') expect(real.statusCode, who).toBe(who === 'nobody' ? 401 : 404)
    }
  })
})
