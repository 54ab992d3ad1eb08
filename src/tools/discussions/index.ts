import { asksToMove } from '../../spine/items/moving.ts'
import { removing } from '../../spine/items/removal.ts'
import { idSlug } from '../../spine/slug.ts'
import type { Tool } from '../../spine/tool.ts'
import { asksMe } from './asks-me.ts'
import { discussionFor } from './discussions.ts'
import { live } from './live.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { questions } from './questions.ts'
import { routes } from './routes.ts'
import { unanswered } from './unanswered.ts'
import { weekly } from './weekly.ts'

/** Discussions: someone begins, others answer; a question can find its answer. */
export const discussions: Tool = {
  name: 'discussions',
  place: { name: 'talk', icon: 'messages-square', path: '/discussions' },
  tabs: [
    { place: 'talk', name: 'list', path: '/discussions', named: ({ t }) => t('discussions.title'), order: 10 },
    { place: 'talk', name: 'tags', path: '/tags', named: ({ t }) => t('discussions.tags'), order: 30 },
    {
      place: 'talk',
      name: 'following',
      path: '/following',
      named: ({ t }) => t('discussions.hearing.short'),
      order: 40,
    },
  ],
  switch: { begins: ['community', 'circle'] },
  kinds: {
    discussion: {
      path: (id, title) => `/discussions/${idSlug(id, title)}`,
      begin: '/discussions/new',
      live,
      remove: removing('discussion', discussionFor),
    },
  },
  makes: [
    {
      icon: 'messages-square',
      ofSaid: true,
      words: ({ t }) => t('discussions.make'),
      form: '/discussions/new',
    },
  ],
  texts: { en, fr },
  search: {
    discussion: {
      icon: 'messages-square',
      named: ({ t }) => t('discussions.found'),
      typed: ['discussion', 'discussions', 'question', 'questions'],
    },
  },
  waiting: [asksToMove, asksMe],
  toLookAfter: [unanswered],
  tells: {
    'announcement.made': ['announced'],
    'answer.accepted': ['accepted'],
    'discussion.changed': ['tended'],
  },
  questions,
  weekly,
  logged: {
    words: [
      'discussion.changed',
      'discussion.split',
      'discussion.split-off',
      'discussion.unsplit',
      'discussion.moved-away',
      'discussion.moved-here',
      'discussion.returned',
      'discussion.words-moved',
      'discussion.move-asked',
    ],
  },
  routes,
}

export { type Announcement, announcementFor } from './announcement.ts'
export { askForHelp } from './asking.ts'
export { discussionFor, keepAcceptance, openDiscussion } from './discussions.ts'
export { importStackExchange } from './import/import.ts'
export { type Latest, latestDiscussions } from './list.ts'
export { openQuestion } from './open-question.ts'
export { splitDiscussion } from './splitting.ts'
export { allReadButton } from './views/all-read.ts'
export { announcementPanel } from './views/list.ts'
export { discussionRow, excerptView } from './views/row.ts'
