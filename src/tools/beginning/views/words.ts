import type { Locale } from '../../../platform/i18n.ts'
import type { Suggested } from '../path.ts'
import type { StepName } from '../steps.ts'

type Said = (locale: Locale) => string

/** What a step is called, and why one does it. */
export const stepSaid: Record<StepName, { name: Said; why: Said }> = {
  create: { name: ({ t }) => t('beginning.create'), why: ({ t }) => t('beginning.create.why') },
  tools: { name: ({ t }) => t('beginning.tools'), why: ({ t }) => t('beginning.tools.why') },
  starters: { name: ({ t }) => t('beginning.starters'), why: ({ t }) => t('beginning.starters.why') },
  door: { name: ({ t }) => t('beginning.door'), why: ({ t }) => t('beginning.door.why') },
  date: { name: ({ t }) => t('beginning.date'), why: ({ t }) => t('beginning.date.why') },
  host: { name: ({ t }) => t('beginning.host'), why: ({ t }) => t('beginning.host.why') },
  newcomer: { name: ({ t }) => t('beginning.newcomer'), why: ({ t }) => t('beginning.newcomer.why') },
  greet: { name: ({ t }) => t('beginning.greet'), why: ({ t }) => t('beginning.greet.why') },
  invite: { name: ({ t }) => t('beginning.invite'), why: ({ t }) => t('beginning.invite.why') },
}

export const toolSaid: Record<Suggested, { name: Said; use: Said }> = {
  pages: { name: ({ t }) => t('pages.title'), use: ({ t }) => t('beginning.use.pages') },
  files: { name: ({ t }) => t('files.title'), use: ({ t }) => t('beginning.use.files') },
  links: { name: ({ t }) => t('links.title'), use: ({ t }) => t('beginning.use.links') },
  gaps: { name: ({ t }) => t('gaps.title'), use: ({ t }) => t('beginning.use.gaps') },
  journeys: { name: ({ t }) => t('journeys.title'), use: ({ t }) => t('beginning.use.journeys') },
}
