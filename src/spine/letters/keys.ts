import type { Pool } from '../../platform/database/connect.ts'
import type { Locale } from '../../platform/i18n.ts'
import { deviceIn } from '../../ui/device.ts'
import type { KeyVerb } from '../people/key-events.ts'
import { keyLinkPath } from '../people/key-links.ts'
import { type KeyLetterKind, siteAddress } from '../people/mailing.ts'
import { endingPath } from '../people/sessions.ts'
import type { Site } from '../request/site.ts'
import type { Block } from './paper.ts'
import type { Mail, Written } from './sending.ts'

/** What the database says as the letter leaves. */
interface Facts {
  usable: boolean
  name: string
  timeZone: string
  verb: KeyVerb | null
  what: string
  agent: string
  at: string
  /** Of the session it tells of, as long as that lasts. */
  sessionId: number | null
}

export function isAboutKeys(kind: string): kind is KeyLetterKind {
  return kind === 'key' || kind === 'confirm' || kind === 'address'
}

/** Letters about what opens an account. They leave whatever else one wants to hear, and say nothing of any community. */
export async function keyLetter(site: Site, jobs: Pool, mail: Mail, locale: Locale): Promise<Written | undefined> {
  const [row] = await jobs<[{ facts: Facts | null }]>`select key_letter(${mail.id}) facts`
  const { facts } = row
  if (!facts?.usable) return undefined
  return facts.verb ? whatHappened(site, facts, facts.verb, locale) : linkLetter(site, mail, facts, locale)
}

/** What happened, when and where; and what to do if it was somebody else. */
function whatHappened(site: Site, facts: Facts, verb: KeyVerb, locale: Locale): Written {
  const { t } = locale
  const at = whenIn(locale, new Date(facts.at), facts.timeZone)
  const values = { name: facts.name, what: facts.what, at, device: deviceIn(locale, facts.agent) }
  const ends = (verb === 'signed-in' || verb === 'address-asked') && facts.sessionId !== null
  const own =
    ends || verb === 'address' || verb === 'first-letter' || verb === 'codes-wrong' || verb === 'password-by-mail'
  const path = ends ? endingPath(site, facts.sessionId!) : '/me/keys'
  const where = facts.agent ? words(t('letter.key.where', values)) : words(t('letter.key.when', values))
  return {
    subject: t(`letter.key.${verb}.subject`, values),
    blocks: [
      words(t('letter.key.hello', values)),
      words(t(`letter.key.${verb}.body`, values)),
      where,
      { kind: 'button', words: t(ends ? 'letter.key.end-it' : 'letter.key.look'), url: siteAddress(site) + path },
      { kind: 'small', text: t(own ? `letter.key.${verb}.end` : 'letter.key.end', values) },
    ],
  }
}

/** A letter is read on another day, and perhaps in another zone: it says which it means. */
function whenIn(locale: Locale, at: Date, timeZone: string): string {
  return `${locale.date(at, timeZone, { dateStyle: 'full', timeStyle: 'short' })} (${timeZone})`
}

function linkLetter(site: Site, mail: Mail, facts: Facts, { t }: Locale): Written {
  const kind = mail.kind as 'confirm' | 'address'
  return {
    subject: t(`letter.${kind}.subject`),
    blocks: [
      words(t('letter.key.hello', { name: facts.name })),
      words(t(`letter.${kind}.body`)),
      {
        kind: 'button',
        words: t(`letter.${kind}.button`),
        url: siteAddress(site) + keyLinkPath(site, kind, mail.subjectId),
      },
      { kind: 'small', text: t(`letter.${kind}.end`) },
    ],
  }
}

function words(text: string): Block {
  return { kind: 'words', text }
}
