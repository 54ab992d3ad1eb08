import { liveComments } from '../../spine/items/live-comments.ts'
import { removing } from '../../spine/items/removal.ts'
import { idSlug } from '../../spine/slug.ts'
import type { Tool } from '../../spine/tool.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { routes } from './routes.ts'
import { givenAndHad, thanksFor } from './thanks.ts'

/** Thanks: a few words from one person to another, or to all, where everybody sees them. */
export const thanks: Tool = {
  name: 'thanks',
  place: { name: 'care', icon: 'hand-helping', path: '/thanks' },
  tabs: [{ place: 'care', name: 'thanks', path: '/thanks', named: ({ t }) => t('thanks.title'), order: 10 }],
  switch: { begins: [] },
  kinds: {
    thanks: {
      path: (id, title) => `/thanks/${idSlug(id, title)}`,
      begin: '/thanks/new',
      live: liveComments,
      remove: removing('thanks', thanksFor),
    },
  },
  texts: { en, fr },
  search: { thanks: { icon: 'heart', named: ({ t }) => t('thanks.found'), typed: ['thanks', 'merci'] } },
  mine: { thanks: givenAndHad },
  routes,
}

export { presentListed, type ShownThanks, ThanksSchema } from './present.ts'
export { giveThanks, latestThanks } from './thanks.ts'
export { thanksColumns } from './views/list.ts'
