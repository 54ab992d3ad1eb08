import { STATUS_CODES } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { PropertyName } from './propfind.ts'
import { element, text } from './xml-write.ts'

/** A property as XML; without, only its name is told. */
export type Told = PropertyName & { xml?: string; lang?: string | null }

/** Properties that share a status, and why where it is an error. */
export interface Group {
  status: number
  properties: Told[]
  error?: string
}

/** What is said of one resource: of its properties, in groups. */
export function response(href: string, groups: Group[]): string {
  const said = groups
    .filter(({ properties }) => properties.length)
    .map(({ status, properties, error }) => {
      const inner = properties.map(({ uri, name, xml, lang }) => element(uri, name, xml ?? '', lang)).join('')
      return `<D:propstat><D:prop>${inner}</D:prop>${statusLine(status)}${error ? errorOf(error) : ''}</D:propstat>`
    })
  // A resource of whose properties nothing is asked is still there.
  const all = said.length ? said.join('') : `<D:propstat><D:prop/>${statusLine(200)}</D:propstat>`
  return `<D:response><D:href>${text(href)}</D:href>${all}</D:response>\n`
}

/** What is asked by name: what there is of it, and what not. */
export function byName(names: readonly PropertyName[], told: (name: PropertyName) => Told | undefined): [Group, Group] {
  const all = names.map(({ uri, name }) => ({ uri, name, there: told({ uri, name }) }))
  return [
    { status: 200, properties: all.flatMap(({ there }) => there ?? []) },
    { status: 404, properties: all.filter(({ there }) => !there).map(({ uri, name }) => ({ uri, name })) },
  ]
}

/** The same of properties that are XML already, with the names of those that are not there. */
export function responseOf(href: string, found: string, missing: PropertyName[]): string {
  const [ok, none] = [statusLine(200), statusLine(404)]
  const absent = missing.map(({ uri, name }) => element(uri, name, '')).join('')
  const there = found || !absent ? `<D:propstat><D:prop>${found}</D:prop>${ok}</D:propstat>` : ''
  const gone = absent ? `<D:propstat><D:prop>${absent}</D:prop>${none}</D:propstat>` : ''
  return `<D:response><D:href>${text(href)}</D:href>${there}${gone}</D:response>\n`
}

function statusLine(status: number): string {
  return `<D:status>HTTP/1.1 ${status} ${STATUS_CODES[status]}</D:status>`
}

function errorOf(condition: string): string {
  return `<D:error><D:${condition}/></D:error>`
}

const OPENING = '<?xml version="1.0" encoding="utf-8"?>\n<D:multistatus xmlns:D="DAV:">\n'
const CLOSING = '</D:multistatus>\n'

/** What is said of a resource, as XML; made when it is sent, where there may be many. */
export type Said = string | (() => string)

/** A folder of ten thousand is never one text: it goes in pieces. */
const MOST_AT_ONCE = 2000
const PIECE = 32_768

/** Answers with what is said of several resources (RFC 4918, 13). */
export function sendMultistatus(reply: FastifyReply, all: readonly Said[]): FastifyReply {
  const body = all.length > MOST_AT_ONCE ? Readable.from(pieces(all)) : Buffer.concat([...pieces(all)])
  return reply
    .code(207)
    .headers({ 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'no-store' })
    .send(body)
}

function* pieces(all: readonly Said[]): Generator<Buffer> {
  let piece = OPENING
  for (const one of all) {
    piece += typeof one === 'string' ? one : one()
    if (piece.length > PIECE) {
      yield Buffer.from(piece)
      piece = ''
    }
  }
  yield Buffer.from(piece + CLOSING)
}
