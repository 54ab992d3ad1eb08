import type { Tool } from '../../spine/tool.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { routes } from './routes.ts'

/** What waits, what is new, where I belong: a person's home and a community's. */
export const home: Tool = {
  name: 'home',
  place: { name: 'home', icon: 'house', path: '' },
  texts: { en, fr },
  routes,
}
