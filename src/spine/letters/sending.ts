import type { Pool } from '../../platform/database/connect.ts'
import type { Locale } from '../../platform/i18n.ts'
import type { Post } from '../../platform/mail.ts'
import type { LetterKind } from '../people/mailing.ts'
import type { Site } from '../request/site.ts'
import { doorLetter, type Facts } from './door.ts'
import { isAboutKeys, keyLetter } from './keys.ts'
import { leavingLetter } from './leaving.ts'
import { noticeLetter } from './notice.ts'
import { type Block, lightHtml, plainText } from './paper.ts'
import { weeklyLetter } from './weekly.ts'

export interface Mail {
  id: number
  kind: LetterKind
  address: string
  personId: number | null
  subjectId: number
  lang: string
  messageId: string
  /** From when on a weekly letter tells; null for the first one. */
  since: Date | null
  createdAt: Date
}

/** A letter before it is put on paper. */
export interface Written {
  subject: string
  blocks: Block[]
  headers?: Record<string, string>
}

/** Writes the letters of a kind that a tool has. @param jobs a pool as `copse_jobs` */
export type LetterWriter = (site: Site, jobs: Pool, mail: Mail, locale: Locale) => Promise<Written | undefined>

/** What concerns people is not written about when it is older: mail may have been down, or only just begun. */
const STALE_MS = 3 * 86_400_000

/** As often as the queue tries a job. */
const MOST_TRIES = 25

/**
 * Sends one queued mail. It is marked before it leaves and written only now; what is no longer of use is not sent.
 * @throws what the post threw, so that the job is tried again later
 */
export async function sendMail(site: Site, jobs: Pool, post: Post, id: number): Promise<void> {
  const [mail] = await jobs<Mail[]>`
    update mail set state = 'sending', attempts = attempts + 1 where id = ${id} and state in ('waiting', 'sending')
    returning id, kind, address::text, person_id, subject_id, lang, message_id, since, created_at`
  if (!mail) return
  const later = await laterThan(jobs, mail)
  if (later) {
    await jobs`update mail set state = 'waiting', attempts = attempts - 1 where id = ${id}`
    await jobs`select jobs.enqueue('mail', jsonb_build_object('id', ${id}::bigint), ${later})`
    return
  }
  const locale = site.localeFor(mail.lang)
  const written = await writtenFor(site, jobs, mail, locale)
  if (!written) {
    await jobs`update mail set state = 'expired' where id = ${id}`
    return
  }
  const sheet = { lang: locale.lang, dir: locale.dir, blocks: written.blocks }
  try {
    await post.send({
      to: mail.address,
      subject: oneLine(written.subject),
      text: plainText(sheet),
      html: lightHtml(sheet),
      lang: locale.lang,
      messageId: mail.messageId,
      headers: written.headers ?? {},
    })
    await jobs`update mail set state = 'sent', sent_at = now(), error = null where id = ${id}`
  } catch (error) {
    const said = error as { responseCode?: number; code?: string }
    const reason = String(said.responseCode ?? said.code ?? 'failed')
    await jobs`update mail set error = ${reason}, state = case when attempts >= ${MOST_TRIES} then 'failed' else 'waiting' end where id = ${id}`
    throw error
  }
}

/** When a letter may leave that would come in somebody's quiet hours, or while they want to hear nothing. */
async function laterThan(jobs: Pool, { id, kind }: Mail): Promise<Date | null> {
  if (kind !== 'notice' && kind !== 'weekly') return null
  const [row] = await jobs<{ later: Date | null }[]>`select later from letter_wanted(${id})`
  return row?.later ?? null
}

/** What it says, as things are now; undefined when there is nothing to say any more. */
async function writtenFor(site: Site, jobs: Pool, mail: Mail, locale: Locale): Promise<Written | undefined> {
  if (mail.kind === 'notice' || mail.kind === 'weekly') {
    const [still] = await jobs<{ wanted: boolean }[]>`select wanted from letter_wanted(${mail.id})`
    if (!still?.wanted || mail.createdAt.getTime() < Date.now() - STALE_MS) return undefined
    return mail.kind === 'notice' ? noticeLetter(site, mail, locale) : weeklyLetter(site, mail, locale)
  }
  if (mail.kind === 'data-ready' || mail.kind === 'forgotten') return leavingLetter(site, mail, locale)
  const ofTool = site.letters[mail.kind]
  if (ofTool) return ofTool(site, jobs, mail, locale)
  if (isAboutKeys(mail.kind))
    return mail.createdAt.getTime() < Date.now() - STALE_MS ? undefined : keyLetter(site, jobs, mail, locale)
  const [row] = await jobs<[{ facts: Facts | null }]>`select mail_facts(${mail.id}) facts`
  return row.facts?.usable ? doorLetter(site, mail, row.facts, locale) : undefined
}

/** Names that people chose go into subjects: no line may end there. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ').slice(0, 200)
}
