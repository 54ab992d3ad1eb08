import { goneIsNone, invalid } from '../../platform/http/problems.ts'
import { audit } from '../../spine/activity/record.ts'
import { draftAt, dropDraft, keepDraft } from '../../spine/drafts/drafts.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { addressesIn } from '../../spine/spaces/addresses.ts'
import { inviteAddresses } from '../../spine/spaces/inviting.ts'
import { memberFor, setStanding } from '../../spine/spaces/people.ts'

/** Whom a host means to ask, and with which words. */
export interface Asked {
  who: string
  note: string
}

const placeOf = (ctx: Ctx) => `new-host:${spaceOf(ctx).id}`

/** Keeps what was typed, as a draft, while the host shows that it is they. */
export async function keepAsked(ctx: Ctx, { who, note }: Asked): Promise<void> {
  await dropDraft(ctx, placeOf(ctx))
  await keepDraft(ctx, placeOf(ctx), { title: who, text: note }, 0)
}

/** What was typed then, and not sent since. */
export async function askedBefore(ctx: Ctx): Promise<Asked | null> {
  const draft = await draftAt(ctx, placeOf(ctx))
  return draft && { who: draft.fields.title ?? '', note: draft.fields.text ?? '' }
}

/**
 * Makes a second host: somebody of the community by their name at once, by an address whoever opens the letter. Ask first
 * whether it is really they who do this: `confirmedLately`.
 * @param who an address, or a handle with or without `@`
 * @returns whether somebody was invited by an address
 * @throws Invalid
 */
export async function askToHost(ctx: Ctx, { who, note }: Asked): Promise<boolean> {
  await dropDraft(ctx, placeOf(ctx))
  const handle = /^@?([^@\s]+)$/.exec(who.trim())?.[1]
  if (handle) {
    await makeHost(ctx, handle)
    return false
  }
  const found = addressesIn(who)
  if (found.length !== 1 || !found[0]!.email) throw invalid('who', 'no-address')
  const { lines } = await inviteAddresses(ctx, who, { note, standing: 'host' })
  if (lines[0]!.outcome === 'belongs') throw invalid('who', 'host-belongs')
  if (lines[0]!.outcome === 'waiting') throw invalid('who', 'host-waiting')
  await audit(ctx, 'hosting.invited', spaceOf(ctx).id)
  return true
}

async function makeHost(ctx: Ctx, handle: string): Promise<void> {
  const member = await memberFor(ctx, handle).catch(goneIsNone)
  if (!member) throw invalid('who', 'no-such-member')
  await setStanding(ctx, member, { standing: 'host', until: null, badge: member.badge })
}
