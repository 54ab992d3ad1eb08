import type { Pool } from '../../platform/database/connect.ts'
import { escaped } from '../../platform/html.ts'
import type { Letter, Post } from '../../platform/mail.ts'
import type { Site } from '../request/ctx.ts'
import { type InvitationCard, invitationPath } from '../spaces/invitations.ts'
import type { LetterKind } from './mailing.ts'
import { oneTimePath } from './signing-in.ts'

interface Mail {
  id: number
  kind: LetterKind
  address: string
  subjectId: number
  lang: string
  messageId: string
}

/** As often as the queue tries a job. */
const MOST_TRIES = 25

type Facts = { usable: boolean; name?: string | null } & Partial<Pick<InvitationCard, 'by' | 'space' | 'note'>>

/**
 * Sends one queued mail. It is marked before it leaves and written only now; what is no longer of use is not sent.
 * @throws what the post threw, so that the job is tried again later
 */
export async function sendMail(site: Site, jobs: Pool, post: Post, id: number): Promise<void> {
  const [mail] = await jobs<Mail[]>`
    update mail set state = 'sending', attempts = attempts + 1 where id = ${id} and state in ('waiting', 'sending')
    returning id, kind, address::text, subject_id, lang, message_id`
  if (!mail) return
  const [row] = await jobs<[{ facts: Facts | null }]>`select mail_facts(${id}) facts`
  if (!row.facts?.usable) {
    await jobs`update mail set state = 'expired' where id = ${id}`
    return
  }
  try {
    await post.send(letterOf(site, mail, row.facts))
    await jobs`update mail set state = 'sent', sent_at = now(), error = null where id = ${id}`
  } catch (error) {
    const said = error as { responseCode?: number; code?: string }
    const reason = String(said.responseCode ?? said.code ?? 'failed')
    await jobs`update mail set error = ${reason}, state = case when attempts >= ${MOST_TRIES} then 'failed' else 'waiting' end where id = ${id}`
    throw error
  }
}

function letterOf(site: Site, mail: Mail, facts: Facts): Letter {
  const { t, lang } = site.localeFor(mail.lang)
  const home = site.config.url ?? `http://localhost:${site.config.port}`
  const path = pathOf(site, mail, facts)
  const values = {
    name: facts.name ?? '',
    by: facts.by?.name ?? '',
    community: facts.space?.name ?? '',
    count: facts.space?.people ?? 0,
  }
  const paragraphs = [
    t(`letter.${mail.kind}.hello`, values),
    facts.note ?? '',
    facts.space?.purpose ?? '',
    t(`letter.${mail.kind}.body`, values),
  ].filter(Boolean)
  const button = t(`letter.${mail.kind}.button`, values)
  const end = t(`letter.${mail.kind}.end`, values)
  const link = home + path
  return {
    to: mail.address,
    subject: oneLine(t(`letter.${mail.kind}.subject`, values)),
    text: `${[...paragraphs, `${t('letter.link', { words: button })}\n${link}`, end].join('\n\n')}\n`,
    html: `<div lang="${lang}">${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('')}<p><a href="${escaped(link)}">${escaped(button)}</a></p><p><small>${escaped(end)}</small></p></div>`,
    lang,
    messageId: mail.messageId,
  }
}

/** Where a letter's one link leads. */
function pathOf(site: Site, mail: Mail, facts: Facts): string {
  if (mail.kind === 'invitation') return invitationPath(site, mail.subjectId)
  if (mail.kind === 'admitted') return `/c/${facts.space!.slug}`
  if (mail.kind === 'declined') return `/c/${facts.space!.slug}/door`
  return oneTimePath(site, mail.kind, mail.subjectId)
}

/** Names that people chose go into subjects: no line may end there. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ').slice(0, 200)
}
