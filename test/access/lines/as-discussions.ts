import { routes } from '../../routes.ts'
import type { Line } from '../line.ts'
import { talk } from './talk.ts'

const known = new Set(routes.map(({ method, url }) => `${method} ${url}`))

/**
 * What the spine adds to every kind of item is answered as for discussions: the stage has one in the discussion's place.
 * @param own the lines that say otherwise, or more @param paths where one of each kind is, as routes say it
 * @returns these, and the lines of discussions for all other routes that there are
 */
export function asDiscussions(own: readonly Line[], ...paths: string[]): Line[] {
  const said = new Set(own.map(({ route }) => route))
  const underOne = talk.filter(({ route }) => route.includes('/c/:space/discussions/:id'))
  const others = paths.flatMap((path) =>
    underOne.map((line) => ({ ...line, route: line.route.replace('/c/:space/discussions/:id', path) })),
  )
  return [...own, ...others.filter(({ route }) => known.has(route) && !said.has(route))]
}
