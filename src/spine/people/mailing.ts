import type { Ctx } from '../request/ctx.ts'

/** Whether mail can leave: by SMTP, or into the open outbox of the demonstration and of development. */
export function mailWorks(ctx: Pick<Ctx, 'site'>): boolean {
  return ctx.site.config.smtpUrl !== undefined || ctx.site.openOutbox()
}

/** What letters there are. `subject_id` is the one-time link, the invitation or the request it is about. */
export type LetterKind = 'sign-in' | 'password' | 'invitation' | 'admitted' | 'declined'

/** Puts a mail into the queue, in the transaction that causes it. Ids only: the text is written when it leaves. */
export async function queueMail(
  ctx: Ctx,
  mail: {
    kind: LetterKind
    address: string
    personId: number | null
    subjectId: number
    lang: string
  },
): Promise<void> {
  const host = new URL(ctx.site.config.url ?? 'http://localhost').hostname
  const [row] = await ctx.sql<[{ id: number }]>`
    select queue_mail(${mail.kind}, ${mail.address}, ${mail.personId}, ${mail.subjectId}, ${mail.lang}, ${host}) id`
  await ctx.sql`select jobs.enqueue('mail', ${ctx.sql.json({ id: row.id })})`
}
