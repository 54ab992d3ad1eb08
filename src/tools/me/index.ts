import type { Tool } from '../../spine/tool.ts'
import { card } from './card.ts'
import { keys } from './keys.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

/** What is one's own: card, password, sessions, tokens, how pages look. */
export const me: Tool = { name: 'me', texts: { en, fr }, routes: [...card, ...keys] }
