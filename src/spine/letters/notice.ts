import type { Sql } from '../../platform/database/connect.ts'
import type { Locale } from '../../platform/i18n.ts'
import { readElsewhere } from '../../platform/markdown/elsewhere.ts'
import { saidTime } from '../../ui/time.ts'
import { fileUrl } from '../attachments/written.ts'
import type { AttachmentCard } from '../messages/read.ts'
import { type Notice, noticesOf } from '../notify/notices.ts'
import { addressOf, sentenceOf } from '../notify/sentence.ts'
import { mailHost, siteAddress } from '../people/mailing.ts'
import type { Site } from '../request/site.ts'
import { asPerson } from '../request/transaction.ts'
import type { Block } from './paper.ts'
import type { Mail, Written } from './sending.ts'
import { letterEnd, listHeaders } from './stopping.ts'

/** More of one item than this is read on the site. */
const MOST_SAID = 10

interface Said {
  number: number
  name: string
  source: string
  html: string
  lang: string
  attachments: AttachmentCard[]
  createdAt: Date
}

/**
 * A letter about what concerns someone, written in their name at the moment it leaves: what they read meanwhile, and what
 * they may not read any more, is not in it. One thing comes with its words, several as a list.
 */
export function noticeLetter(site: Site, mail: Mail, spoken: Locale): Promise<Written | undefined> {
  return asPerson(site.database.app, mail.personId!, null, async (sql, me) => {
    const locale = spoken.withHours(me.hours)
    const { notices } = await noticesOf(sql, { most: 50, mail: mail.id, switched: site.switchedKinds })
    if (!notices.length) return undefined
    const questions = await site.questions(sql, itemsOf(notices))
    const clock = { locale, now: new Date(), timeZone: me.timeZone }
    const sentence = (notice: Notice) => sentenceOf(site, locale, notice, questions, clock)
    const end = letterEnd(site, mail, locale, locale.t('letter.notice.why'))
    const [only] = notices
    if (notices.length > 1)
      return {
        subject: locale.t('letter.notice.several', { count: notices.length }),
        blocks: [...notices.map((notice) => entryOf(site, notice, sentence(notice))), ...end],
        headers: listHeaders(site, mail, null),
      }
    const said = only!.itemId === null ? [] : await saidOf(sql, mail.id)
    return {
      // What is written to one alone says who wrote, and needs no place.
      subject: only!.reason === 'wrote-to-you' ? sentence(only!) : `[${only!.space}] ${only!.title}`,
      blocks: [
        ...(await alsoTold(sql, mail.id, only!)).map((one): Block => ({ kind: 'words', text: sentence(one) })),
        ...said.map((one): Block => saidBlock(site, only!, one, saidTime(clock, one.createdAt, true))),
        {
          kind: 'button',
          words: locale.t(`letter.notice.go.${only!.itemId === null || only!.gone ? 'there' : 'read'}`),
          url: siteAddress(site) + addressOf(site, only!),
        },
        ...end,
      ],
      headers: { ...listHeaders(site, mail, { slug: only!.slug, name: only!.space }), ...threadOf(site, only!) },
    }
  })
}

export function itemsOf(notices: Notice[]): number[] {
  return notices.flatMap(({ itemId }) => (itemId === null ? [] : [itemId]))
}

/** All that a tool has to say of the one item: each thing for itself, where it knows something about it. */
async function alsoTold(sql: Sql, mail: number, only: Notice): Promise<Notice[]> {
  if (!only.facts) return [only]
  const rows = await sql<Pick<Notice, 'reason' | 'facts'>[]>`
    select reason, facts from notification where mail_id = ${mail} and person_id = (select me()) and read_at is null and facts is not null
    order by at, id limit ${MOST_SAID}`
  return rows.map((row) => ({ ...only, ...row }))
}

/** The messages that the letter is about, in their order; of a call for help, its opening. */
function saidOf(sql: Sql, mail: number): Promise<Said[]> {
  return sql<Said[]>`
    select m.number, p.name, m.source, m.html, m.lang, m.attachments, m.created_at
    from notification n join message m on m.item_id = n.item_id and m.removed_at is null
      and (m.id = n.message_id or n.message_id is null and n.reason = 'asked' and m.number = 1) join person p on p.id = m.author_id
    where n.mail_id = ${mail} and n.person_id = (select me()) and n.read_at is null and n.reason not in ('thanked', 'accepted', 'tended')
    order by m.number limit ${MOST_SAID}`
}

function saidBlock(site: Site, { slug }: Notice, one: Said, at: string): Block {
  const home = siteAddress(site)
  return {
    kind: 'said',
    by: one.name,
    at,
    source: one.source,
    html: readElsewhere(one.html, home),
    lang: one.lang,
    files: one.attachments.map((file) => ({
      name: file.name,
      shows: file.alt,
      url: home + fileUrl(`/c/${slug}`, file),
    })),
  }
}

function entryOf(site: Site, notice: Notice, sentence: string): Block {
  return {
    kind: 'entry',
    title: notice.title,
    url: siteAddress(site) + addressOf(site, notice),
    line: `${sentence} · ${notice.space}`,
    excerptHtml: notice.html,
    lang: notice.lang,
  }
}

/** Letters about one item stand together in mail programs: all of them answer a first one that was never sent. */
function threadOf(site: Site, { itemId, kind }: Notice): Record<string, string> {
  if (itemId === null) return {}
  const root = `<${kind}-${itemId}@${mailHost(site)}>`
  return { 'In-Reply-To': root, References: root }
}
