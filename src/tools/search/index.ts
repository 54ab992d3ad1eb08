import type { Tool } from '../../spine/tool.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { routes } from './routes.ts'
import { suggesting } from './suggesting.ts'

/** Finding things, people and places again, in all that one may read. */
export const search: Tool = {
  name: 'search',
  texts: { en, fr },
  routes: [...routes, ...suggesting],
  tasks: ({ database }) => ({
    'tidy-words': async () => {
      await database.app`select tidy_words()`
    },
  }),
  rhythms: [{ crontab: '50 3 * * *', task: 'tidy-words' }],
}
