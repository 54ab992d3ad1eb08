import { removing } from '../../spine/items/removal.ts'
import { idSlug } from '../../spine/slug.ts'
import type { Tool } from '../../spine/tool.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { live } from './look.ts'
import { roomFor } from './rooms.ts'
import { routes } from './routes.ts'

/** Rooms: quick talk, in the order it comes. */
export const rooms: Tool = {
  name: 'rooms',
  place: { name: 'talk', icon: 'messages-square', path: '/rooms' },
  tabs: [
    { place: 'talk', name: 'rooms', path: '/rooms', named: ({ t }) => t('rooms.title'), order: 20 },
    { place: 'talk', name: 'threads', path: '/threads', named: ({ t }) => t('rooms.threads'), order: 30 },
  ],
  switch: { begins: ['community'] },
  kinds: {
    room: {
      path: (id, title) => `/rooms/${idSlug(id, title)}`,
      begin: '/rooms/new',
      live,
      remove: removing('room', roomFor),
    },
  },
  texts: { en, fr },
  search: {
    room: {
      icon: 'messages-square',
      named: ({ t }) => t('rooms.found'),
      typed: ['room', 'rooms', 'chat', 'salon', 'salons'],
    },
  },
  tells: { 'room.changed': ['tended'] },
  routes,
}

export { OnlySaid } from './present.ts'
export { mayTend, openRoom, roomFor, urlOf as roomUrl } from './rooms.ts'
export { messagesIn } from './said.ts'
export { readingMark, talk } from './views/room.ts'
export { besides } from './views/thread.ts'
