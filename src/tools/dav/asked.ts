import { below, type Element, NotXml, readXml, XML_NAMESPACE } from './xml-read.ts'
import { inside } from './xml-write.ts'

/** What the bodies of requests ask for. */

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

function namesIn(element: Element): PropertyName[] {
  return below(element).map(({ uri, name }) => ({ uri, name }))
}

/** A property to be kept, as XML, or taken away. */
export type Change = PropertyName & ({ xml: string; lang: string | null } | { xml: null })

/** What a PROPPATCH asks, in its order. @throws NotXml */
export function changesIn(body: Buffer): Change[] {
  const root = readXml(body)
  if (!isDav(root, 'propertyupdate')) throw new NotXml('propertyupdate')
  const changes = below(root)
    .filter((step) => isDav(step, 'set') || isDav(step, 'remove'))
    .flatMap((step) =>
      below(step, 'DAV:', 'prop').flatMap((prop) =>
        below(prop).map((one): Change => {
          const { uri, name } = one
          if (step.name === 'remove') return { uri, name, xml: null }
          return { uri, name, xml: inside(one), lang: langOf(one) ?? langOf(prop) ?? langOf(step) ?? langOf(root) }
        }),
      ),
    )
  if (!changes.length) throw new NotXml('propertyupdate')
  return changes
}

function langOf(element: Element): string | null {
  return element.attributes.find(({ uri, name }) => uri === XML_NAMESPACE && name === 'lang')?.value ?? null
}

export interface LockWish {
  scope: 'exclusive' | 'shared'
  /** Who holds it, in their program's words: XML, shown to others as it came. */
  owner: string
}

const LONGEST_OWNER = 2_000

/** @returns undefined for no body: a lock that is held is to last longer @throws NotXml */
export function lockWishIn(body: Buffer): LockWish | undefined {
  if (!body.length) return undefined
  const root = readXml(body)
  if (!isDav(root, 'lockinfo')) throw new NotXml('lockinfo')
  const scope = below(root, 'DAV:', 'lockscope').flatMap((one) => below(one))[0]
  const type = below(root, 'DAV:', 'locktype').flatMap((one) => below(one))[0]
  if (!scope || !type || !isDav(type, 'write')) throw new NotXml('lockinfo')
  if (!isDav(scope, 'exclusive') && !isDav(scope, 'shared')) throw new NotXml('lockscope')
  const owner = below(root, 'DAV:', 'owner').map(inside).join('')
  if (owner.length > LONGEST_OWNER) throw new NotXml('owner')
  return { scope: scope.name as LockWish['scope'], owner }
}

function isDav(element: Element, name: string): boolean {
  return element.uri === 'DAV:' && element.name === name
}
