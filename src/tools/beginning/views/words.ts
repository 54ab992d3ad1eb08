import type { Locale } from '../../../platform/i18n.ts'
import type { Suggested } from '../path.ts'
import type { StepName } from '../steps.ts'

type Said = (locale: Locale) => string

export const stepSaid: Record<StepName, Said> = {
  create: ({ t }) => t('beginning.create'),
  tools: ({ t }) => t('beginning.tools'),
  starters: ({ t }) => t('beginning.starters'),
  door: ({ t }) => t('beginning.door'),
  date: ({ t }) => t('beginning.date'),
  host: ({ t }) => t('beginning.host'),
  newcomer: ({ t }) => t('beginning.newcomer'),
  greet: ({ t }) => t('beginning.greet'),
  invite: ({ t }) => t('beginning.invite'),
}

export const whySaid: Record<StepName, Said> = {
  create: ({ t }) => t('beginning.create.why'),
  tools: ({ t }) => t('beginning.tools.why'),
  starters: ({ t }) => t('beginning.starters.why'),
  door: ({ t }) => t('beginning.door.why'),
  date: ({ t }) => t('beginning.date.why'),
  host: ({ t }) => t('beginning.host.why'),
  newcomer: ({ t }) => t('beginning.newcomer.why'),
  greet: ({ t }) => t('beginning.greet.why'),
  invite: ({ t }) => t('beginning.invite.why'),
}

export const toolSaid: Record<Suggested, { name: Said; use: Said }> = {
  pages: { name: ({ t }) => t('pages.title'), use: ({ t }) => t('beginning.use.pages') },
  files: { name: ({ t }) => t('files.title'), use: ({ t }) => t('beginning.use.files') },
  links: { name: ({ t }) => t('links.title'), use: ({ t }) => t('beginning.use.links') },
  gaps: { name: ({ t }) => t('gaps.title'), use: ({ t }) => t('beginning.use.gaps') },
  journeys: { name: ({ t }) => t('journeys.title'), use: ({ t }) => t('beginning.use.journeys') },
}
