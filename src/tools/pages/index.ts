import { liveComments } from '../../spine/items/live-comments.ts'
import { removing } from '../../spine/items/removal.ts'
import { rowsOf } from '../../spine/mine/sections.ts'
import { idSlug } from '../../spine/slug.ts'
import type { Tool } from '../../spine/tool.ts'
import carriedEn from './carried/locales/en.json' with { type: 'json' }
import carriedFr from './carried/locales/fr.json' with { type: 'json' }
import { workThrough } from './import/job.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { pageFor } from './pages.ts'
import { routes } from './routes.ts'
import { tabs } from './views/sub.ts'
import { reviewsDue, suggested } from './waiting.ts'

/** Pages: what a community knows, in a tree, each with its history and its comments. */
export const pages: Tool = {
  name: 'pages',
  place: { name: 'library', icon: 'book-open', path: '/pages', sheet: 'library' },
  tabs,
  switch: { begins: [] },
  kinds: {
    page: {
      path: (id, title) => `/pages/${idSlug(id, title)}`,
      begin: '/pages/new',
      live: liveComments,
      remove: removing('page', pageFor),
    },
  },
  texts: { en: { ...en, ...carriedEn }, fr: { ...fr, ...carriedFr } },
  makes: [
    {
      icon: 'file-text',
      words: ({ t }) => t('pages.make'),
      form: '/pages/new',
    },
  ],
  search: {
    page: { icon: 'file-text', named: ({ t }) => t('pages.found'), typed: ['page', 'pages', 'wiki'] },
  },
  waiting: [reviewsDue, suggested],
  tells: { 'page.changed': ['changed'] },
  mine: {
    'page-revisions': rowsOf('page_revision', 'author_id'),
    'page-revisions-with-others': rowsOf('page_revision_hand'),
    'page-suggestions': rowsOf('page_suggestion', 'author_id'),
    'page-wishes': rowsOf('page_wish'),
    'pages-kept': rowsOf('page_steward'),
    'pages-own': rowsOf('page_own'),
    'pages-brought': rowsOf('page_import'),
    'pages-published': rowsOf('publication', 'by'),
  },
  tasks: (site, jobs) => ({
    'page-import': ({ id, person, space }) => workThrough(site, jobs, id!, person!, space!),
    reviews: async () => {
      await jobs`select remind_reviews(), forget_imports()`
    },
    shared: async () => {
      await jobs`select sweep_shared()`
    },
  }),
  rhythms: [
    { crontab: '20 5 * * *', task: 'reviews' },
    { crontab: '50 3 * * *', task: 'shared' },
  ],
  logged: {
    words: [
      'page.published',
      'page.unpublished',
      'page.moved-away',
      'page.moved-here',
      'page.move-asked',
      'pages.imported',
      'pages.import-undone',
    ],
  },
  routes,
}

export { becomeVersionOf, wishFor } from './languages.ts'
export { makeOwn } from './own.ts'
export { changePage, pageFor, writePage } from './pages.ts'
export { accept, decline, suggest, suggestionFor } from './suggestions.ts'
