import { liveComments } from '../../spine/items/live-comments.ts'
import { removing } from '../../spine/items/removal.ts'
import { rowsOf } from '../../spine/mine/sections.ts'
import { idSlug } from '../../spine/slug.ts'
import type { Tool } from '../../spine/tool.ts'
import { gapFor, gapsOf } from './gaps.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { routes } from './routes.ts'

/** Gaps: what a community should know and does not yet. Somebody asks, others want it, too, somebody takes it up. */
export const gaps: Tool = {
  name: 'gaps',
  place: { name: 'library', icon: 'book-open', path: '/gaps' },
  tabs: [{ place: 'library', name: 'gaps', path: '/gaps', named: ({ t }) => t('gaps.title'), order: 40 }],
  switch: { begins: [] },
  kinds: {
    gap: {
      path: (id, title) => `/gaps/${idSlug(id, title)}`,
      begin: '/gaps/new',
      live: liveComments,
      remove: removing('gap', gapFor),
    },
  },
  texts: { en, fr },
  search: {
    gap: { icon: 'circle-dashed', named: ({ t }) => t('gaps.found'), typed: ['gap', 'gaps', 'manque', 'manques'] },
  },
  wanting: { path: '/gaps/new', named: ({ t }) => t('gaps.wanting') },
  tells: { 'gap.filled': ['changed'] },
  tellings: {
    'gap.changed': ({ t }) => t('gaps.told.filled'),
    'gap.review-due': ({ t }) => t('gaps.told.due'),
  },
  mine: { gaps: gapsOf, 'gap-wishes': rowsOf('gap_wish'), 'gaps-taken': rowsOf('gap_taker') },
  tasks: (_site, jobs) => ({
    gaps: async () => {
      await jobs`select remind_gaps()`
    },
  }),
  rhythms: [{ crontab: '25 5 * * *', task: 'gaps' }],
  routes,
}

export { askFor, fill, gapFor, setWish, takeUp } from './gaps.ts'
export { openGaps, untakenGap } from './list.ts'
