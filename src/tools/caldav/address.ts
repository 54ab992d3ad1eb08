import { escaped, NoAddress, pathOf } from '../../platform/dav/path.ts'

/** What an address below `/dav/calendars` names: where one begins, who asks with their calendars, one of these, or an event in it. */
export type Place =
  | { kind: 'house' }
  | { kind: 'home' }
  | { kind: 'calendar'; space: string }
  | { kind: 'member'; space: string; name: string }

export const HOUSE = '/dav/calendars/'
/** The same for everybody, so that it stays where it is whatever somebody is called. */
export const HOME = '/dav/calendars/me/'

/** @throws NoAddress */
export function placeOf(url: string): Place {
  const { names } = pathOf(url)
  const [first, second, who, space, name, ...more] = names
  if (first !== 'dav' || second !== 'calendars' || more.length) throw new NoAddress('elsewhere')
  if (who === undefined) return { kind: 'house' }
  if (who !== 'me') throw new NoAddress('whose')
  if (space === undefined) return { kind: 'home' }
  return name === undefined ? { kind: 'calendar', space } : { kind: 'member', space, name }
}

export function calendarHref(space: string): string {
  return `${HOME}${escaped(space)}/`
}

export function memberHref(space: string, name: string): string {
  return calendarHref(space) + escaped(name)
}

const OWN_NAME = /^((?:\w|%40|[+-]|\.(?=\w))+)$/

/**
 * The name of an event that an address in a body means, in a calendar.
 * @param href whole or from its first slash @returns undefined where it is elsewhere
 */
export function memberNamed(href: string, space: string): string | undefined {
  // As we write them ourselves, and as nearly all come.
  const [, plain] =
    OWN_NAME.exec(href.startsWith(calendarHref(space)) ? href.slice(calendarHref(space).length) : '') ?? []
  if (plain) return plain.replaceAll('%40', '@')
  try {
    const place = placeOf(href.trim().replace(/^https?:\/\/[^/]*/i, ''))
    return place.kind === 'member' && place.space.toLowerCase() === space.toLowerCase() ? place.name : undefined
  } catch {
    return undefined
  }
}
