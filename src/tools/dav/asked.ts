import { isDav, type PropertyName } from '../../platform/dav/propfind.ts'
import { below, type Element, NotXml, readXml, XML_NAMESPACE } from '../../platform/dav/xml-read.ts'
import { inside } from '../../platform/dav/xml-write.ts'

/** What the bodies of requests ask for, besides PROPFIND. */

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
