import type { Tool } from '../../spine/tool.ts'
import { forgetting } from './forgetting.ts'
import { gather } from './gather.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { myData } from './my-data.ts'

/** What one takes along, and being forgotten. */
export const leaving: Tool = {
  name: 'leaving',
  texts: { en, fr },
  routes: [...myData, ...forgetting],
  tasks: (site) => ({ takeout: ({ id, person }) => gather(site, person!, id!) }),
}
