import { below, type Element, NotXml, readXml } from './xml-read.ts'

export interface PropertyName {
  uri: string
  name: string
}

export type Propfind =
  | { kind: 'all'; besides: PropertyName[] }
  | { kind: 'names' }
  | { kind: 'some'; names: PropertyName[] }

/** @param body empty for all properties @throws NotXml */
export function propfindIn(body: Buffer): Propfind {
  if (!body.length) return { kind: 'all', besides: [] }
  const root = readXml(body)
  if (!isDav(root, 'propfind')) throw new NotXml('propfind')
  // What we do not know beside these is passed over (RFC 4918, 17).
  const [some] = below(root, 'DAV:', 'prop')
  if (some) return { kind: 'some', names: namesIn(some) }
  if (below(root, 'DAV:', 'propname').length) return { kind: 'names' }
  if (!below(root, 'DAV:', 'allprop').length) throw new NotXml('propfind')
  return { kind: 'all', besides: below(root, 'DAV:', 'include').flatMap(namesIn) }
}

/** The elements in another, as names of properties. */
export function namesIn(element: Element): PropertyName[] {
  return below(element).map(({ uri, name }) => ({ uri, name }))
}

/** Whether it is that element of `DAV:`. */
export function isDav(element: Element, name: string): boolean {
  return element.uri === 'DAV:' && element.name === name
}
