import type { Tool } from '../../spine/tool.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { live } from './look.ts'
import { routes } from './routes.ts'
import { written } from './waiting.ts'

/** Conversations between two or more people, apart from every community. */
export const conversations: Tool = {
  name: 'conversations',
  kinds: { conversation: { path: (id) => `/conversation/${id}`, live } },
  texts: { en, fr },
  search: {
    conversation: {
      icon: 'mail',
      named: ({ t }) => t('conversations.found'),
      typed: ['conversation', 'conversations', 'message', 'messages'],
    },
  },
  waiting: [written],
  routes,
}

export { beginConversation, writeTo } from './conversations.ts'
export { conversationsOf, presentListed } from './list.ts'
