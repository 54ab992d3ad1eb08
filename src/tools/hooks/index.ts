import { fetcherOf } from '../../spine/outside/checking.ts'
import type { Tool } from '../../spine/tool.ts'
import { connectionsRoute } from './connections.ts'
import { incomingRoutes } from './incoming/routes.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { addedIncoming, addedOutgoing } from './mine.ts'
import { outgoingRoutes } from './outgoing/routes.ts'
import { sendWaiting } from './outgoing/sending.ts'

/** Connections with other systems: what they say in rooms, and what they are told of what happens in a space. */
export const hooks: Tool = {
  name: 'hooks',
  texts: { en, fr },
  logged: {
    place: [
      'hooks.incoming-on',
      'hooks.incoming-off',
      'hooks.outgoing-on',
      'hooks.outgoing-changed',
      'hooks.outgoing-paused',
      'hooks.outgoing-off',
    ],
  },
  routes: [connectionsRoute, ...incomingRoutes, ...outgoingRoutes],
  mine: { 'connections-in': addedIncoming, 'connections-out': addedOutgoing },
  tasks: (site, jobs) => ({
    'send-hook': ({ id }) => sendWaiting(site, jobs, fetcherOf(site), id!),
    'tidy-hooks': async () => {
      await jobs`select tidy_hooks()`
    },
  }),
  rhythms: [{ crontab: '17 * * * *', task: 'tidy-hooks', alone: true }],
}
