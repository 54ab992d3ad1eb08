import { invalid } from '../../platform/http/problems.ts'
import { queueMail } from '../people/mailing.ts'
import { type Ctx, spaceOf } from '../request/ctx.ts'
import { addressesIn, keepReport, MOST_ADDRESSES, type Outcome, sortedOut } from './addresses.ts'
import { makeInvitation } from './invitations.ts'

/** How long such an invitation holds, in days. */
const DAYS = 30

/**
 * Invites each address in a text that is not here or invited already: one link for each, mailed where mail works. What became of
 * each line is kept as a report.
 * @throws Invalid `addresses`: none, or too many
 */
export async function inviteAddresses(
  ctx: Ctx,
  text: string,
  as: { note?: string | undefined; guestUntil?: Date | undefined; standing?: 'host' },
): Promise<{ report: number; lines: Outcome[]; invited: number }> {
  const lines = await sortedOut(ctx, addressesIn(text))
  if (!lines.some((line) => line.email)) throw invalid('addresses', 'no-address')
  if (lines.length > MOST_ADDRESSES) throw invalid('addresses', 'too-many-addresses', { most: MOST_ADDRESSES })
  const invited = lines.filter((line) => line.outcome === 'invited')
  for (const { email } of invited) await inviteAddress(ctx, email!, as)
  return { report: await keepReport(ctx, lines), lines, invited: invited.length }
}

async function inviteAddress(ctx: Ctx, email: string, as: Parameters<typeof inviteAddresses>[2]): Promise<void> {
  const id = await makeInvitation(ctx, { email, usesMost: 1, days: DAYS, ...as })
  await queueMail(ctx, { kind: 'invitation', address: email, personId: null, subjectId: id, lang: spaceOf(ctx).lang })
}
