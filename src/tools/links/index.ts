import type { Detail } from '../../spine/furnished.ts'
import { liveComments } from '../../spine/items/live-comments.ts'
import { removing } from '../../spine/items/removal.ts'
import { hostOf } from '../../spine/outside/addresses.ts'
import { idSlug } from '../../spine/slug.ts'
import type { Tool } from '../../spine/tool.ts'
import { linkFor, linksOf } from './links.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { routes } from './routes.ts'

/** A card says where a link leads. */
const detail: Detail = {
  column: (sql) => sql`(select l.address from link l where l.item_id = i.id)`,
  said: (_locale, address) => hostOf(address),
}

/** Links: what others made and this community finds good, with a word on why, and whether it is still there. */
export const links: Tool = {
  name: 'links',
  place: { name: 'library', icon: 'book-open', path: '/links' },
  tabs: [{ place: 'library', name: 'links', path: '/links', named: ({ t }) => t('links.title'), order: 30 }],
  switch: { begins: [] },
  kinds: {
    link: {
      path: (id, title) => `/links/${idSlug(id, title)}`,
      begin: '/links/new',
      live: liveComments,
      remove: removing('link', linkFor),
      detail,
    },
  },
  texts: { en, fr },
  search: {
    link: { icon: 'link', named: ({ t }) => t('links.found'), typed: ['link', 'links', 'lien', 'liens'] },
  },
  mine: { links: linksOf },
  routes,
}

export { keepLink, type LinkKind } from './links.ts'
