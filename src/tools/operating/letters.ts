import type { Locale } from '../../platform/i18n.ts'
import type { Block } from '../../spine/letters/paper.ts'
import type { LetterWriter, Mail, Written } from '../../spine/letters/sending.ts'
import { listHeaders, stopPath } from '../../spine/letters/stopping.ts'
import { siteAddress } from '../../spine/people/mailing.ts'
import type { Site } from '../../spine/request/site.ts'
import { examine } from './examining.ts'
import type { Finding } from './health/finding.ts'
import { type SiteFacts, siteFacts } from './health/look.ts'
import { doing, saying } from './health/wording.ts'

interface Facts {
  wanted: boolean
  name: string
  timeZone: string
  kind: 'backup' | 'disk' | null
  problem: string | null
}

const factsOf = async (jobs: Parameters<LetterWriter>[1], mail: Mail): Promise<Facts | undefined> => {
  const [row] = await jobs<[{ facts: Facts | null }]>`select operator_letter_facts(${mail.id}) facts`
  return row.facts?.wanted ? row.facts : undefined
}

const words = (text: string): Block => ({ kind: 'words', text })

/** Once a week, to each operator: how the site is, in numbers, and what to look at. No word of what is said there. */
export const wellLetter: LetterWriter = async (site, jobs, mail, locale) => {
  const facts = await factsOf(jobs, mail)
  if (!facts) return undefined
  const { t } = locale
  const numbers = await siteFacts(jobs)
  const findings = (await examine(site, jobs)).filter(({ state }) => state === 'warning' || state === 'wrong')
  const values = { site: site.settings.name || 'Copse', count: findings.length }
  return letter(site, mail, locale, {
    subject: t(findings.length ? 'letter.well.subject-some' : 'letter.well.subject', values),
    blocks: [
      words(t(findings.length ? 'letter.well.some' : 'letter.well.all', { ...values, name: facts.name })),
      ...findings.map((finding) => found(locale, finding)),
      { kind: 'heading', text: t('letter.well.numbers') },
      words(inNumbers(locale, numbers, site.config.backups !== undefined).join('\n')),
    ],
  })
}

/** At once: the backup failed, or the disk is nearly full. */
export const alarmLetter: LetterWriter = async (site, jobs, mail, locale) => {
  const facts = await factsOf(jobs, mail)
  if (!facts?.kind) return undefined
  const { t } = locale
  const finding: Finding =
    facts.kind === 'backup'
      ? { check: 'backup', state: 'wrong', says: `backup-failed-${facts.problem}`, values: {} }
      : ((await examine(site, jobs)).find(({ says, state }) => says === 'disk-full' && state === 'wrong') as Finding)
  // The disk has room again by now.
  if (!finding) return undefined
  return letter(site, mail, locale, {
    subject: t(`letter.alarm.${facts.kind}`, { site: site.settings.name || 'Copse' }),
    blocks: [words(t('letter.alarm.hello', { name: facts.name })), found(locale, finding)],
  })
}

function letter(site: Site, mail: Mail, { t }: Locale, { subject, blocks }: Written): Written {
  const home = siteAddress(site)
  return {
    subject,
    blocks: [
      ...blocks,
      { kind: 'button', words: t('letter.well.go'), url: `${home}/operating/health` },
      {
        kind: 'small',
        text: t(`letter.${mail.kind as 'well' | 'alarm'}.why`),
        link: { words: t(`letter.${mail.kind as 'well' | 'alarm'}.stop`), url: home + stopPath(site, mail.id) },
      },
    ],
    headers: listHeaders(site, mail, null),
  }
}

function found(locale: Locale, finding: Finding): Block {
  return words([saying(locale, finding), doing(locale, finding)].filter(Boolean).join('\n'))
}

function inNumbers({ t }: Locale, facts: SiteFacts, keeps: boolean): string[] {
  return [
    ...(keeps ? [t('letter.well.backups', { done: facts.backups, failed: facts.backupsFailed })] : []),
    t('letter.well.people', { count: facts.people, fresh: facts.newPeople }),
    t('letter.well.messages', { count: facts.messages, communities: facts.communities }),
    t('letter.well.letters', { count: facts.lettersSent, failed: facts.lettersFailed }),
  ]
}
