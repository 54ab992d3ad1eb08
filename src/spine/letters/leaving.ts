import type { Locale } from '../../platform/i18n.ts'
import { siteAddress } from '../people/mailing.ts'
import type { Site } from '../request/site.ts'
import type { Mail, Written } from './sending.ts'

/** Letters to who takes their data along, or has been forgotten. */
export function leavingLetter(site: Site, { kind }: Mail, { t }: Locale): Written {
  const url = siteAddress(site) + (kind === 'data-ready' ? '/me/data' : '/')
  return {
    subject: t(`letter.${kind}.subject`),
    blocks: [
      { kind: 'words', text: t(`letter.${kind}.body`) },
      { kind: 'button', words: t(`letter.${kind}.button`), url },
      { kind: 'small', text: t(`letter.${kind}.end`) },
    ],
  }
}
