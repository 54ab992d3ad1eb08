import type { Tool } from '../../spine/tool.ts'
import { card } from './card.ts'
import { dataSaver } from './data-saver.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { presence, shownReading } from './presence.ts'
import { profile } from './profile.ts'
import { welcome } from './welcome.ts'

/** What is one's own: card, introduction, how pages look. */
export const me: Tool = {
  name: 'me',
  texts: { en, fr },
  routes: [...card, ...profile, ...welcome, presence, shownReading, dataSaver],
}
