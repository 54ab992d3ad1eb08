import { Problem } from '../../platform/http/problems.ts'
import { type Ctx, meOf } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'
import { queueMail } from './mailing.ts'

/** What a mailed link about keys is for: to confirm in the session that asked, or to take a new address. */
export type KeyLink = 'confirm' | 'address'

interface KeyLinkCard {
  personId: number
  sessionId: number | null
  email: string | null
  name: string
}

/** The secret of the link is derived from its id by the site's key. */
export function keyLinkPath(site: Site, kind: KeyLink, id: number): string {
  const token = site.config.key.linkToken(`key-${kind}`, id)
  return kind === 'confirm' ? `/me/confirm/${token}` : `/address/${token}`
}

/** Mails the asking person a link. @param email a new address, where the link is to show that it is theirs */
export async function mailKeyLink(ctx: Ctx, kind: KeyLink, to: string, email: string | null = null): Promise<void> {
  const me = meOf(ctx)
  const session = me.via === 'session' ? me.viaId : null
  const [link] = await ctx.sql<[{ id: number }]>`select make_key_link(${kind}, ${session}, ${email}, 60) id`
  await queueMail(ctx, { kind, address: to, personId: me.id, subjectId: link.id, lang: me.lang })
}

/** @throws 404 where the link was used or is over */
export async function keyLinkCard(ctx: Ctx, kind: KeyLink, token: string): Promise<KeyLinkCard> {
  const [card] = await ctx.sql<KeyLinkCard[]>`select * from key_link_card(${idIn(ctx, kind, token)}, ${kind})`
  if (!card) throw ended()
  return card
}

/** Uses a link up. @throws 404 where it was used or is over */
export async function useKeyLink(ctx: Ctx, kind: KeyLink, token: string): Promise<Omit<KeyLinkCard, 'name'>> {
  const [used] = await ctx.sql<KeyLinkCard[]>`select * from use_key_link(${idIn(ctx, kind, token)}, ${kind})`
  if (!used) throw ended()
  return used
}

/** Takes the new address that a link went to. @throws 404 where it was used or is over @throws unique_violation */
export async function changeAddress(
  ctx: Ctx,
  token: string,
): Promise<{ personId: number; email: string; before: string }> {
  const [change] = await ctx.sql<{ personId: number; email: string; before: string }[]>`
    select * from change_address(${idIn(ctx, 'address', token)})`
  if (!change) throw ended()
  return change
}

function idIn({ site }: Ctx, kind: KeyLink, token: string): number {
  return site.config.key.idInToken(`key-${kind}`, token) ?? 0
}

function ended(): Problem {
  return new Problem(404, 'link-ended')
}
