import { liveComments } from '../../spine/items/live-comments.ts'
import { removing } from '../../spine/items/removal.ts'
import { rowsOf } from '../../spine/mine/sections.ts'
import { fetcherOf } from '../../spine/outside/checking.ts'
import { idSlug } from '../../spine/slug.ts'
import type { Tool } from '../../spine/tool.ts'
import { eventFor } from './events.ts'
import findingEn from './finding/locales/en.json' with { type: 'json' }
import findingFr from './finding/locales/fr.json' with { type: 'json' }
import { questionFor } from './finding/questions.ts'
import { findingRhythms, findingTasks, toldAsked, toldFound } from './finding/telling.ts'
import { datesAsked } from './finding/waiting.ts'
import { addedOutside } from './ics/outside.ts'
import { readOutside } from './ics/reading-outside.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import meetingEn from './meeting/locales/en.json' with { type: 'json' }
import meetingFr from './meeting/locales/fr.json' with { type: 'json' }
import { moreDates } from './more-dates.ts'
import { needsMe } from './needs-me.ts'
import rhythmEn from './rhythm/locales/en.json' with { type: 'json' }
import rhythmFr from './rhythm/locales/fr.json' with { type: 'json' }
import { routes } from './routes.ts'
import { tellingRhythms, tellingTasks } from './telling/tasks.ts'
import { toldChange, toldFree, toldSoon } from './telling/words.ts'
import { weekly } from './weekly.ts'

/** The calendar: what a community does together, and when; who comes, and what they need for it. */
export const calendar: Tool = {
  name: 'calendar',
  place: { name: 'calendar', icon: 'calendar-days', path: '/calendar', sheet: 'calendar' },
  tabs: [{ place: 'calendar', name: 'calendar', path: '/calendar', named: ({ t }) => t('calendar.title'), order: 10 }],
  switch: { begins: ['community'] },
  kinds: {
    event: {
      path: (id, title) => `/events/${idSlug(id, title)}`,
      begin: '/events/new',
      live: liveComments,
      remove: removing('event', eventFor),
    },
    'date-question': {
      path: (id, title) => `/find/${idSlug(id, title)}`,
      begin: '/find/new',
      live: liveComments,
      remove: removing('date-question', questionFor),
    },
  },
  texts: {
    en: { ...en, ...meetingEn, ...rhythmEn, ...findingEn },
    fr: { ...fr, ...meetingFr, ...rhythmFr, ...findingFr },
  },
  makes: [
    {
      icon: 'calendar-plus',
      words: ({ t }) => t('finding.make'),
      form: '/find/new',
    },
  ],
  search: {
    event: {
      icon: 'calendar-days',
      named: ({ t }) => t('calendar.found'),
      typed: ['date', 'event', 'rendez-vous', 'evenement'],
    },
    'date-question': {
      icon: 'calendar-plus',
      named: ({ t }) => t('finding.found-kind'),
      typed: ['find-date', 'date-question', 'sondage', 'choix-date'],
    },
  },
  // Of changes tells a job of its own: what they were and are.
  tellings: {
    'event.changed': toldChange,
    'event.date-changed': toldChange,
    'event.soon': toldSoon,
    'event.place-free': toldFree,
    'date-question.asked': toldAsked,
    'date-question.date-changed': toldFound,
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
    birthday: rowsOf('birthday'),
    'birthday-shown': rowsOf('birthday_shown'),
    'key-days': rowsOf('key_day'),
    'quiet-times': rowsOf('quiet_time'),
    'dates-suiting': rowsOf('date_reply'),
    'dates-wanted-at': rowsOf('date_wanted'),
  },
  tasks: (site, jobs) => ({
    dates: () => moreDates(jobs),
    ...tellingTasks(jobs),
    ...findingTasks(jobs),
    // The demonstration is looked at in many places at once, and bothers nobody.
    calendars: async () => (site.demonstration ? undefined : readOutside(site, jobs, fetcherOf(site))),
  }),
  rhythms: [
    { crontab: '40 4 * * *', task: 'dates' },
    { crontab: '*/5 * * * *', task: 'calendars', alone: true },
    ...tellingRhythms,
    ...findingRhythms,
  ],
  waiting: [needsMe, datesAsked],
  weekly,
  logged: {
    words: ['spoken.removed'],
    place: [
      'calendar.outside-on',
      'calendar.outside-off',
      'calendar.key-day-changed',
      'calendar.key-day-removed',
      'calendar.quiet-on',
      'calendar.quiet-changed',
      'calendar.quiet-off',
    ],
  },
  routes,
}

export { dropAnswer, keepAnswer, keepNeeds, type Reply } from './answers.ts'
export { callOff } from './changing.ts'
export { type ComingDate, comingDates } from './coming.ts'
export { type DateSaid, sayDates, strayDates } from './dates-said.ts'
export { changeEvent, type Event, type EventInput, eventFor, makeEvent, mustTend, urlOf } from './events.ts'
export { askForDate, questionFor } from './finding/questions.ts'
export { keepReplies, type Suits } from './finding/replies.ts'
export type { Every } from './finding/series.ts'
export { takeOptions } from './finding/taking.ts'
export { eventIn } from './form.ts'
export { DateSchema } from './present.ts'
export { birthdayOf, keepBirthday } from './rhythm/birthdays.ts'
export { addKeyDay } from './rhythm/key-days.ts'
export { type Mark, MarkSchema, marksAround } from './rhythm/marks.ts'
export { addQuietTime, mindRest } from './rhythm/quiet.ts'
export { saidYearDay } from './rhythm/said.ts'
export { marksToday, todayLine } from './rhythm/views/today.ts'
export { keepFirstMonth } from './rhythm/year.ts'
export { saidWhen, type Timed } from './said.ts'
export { noteDates } from './telling/changes.ts'
export { comingSection } from './views/coming.ts'
