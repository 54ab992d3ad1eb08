import { rowsOf } from '../../spine/mine/sections.ts'
import type { Tool } from '../../spine/tool.ts'
import { introduction } from './introduction.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { path } from './path.ts'
import { settings } from './settings.ts'

/** A newcomer's first ten minutes: what stands at the door, the steps after it, and what hosts say for both. */
export const welcome: Tool = {
  name: 'welcome',
  texts: { en, fr },
  mine: { 'first-steps': rowsOf('welcome_step') },
  routes: [...path, ...introduction, ...settings],
}

export { isNew, onTheWayColumn, welcomePath } from './steps.ts'
export { asked } from './views/asked.ts'
export { youAreHere } from './views/here.ts'
