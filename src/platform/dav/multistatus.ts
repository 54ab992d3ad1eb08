import { STATUS_CODES } from 'node:http'
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

export const OPENING = '<?xml version="1.0" encoding="utf-8"?>\n<D:multistatus xmlns:D="DAV:">\n'
export const CLOSING = '</D:multistatus>\n'
