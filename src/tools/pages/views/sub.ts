import type { Html } from '../../../platform/html.ts'
import type { Tab } from '../../../spine/furnished.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'

export type Shelf = 'pages' | 'stories' | 'glossary' | 'map' | 'changes' | 'tending'

const shelves: [Shelf, string, number][] = [
  ['pages', '', 10],
  ['stories', '/stories', 20],
  ['glossary', '/glossary', 50],
  ['map', '/map', 60],
  ['changes', '/changes', 80],
  ['tending', '/tending', 90],
]

/** What belongs to a community's library, beside the index itself. */
export const tabs: Tab[] = shelves.map(([name, path, order]) => ({
  place: 'library',
  name,
  path: `/pages${path}`,
  named: ({ t }) => t(`pages.shelf.${name}`),
  order,
}))

export function subNav(ctx: Request, current: Shelf): Html {
  return placeNav(ctx, 'library', current)
}
