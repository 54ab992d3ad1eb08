import type { Tool } from '../../spine/tool.ts'
import { protocol } from './answer.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { routes } from './routes.ts'

/** The shelf as a folder of one's own computer. */
export const dav: Tool = { name: 'dav', texts: { en, fr }, routes, protocols: [protocol] }
