import type { Tool } from '../../spine/tool.ts'
import { confirming } from './confirming.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }

/** What opens one's account: the ways to sign in, what is signed in now, and confirming that it is oneself. */
export const keys: Tool = { name: 'keys', texts: { en, fr }, routes: [...confirming] }
