import type { Ctx } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'

/** Whether mail can leave: by SMTP, or into the open outbox of the demonstration and of development. */
export function mailWorks(ctx: Pick<Ctx, 'site'>): boolean {
  return ctx.site.config.smtpUrl !== undefined || ctx.site.openOutbox()
}

/**
 * What letters there are. `subject_id` is the one-time link, the invitation or the request it is about; of a notice the first
 * notification, of a weekly letter the space; of a letter about keys what happened, or the link. `well` and `alarm` tell
 * operators how the site is.
 */
export type LetterKind =
  | 'sign-in'
  | 'password'
  | 'invitation'
  | 'admitted'
  | 'declined'
  | 'data-ready'
  | 'forgotten'
  | 'notice'
  | 'weekly'
  | 'well'
  | 'alarm'
  | KeyLetterKind

/** Letters about what opens an account: what happened to it, and links to confirm something. */
export type KeyLetterKind = 'key' | 'confirm' | 'address'

/** The site's address in letters, which leave without anybody's request. */
export function siteAddress({ config }: Pick<Site, 'config'>): string {
  return config.url ?? `http://localhost:${config.port}`
}

/** What stands behind the @ of a Message-ID. */
export function mailHost(site: Pick<Site, 'config'>): string {
  return new URL(siteAddress(site)).hostname
}

/** Puts a mail into the queue, in the transaction that causes it. Ids only: the text is written when it leaves. */
export async function queueMail(
  ctx: Ctx,
  mail: {
    kind: Exclude<LetterKind, 'notice' | 'weekly' | 'well' | 'alarm'>
    address: string
    personId: number | null
    subjectId: number
    lang: string
  },
): Promise<void> {
  const [row] = await ctx.sql<[{ id: number }]>`
    select queue_mail(${mail.kind}, ${mail.address}, ${mail.personId}, ${mail.subjectId}, ${mail.lang}, ${mailHost(ctx.site)}) id`
  await ctx.sql`select jobs.enqueue('mail', ${ctx.sql.json({ id: row.id })})`
}
