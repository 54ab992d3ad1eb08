import type { LightMyRequestResponse } from 'fastify'
import type { Person, TestSite } from './site.ts'

/** A program that speaks WebDAV for somebody. */
export interface Program {
  authorization: string
  /** @param path below `/dav/files/`, as it stands in an address */
  ask(method: string, path: string, more?: Asked): Promise<LightMyRequestResponse>
  put(path: string, words: string | Buffer, headers?: Record<string, string>): Promise<LightMyRequestResponse>
}

interface Asked {
  headers?: Record<string, string>
  body?: string | Buffer
}

export const basic = (name: string, password: string) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`

/** Gives a person an application password, and a program that uses it. */
export async function programOf(world: TestSite, person: Person, write = true): Promise<Program> {
  const made = await person.post('/me/applications', { name: 'File manager', write })
  if (made.statusCode !== 201) throw new Error(made.body)
  return program(world, basic(person.handle, made.json().password))
}

export function program(world: TestSite, authorization: string): Program {
  const ask: Program['ask'] = (method, path, { headers = {}, body } = {}) =>
    world.server.inject({
      method: method as 'GET',
      url: `/dav/files/${path}`,
      headers: { host: 'localhost', ...(authorization && { authorization }), ...headers },
      ...(body !== undefined && { payload: body }),
    })
  return { authorization, ask, put: (path, words, headers) => ask('PUT', path, { body: words, headers }) }
}

/** What a multistatus says of each address: statuses, and the properties by name. */
export function said(answer: LightMyRequestResponse): Record<string, Record<string, string>> {
  if (answer.statusCode !== 207) throw new Error(`${answer.statusCode} ${answer.body}`)
  const all: Record<string, Record<string, string>> = {}
  for (const [, response] of answer.body.matchAll(/<D:response>([\s\S]*?)<\/D:response>/g)) {
    const href = /<D:href>([^<]*)<\/D:href>/.exec(response!)![1]!
    const properties: Record<string, string> = {}
    for (const [, inner, status] of response!.matchAll(
      /<D:propstat><D:prop(?:\/>|>([\s\S]*?)<\/D:prop>)<D:status>HTTP\/1\.1 (\d+)/g,
    ))
      for (const [, name, value] of (inner ?? '').matchAll(
        /<(?:D:|x:)?([\w-]+)(?: xmlns[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:D:|x:)?\1>)/g,
      ))
        properties[name!] = status === '200' ? (value ?? '') : status!
    all[decodeURIComponent(href)] = properties
  }
  return all
}

export const lockBody = (scope = 'exclusive') =>
  `<?xml version="1.0"?><D:lockinfo xmlns:D="DAV:"><D:lockscope><D:${scope}/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner>Office</D:owner></D:lockinfo>`

/** Takes a lock. @returns its token */
export async function lock(
  by: Program,
  path: string,
  headers: Record<string, string> = {},
  scope?: string,
): Promise<string> {
  const answer = await by.ask('LOCK', path, { headers, body: lockBody(scope) })
  if (answer.statusCode > 201) throw new Error(`${answer.statusCode} ${answer.body}`)
  return /^<(.+)>$/.exec(String(answer.headers['lock-token']))![1]!
}
