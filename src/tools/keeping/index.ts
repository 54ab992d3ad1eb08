import type { Tool } from '../../spine/tool.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { routes } from './routes.ts'

/** What one has for oneself across all communities: texts one has begun, and things one keeps for later. */
export const keeping: Tool = { name: 'keeping', texts: { en, fr }, routes }
