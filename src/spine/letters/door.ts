import type { Locale } from '../../platform/i18n.ts'
import { siteAddress } from '../people/mailing.ts'
import { oneTimePath } from '../people/signing-in.ts'
import type { Site } from '../request/site.ts'
import { type InvitationCard, invitationPath } from '../spaces/invitations.ts'
import type { Block } from './paper.ts'
import type { Mail, Written } from './sending.ts'

/** What the database says of a letter's subject at the moment it leaves. */
export type Facts = { usable: boolean; name?: string | null } & Partial<
  Pick<InvitationCard, 'by' | 'space' | 'note' | 'standing'>
>

/** Letters around the door: to sign in, a new password, an invitation, an answer to a request. One link each. */
export function doorLetter(site: Site, mail: Mail, facts: Facts, { t }: Locale): Written {
  const values = {
    name: facts.name ?? '',
    by: facts.by?.name ?? '',
    community: facts.space?.name ?? '',
    count: facts.space?.people ?? 0,
  }
  const words = (text: string): Block[] => (text ? [{ kind: 'words', text }] : [])
  return {
    subject: t(`letter.${mail.kind}.subject`, values),
    blocks: [
      ...words(t(`letter.${mail.kind}.hello`, values)),
      ...words(facts.standing === 'host' ? t('letter.invitation.as-host', values) : ''),
      ...words(facts.note ?? ''),
      ...words(facts.space?.purpose ?? ''),
      ...words(t(`letter.${mail.kind}.body`, values)),
      {
        kind: 'button',
        words: t(`letter.${mail.kind}.button`, values),
        url: siteAddress(site) + pathOf(site, mail, facts),
      },
      { kind: 'small', text: t(`letter.${mail.kind}.end`, values) },
    ],
  }
}

/** Where the one link leads. */
function pathOf(site: Site, mail: Mail, facts: Facts): string {
  if (mail.kind === 'invitation') return invitationPath(site, mail.subjectId)
  if (mail.kind === 'admitted') return `/c/${facts.space!.slug}`
  if (mail.kind === 'declined') return `/c/${facts.space!.slug}/door`
  return oneTimePath(site, mail.kind as 'sign-in' | 'password', mail.subjectId)
}
