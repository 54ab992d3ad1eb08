import { invalid, notFound } from '../../platform/http/problems.ts'
import { audit } from '../activity/record.ts'
import { refused } from '../items/refused.ts'
import type { PersonCard } from '../people/cards.ts'
import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'

export interface Invitation {
  id: number
  note: string
  email: string | null
  claims: string | null
  /** Who was invited by name. */
  person: string | null
  standing: 'host' | 'member' | 'guest'
  until: Date | null
  usesMost: number | null
  uses: number
  expiresAt: Date | null
  revokedAt: Date | null
  declinedAt: Date | null
  createdAt: Date
  by: string
}

interface NewInvitation {
  note?: string | undefined
  email?: string
  claims?: number
  usesMost?: number
  days?: number
  /** As a guest, until this day; hosts only. */
  guestUntil?: Date | undefined
  /** As a host; hosts only. */
  standing?: 'host'
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
  const made = ctx.sql<[{ id: number }]>`
    insert into invitation (space_id, made_by, standing, until, note, email, claims, uses_most, expires_at)
    values (${spaceOf(ctx).id}, ${meOf(ctx).id}, ${invitation.guestUntil ? 'guest' : (invitation.standing ?? 'member')}, ${invitation.guestUntil ?? null}, ${invitation.note?.trim() ?? ''}, ${invitation.email ?? null}, ${invitation.claims ?? null}, ${invitation.usesMost ?? null}, ${expires})
    returning id`
  const [row] = await refused(made, { CP017: () => invalid('addresses', 'newcomer-invitations') })
  return row.id
}

/** The space's invitations, newest first: all for hosts, one's own for members. */
export async function invitationsOf(ctx: Ctx): Promise<Invitation[]> {
  return ctx.sql<Invitation[]>`
    select i.id, i.note, i.email::text, c.name claims, n.name person, i.standing, i.until, i.uses_most, i.uses, i.expires_at, i.revoked_at,
      i.declined_at, i.created_at, p.name by
    from invitation i join person p on p.id = i.made_by left join person c on c.id = i.claims left join person n on n.id = i.person_id
    where i.space_id = ${spaceOf(ctx).id} and (i.made_by = (select me()) or i.space_id = any((select hosts())::bigint[])) order by i.id desc limit 200`
}

/** Ends an invitation at once. @throws 404 */
export async function revokeInvitation(ctx: Ctx, id: number): Promise<void> {
  const done =
    await ctx.sql`update invitation set revoked_at = coalesce(revoked_at, now()) where id = ${id} and space_id = ${spaceOf(ctx).id} returning id`
  if (!done.length) throw notFound()
  await audit(ctx, 'invitation.revoked', spaceOf(ctx).id)
}

/** Someone whom a circle can invite by name. */
export interface Beside {
  id: number
  handle: string
  name: string
  picture: string | null
}

/** People of the circle's parent who are not in the circle, by name. */
export async function peopleBeside(ctx: Ctx): Promise<Beside[]> {
  return ctx.sql<Beside[]>`select * from people_beside(${spaceOf(ctx).id})`
}

/** Invites people of the parent by name: they find it among what waits for them. @returns how many */
export async function inviteByName(ctx: Ctx, handles: string[], note: string): Promise<number> {
  const beside = await peopleBeside(ctx)
  const chosen = beside.filter((one) => handles.includes(one.handle))
  for (const one of chosen)
    await ctx.sql`select invite_person(${spaceOf(ctx).id}, ${one.id}, 'member', null, ${note.trim()})`
  return chosen.length
}

/** An invitation by name that waits for the asking person. */
export interface Invited {
  id: number
  slug: string
  space: string
  by: string
  note: string
  standing: 'member' | 'guest'
  at: Date
}

export async function myInvitations(ctx: Pick<Ctx, 'sql'>): Promise<Invited[]> {
  return ctx.sql<Invited[]>`select * from my_invitations()`
}

/** Says not now to an invitation by name. */
export async function declineInvitation(ctx: Ctx, id: number): Promise<void> {
  await ctx.sql`select decline_invitation(${id})`
}

/** What an invitation shows to whoever holds its link. */
export interface InvitationCard {
  usable: boolean
  note: string
  email: string | null
  claims: string | null
  expiresAt: string | null
  standing: 'host' | 'member' | 'guest'
  until: string | null
  by: PersonCard
  space: {
    id: number
    kind: 'community' | 'circle'
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
