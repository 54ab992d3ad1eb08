import { liveThread } from '../../spine/items/live-thread.ts'
import { rowsOf } from '../../spine/mine/sections.ts'
import { fetcherOf } from '../../spine/outside/checking.ts'
import { idSlug } from '../../spine/slug.ts'
import type { Tool } from '../../spine/tool.ts'
import { removeEvent } from './event-routes.ts'
import { addedOutside } from './ics/outside.ts'
import { readOutside } from './ics/reading-outside.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { moreDates } from './more-dates.ts'
import { routes } from './routes.ts'

/** The calendar: what a community does together, and when; who comes, and what they need for it. */
export const calendar: Tool = {
  name: 'calendar',
  place: { name: 'calendar', icon: 'calendar-days', path: '/calendar' },
  tabs: [{ place: 'calendar', name: 'calendar', path: '/calendar', named: ({ t }) => t('calendar.title'), order: 10 }],
  switch: { begins: ['community'] },
  kinds: {
    event: {
      path: (id, title) => `/events/${idSlug(id, title)}`,
      begin: '/events/new',
      live: liveThread,
      remove: removeEvent,
    },
  },
  texts: { en, fr },
  search: {
    event: {
      icon: 'calendar-days',
      named: ({ t }) => t('calendar.found'),
      typed: ['date', 'event', 'rendez-vous', 'evenement'],
    },
  },
  tells: {
    'event.changed': ['changed'],
    'event.called-off': ['changed'],
    'event.held': ['changed'],
    'event.removed': ['tended'],
  },
  told: { 'event.changed': ({ t }) => t('calendar.told.changed') },
  mine: {
    answers: rowsOf('answer'),
    'answer-needs': rowsOf('answer_need'),
    'event-parts': rowsOf('event_part'),
    'event-changes': rowsOf('event_change'),
    'outside-calendars': addedOutside,
  },
  tasks: (site, jobs) => ({
    dates: () => moreDates(jobs),
    // The demonstration is looked at in many places at once, and bothers nobody.
    calendars: async () => (site.demonstration ? undefined : readOutside(site, jobs, fetcherOf(site))),
  }),
  rhythms: [
    { crontab: '40 4 * * *', task: 'dates' },
    { crontab: '*/5 * * * *', task: 'calendars', alone: true },
  ],
  routes,
}

export { keepAnswer, keepNeeds } from './answers.ts'
export { callOff, changeDate } from './changing.ts'
export { type Event, type EventInput, eventFor, makeEvent } from './events.ts'
export { eventIn } from './form.ts'
export { datesBetween } from './range.ts'
