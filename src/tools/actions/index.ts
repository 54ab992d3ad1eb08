import { liveComments } from '../../spine/items/live-comments.ts'
import { removing } from '../../spine/items/removal.ts'
import { rowsOf } from '../../spine/mine/sections.ts'
import { idSlug } from '../../spine/slug.ts'
import type { Tool } from '../../spine/tool.ts'
import { actionFor } from './actions.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { routes } from './routes.ts'
import { actionsOf } from './row.ts'
import { leftBehind, mineDue } from './waiting.ts'

/** Actions: what is to be done, by whom and until when; from minutes, discussions or anywhere. */
export const actions: Tool = {
  name: 'actions',
  place: { name: 'calendar', icon: 'calendar-days', path: '/actions' },
  tabs: [{ place: 'calendar', name: 'actions', path: '/actions', named: ({ t }) => t('actions.title'), order: 30 }],
  switch: { begins: ['community'] },
  kinds: {
    action: {
      path: (id, title) => `/actions/${idSlug(id, title)}`,
      begin: '/actions/new',
      live: liveComments,
      remove: removing('action', actionFor),
    },
  },
  texts: { en, fr },
  makes: [
    {
      icon: 'list-todo',
      words: ({ t }) => t('actions.make'),
      form: '/actions/new',
    },
  ],
  search: {
    action: { icon: 'list-todo', named: ({ t }) => t('actions.found'), typed: ['action', 'actions', 'todo', 'tache'] },
  },
  waiting: [mineDue],
  toLookAfter: [leftBehind],
  tells: { 'action.done': ['changed'], 'action.let-go': ['changed'] },
  tellings: {
    'action.changed': ({ t }, { name }) => t('actions.told.closed', { name }),
    'action.review-due': ({ t }) => t('actions.told.due'),
  },
  mine: { actions: actionsOf, 'actions-done': rowsOf('action_step') },
  tasks: (_site, jobs) => ({
    actions: async () => {
      await jobs`select remind_actions()`
    },
  }),
  // The morning is another hour in every time zone.
  rhythms: [{ crontab: '10 * * * *', task: 'actions' }],
  logged: {
    words: ['action.changed', 'action.done', 'action.let-go', 'action.opened'],
  },
  routes,
}

export { actionFor, writeDown } from './actions.ts'
export { close } from './doing.ts'
