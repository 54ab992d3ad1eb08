import type { Locale } from '../../platform/i18n.ts'
import { mailHost, siteAddress } from '../people/mailing.ts'
import type { Site } from '../request/site.ts'
import type { Block } from './paper.ts'
import type { Mail } from './sending.ts'

const PURPOSE = 'stop-letters'

/** Where one says that no more letters like this one shall come: a page with one button, and RFC 8058's one click. */
export function stopPath(site: Pick<Site, 'config'>, mailId: number): string {
  return `/letters/${site.config.key.linkToken(PURPOSE, mailId)}`
}

/** The letter that such a link came with; undefined when it is none of ours. */
export function mailOfStop(site: Pick<Site, 'config'>, token: string): number | undefined {
  return site.config.key.idInToken(PURPOSE, token)
}

/** What mail programs need to offer "unsubscribe", and to keep together what belongs together (RFC 2369, 2919, 8058). */
export function listHeaders(
  site: Site,
  mail: Mail,
  list: { slug: string; name: string } | null,
): Record<string, string> {
  const stop = siteAddress(site) + stopPath(site, mail.id)
  return {
    'List-Unsubscribe': `<${stop}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    Precedence: 'bulk',
    ...(list && { 'List-Id': `<${list.slug}.${mailHost(site)}>` }),
  }
}

/** The end of a letter: why it came, where to choose, how to stop it. */
export function letterEnd(site: Site, mail: Mail, { t }: Locale, why: string): Block[] {
  const home = siteAddress(site)
  return [
    { kind: 'small', text: why, link: { words: t('letter.choose'), url: `${home}/me/notifications` } },
    { kind: 'small', text: '', link: { words: t(`letter.${mail.kind}.stop`), url: home + stopPath(site, mail.id) } },
  ]
}
