import { liveComments } from '../../spine/items/live-comments.ts'
import { removing } from '../../spine/items/removal.ts'
import { idSlug } from '../../spine/slug.ts'
import type { Tool } from '../../spine/tool.ts'
import { journeyFor } from './journeys.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { minePart } from './own-way.ts'
import { routes } from './routes.ts'
import { toldSteps } from './told.ts'
import { weekly } from './weekly.ts'

/** Learning journeys: an ordered path of steps, on site and online, gone by a group; each sees where they are. */
export const journeys: Tool = {
  name: 'journeys',
  place: { name: 'calendar', icon: 'calendar-days', path: '/journeys' },
  tabs: [{ place: 'calendar', name: 'journeys', path: '/journeys', named: ({ t }) => t('journeys.title'), order: 40 }],
  switch: { begins: [] },
  kinds: {
    journey: {
      path: (id, title) => `/journeys/${idSlug(id, title)}`,
      begin: '/journeys/new',
      live: liveComments,
      remove: removing('journey', journeyFor),
    },
  },
  texts: { en, fr },
  search: {
    journey: {
      icon: 'footprints',
      named: ({ t }) => t('journeys.found'),
      typed: ['journey', 'journeys', 'course', 'parcours', 'formation'],
    },
  },
  tellings: {
    'journey.step-open': toldSteps,
    'journey.entrusted': ({ t }, { name, facts }) =>
      facts?.off ? t('journeys.told.off', { name }) : t('journeys.told.added', { name }),
    'journey.place-free': ({ t }) => t('journeys.told.free'),
  },
  mine: {
    journeys: minePart.joined,
    'journeys-guided': minePart.guided,
    'journey-steps': minePart.done,
    'journey-reflections': minePart.written,
  },
  tasks: (_site, jobs) => ({
    'journey-steps': async () => {
      await jobs`select tell_steps()`
    },
  }),
  // The morning is another hour in every time zone.
  rhythms: [{ crontab: '15 * * * *', task: 'journey-steps' }],
  weekly,
  logged: {
    words: ['journey.changed', 'reflection.unshared'],
  },
  routes,
}

export { bring, tick } from './doing.ts'
export { keepGuides } from './guides.ts'
export { join, show } from './joining.ts'
export { journeyFor, makeJourney, setOpen } from './journeys.ts'
export { reflect } from './reflecting.ts'
export { stepIn } from './step-form.ts'
export { addStep, type StepKind, stepFor } from './steps.ts'
