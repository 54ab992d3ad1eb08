import { notFound } from '../../platform/http/problems.ts'
import type { PersonCard } from '../people/cards.ts'
import { type Ctx, meOf, type Site, spaceOf } from '../request/ctx.ts'

export interface Invitation {
  id: number
  note: string
  email: string | null
  claims: string | null
  usesMost: number | null
  uses: number
  expiresAt: Date | null
  revokedAt: Date | null
  createdAt: Date
  by: string
}

export interface NewInvitation {
  note?: string
  email?: string
  claims?: number
  usesMost?: number
  days?: number
}

const PURPOSE = 'join'

/** The address that an invitation's link opens. Derived, so that a host can copy it again and the database cannot leak it. */
export function invitationPath(site: Site, id: number): string {
  return `/join/${site.config.key.linkToken(PURPOSE, id)}`
}

/** The invitation a link names, if the link is one of ours. */
export function invitationIn(site: Site, token: string): number {
  const id = site.config.key.idInToken(PURPOSE, token)
  if (id === undefined) throw notFound()
  return id
}

export async function makeInvitation(ctx: Ctx, invitation: NewInvitation): Promise<number> {
  const expires = invitation.days ? new Date(ctx.now.getTime() + invitation.days * 86_400_000) : null
  const [row] = await ctx.sql<[{ id: number }]>`
    insert into invitation (space_id, made_by, note, email, claims, uses_most, expires_at)
    values (${spaceOf(ctx).id}, ${meOf(ctx).id}, ${invitation.note?.trim() ?? ''}, ${invitation.email ?? null}, ${invitation.claims ?? null}, ${invitation.usesMost ?? null}, ${expires})
    returning id`
  return row.id
}

/** The space's invitations, newest first: all for hosts, one's own for members. */
export async function invitationsOf(ctx: Ctx): Promise<Invitation[]> {
  return ctx.sql<Invitation[]>`
    select i.id, i.note, i.email::text, c.name claims, i.uses_most, i.uses, i.expires_at, i.revoked_at, i.created_at, p.name by
    from invitation i join person p on p.id = i.made_by left join person c on c.id = i.claims
    where i.space_id = ${spaceOf(ctx).id} order by i.id desc limit 200`
}

/** Ends an invitation at once. @throws 404 */
export async function revokeInvitation(ctx: Ctx, id: number): Promise<void> {
  const done =
    await ctx.sql`update invitation set revoked_at = coalesce(revoked_at, now()) where id = ${id} and space_id = ${spaceOf(ctx).id} returning id`
  if (!done.length) throw notFound()
}

/** What an invitation shows to whoever holds its link. */
export interface InvitationCard {
  usable: boolean
  note: string
  email: string | null
  claims: string | null
  expiresAt: string | null
  by: PersonCard
  space: {
    id: number
    slug: string
    name: string
    purpose: string
    lang: string
    hue: number
    picture: string | null
    people: number
    badges: Record<string, number>
  }
}

/** @throws 404 when there is none */
export async function invitationCard(ctx: Ctx, id: number): Promise<InvitationCard> {
  const [row] = await ctx.sql<[{ card: InvitationCard | null }]>`select invitation_card(${id}) card`
  if (!row.card) throw notFound()
  return row.card
}

/** Addresses in a pasted text: split at spaces, commas, semicolons and line ends; "Maud <maud@…>" is understood. */
export function pastedAddresses(text: string): { addresses: string[]; wrong: string[] } {
  const words = text
    .split(/[\s,;]+/)
    .filter((word) => word.includes('@'))
    .map((word) => word.replace(/^[<"'(]+|[>"').]+$/g, ''))
  const good = /^[^\s@<>"(),:;[\]\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i
  return {
    addresses: [...new Set(words.filter((word) => good.test(word)).map((word) => word.toLowerCase()))],
    wrong: words.filter((word) => !good.test(word)),
  }
}
