import { rowsOf } from '../../spine/mine/sections.ts'
import type { Tool } from '../../spine/tool.ts'
import { acting } from './acting.ts'
import { greetingRoutes } from './greeting-routes.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { routes } from './routes.ts'

/** A host's first hour: nine steps from an empty community to one where people meet. */
export const beginning: Tool = {
  name: 'beginning',
  texts: { en, fr },
  forms: { host: '/beginning?step=host' },
  mine: { 'to-greet-first': rowsOf('greet_first') },
  routes: [...routes, ...acting, ...greetingRoutes],
}

export { addToGreet, setGreeted, toGreetFirst } from './greeting.ts'
export { markStep } from './marks.ts'
export { begunIn, homeLineOf, type Step } from './steps.ts'
export { homeLine } from './views/line.ts'
