import { rowsOf } from '../../spine/mine/sections.ts'
import type { Tool } from '../../spine/tool.ts'
import { protocol } from './answer.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { routes } from './routes.ts'

/** The calendar in the calendars of one's own devices. */
export const caldav: Tool = {
  name: 'caldav',
  texts: { en, fr },
  routes,
  protocols: [protocol],
  mine: { 'calendar-own': rowsOf('calendar_own') },
}
