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
import meetingEn from './meeting/locales/en.json' with { type: 'json' }
import meetingFr from './meeting/locales/fr.json' with { type: 'json' }
import { wordsToLookAt } from './meeting/waiting.ts'
import { moreDates } from './more-dates.ts'
import { needsMe } from './needs-me.ts'
import { routes } from './routes.ts'
import { tellingRhythms, tellingTasks } from './telling/tasks.ts'
import { toldChange, toldFree, toldSoon } from './telling/words.ts'
import { weekly } from './weekly.ts'

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
  texts: { en: { ...en, ...meetingEn }, fr: { ...fr, ...meetingFr } },
  search: {
    event: {
      icon: 'calendar-days',
      named: ({ t }) => t('calendar.found'),
      typed: ['date', 'event', 'rendez-vous', 'evenement'],
    },
  },
  // Of changes tells a job of its own: what they were and are.
  tells: { 'event.removed': ['tended'] },
  told: {
    'event.changed': toldChange,
    'event.date-changed': toldChange,
    'event.soon': toldSoon,
    'event.place-free': toldFree,
  },
  mine: {
    answers: rowsOf('answer'),
    'answer-needs': rowsOf('answer_need'),
    'event-parts': rowsOf('event_part'),
    'event-changes': rowsOf('event_change'),
    'event-reminders': rowsOf('event_reminding'),
    'office-questions': rowsOf('office_question'),
    'minutes-made': rowsOf('minutes'),
    'came-to': rowsOf('attendance'),
    'came-as-i-said': rowsOf('attendance', 'by_id'),
    'looking-back': rowsOf('looking_back'),
    'spoken-by-me': rowsOf('spoken'),
    'spoken-written-by-me': rowsOf('spoken', 'by_id'),
    'my-buddies': rowsOf('buddy'),
    'buddy-of': rowsOf('buddy', 'buddy_id'),
    'outside-calendars': addedOutside,
  },
  tasks: (site, jobs) => ({
    dates: () => moreDates(jobs),
    ...tellingTasks(jobs),
    // The demonstration is looked at in many places at once, and bothers nobody.
    calendars: async () => (site.demonstration ? undefined : readOutside(site, jobs, fetcherOf(site))),
  }),
  rhythms: [
    { crontab: '40 4 * * *', task: 'dates' },
    { crontab: '*/5 * * * *', task: 'calendars', alone: true },
    ...tellingRhythms,
  ],
  waiting: [needsMe, wordsToLookAt],
  weekly,
  routes,
}

export { dropAnswer, keepAnswer, keepNeeds, type Reply } from './answers.ts'
export { callOff, changeDate } from './changing.ts'
export { type ComingDate, comingDates } from './coming.ts'
export { type DateSaid, sayDates, strayDates } from './dates-said.ts'
export {
  changeEvent,
  type Event,
  type EventInput,
  eventFor,
  makeEvent,
  mustSuggest,
  mustTend,
  urlOf,
} from './events.ts'
export { eventIn } from './form.ts'
export { DateSchema } from './present.ts'
export { datesBetween } from './range.ts'
export { saidWhen, type Timed } from './said.ts'
export { comingSection } from './views/coming.ts'
