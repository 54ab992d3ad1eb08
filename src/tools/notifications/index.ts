import type { Tool } from '../../spine/tool.ts'
import { hearing } from './hearing.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { news } from './news.ts'
import { stopping } from './stopping.ts'

/** What is new for someone, what waits for them, and how they want to hear of it. */
export const notifications: Tool = {
  name: 'notifications',
  texts: { en, fr },
  routes: [...news, ...hearing, ...stopping],
}
