import { escaped, NoAddress, pathOf } from '../../platform/dav/path.ts'

/** What an address of `/dav` names: all that is shared, a person's spaces, or a path in one of them. */
export type Place = { kind: 'house' } | { kind: 'shelves' } | { kind: 'shelf'; space: string; names: string[] }

export const HOUSE = '/dav/'
export const SHELVES = '/dav/files/'

/**
 * Reads the address of a request.
 * @returns what it names, and whether it ends like a folder's @throws NoAddress
 */
export function placeOf(url: string): { place: Place; folder: boolean } {
  const { names: all, folder } = pathOf(url)
  const [first, second, space, ...names] = all
  if (first !== 'dav' || (second !== undefined && second !== 'files')) throw new NoAddress('elsewhere')
  if (second === undefined) return { place: { kind: 'house' }, folder }
  if (space === undefined) return { place: { kind: 'shelves' }, folder }
  return { place: { kind: 'shelf', space, names }, folder }
}

/** @returns the address of a place, below the site's, as it stands in answers: folders end with a slash */
export function hrefOf(place: Place, folder: boolean): string {
  if (place.kind === 'house') return HOUSE
  if (place.kind === 'shelves') return SHELVES
  const path = SHELVES + [place.space, ...place.names].map(escaped).join('/')
  return folder ? `${path}/` : path
}

/**
 * Reads the header `Destination`: an address of this very site, whole or from its first slash.
 * @param host as the request names us @returns undefined where it is missing @throws NoAddress, Elsewhere
 */
export function destinationOf(header: string | undefined, host: string): { place: Place; folder: boolean } | undefined {
  if (header === undefined || header.trim() === '') return undefined
  const whole = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)(.*)$/i.exec(header.trim())
  if (!whole) return placeOf(header.trim())
  const [, authority = '', path = ''] = whole
  if (plainHost(authority) !== plainHost(host)) throw new Elsewhere()
  return placeOf(path || '/')
}

/** A destination on another server. */
export class Elsewhere extends Error {}

/** A proxy may end https for us, and some programs name the usual port. */
function plainHost(authority: string): string {
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase()
  return host.replace(/:(80|443)$/, '')
}

/** Whether the first is the second or lies in it. */
export function within(inner: Place, outer: Place): boolean {
  if (inner.kind !== 'shelf' || outer.kind !== 'shelf') return false
  if (inner.space.toLowerCase() !== outer.space.toLowerCase()) return false
  return outer.names.every((name, at) => inner.names[at]?.toLowerCase() === name.toLowerCase())
}
