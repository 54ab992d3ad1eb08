import { invalid, notFound, notYours } from '../../../platform/http/problems.ts'
import { audit } from '../../../spine/activity/record.ts'
import { refused } from '../../../spine/items/refused.ts'
import { type PersonRow, personColumn } from '../../../spine/people/cards.ts'
import { type Ctx, meOf, spaceOf } from '../../../spine/request/ctx.ts'
import { mustStart } from '../../../spine/request/must.ts'
import type { Site } from '../../../spine/request/site.ts'
import type { FileEntry } from '../entries.ts'

/** A link for somebody outside, as the people of its space see it. */
export interface OutsideLink {
  id: number
  itemId: number
  name: string
  lang: string
  at: Date
  until: Date
  hasPassword: boolean
  revokedAt: Date | null
  taken: number
  takenAt: Date | null
  by: PersonRow
  mine: boolean
}

const PURPOSE = 'outside'
/** The longest that a link lasts, in days. */
export const LONGEST = 365
/** How many a list shows. */
export const SHOWN = 200

/** Where whoever has it finds the file. */
export function outsidePath(site: Pick<Site, 'config'>, id: number): string {
  return `/out/${site.config.key.linkToken(PURPOSE, id)}`
}

/** The link that an address names; undefined for one that was not made here. */
export function idOfToken(site: Pick<Site, 'config'>, token: string): number | undefined {
  return site.config.key.idInToken(PURPOSE, token)
}

/** Whether members of the space of the address may give files to people outside. */
export async function outsideAllowed(ctx: Ctx): Promise<boolean> {
  return (await ctx.sql`select from outside_sharing where space_id = ${spaceOf(ctx).id}`).length > 0
}

/** Allows it, or no longer: then no link gives anything. Hosts; it stands in the log. @throws 403 */
export async function allowOutside(ctx: Ctx, on: boolean): Promise<void> {
  const { id, standing } = spaceOf(ctx)
  if (standing !== 'host') throw notYours()
  const changed = on
    ? await ctx.sql`insert into outside_sharing (space_id, by_id) values (${id}, ${meOf(ctx).id}) on conflict do nothing returning 1`
    : await ctx.sql`delete from outside_sharing where space_id = ${id} returning 1`
  if (changed.length) await audit(ctx, on ? 'files.outside-on' : 'files.outside-off', id)
}

/**
 * Makes a link for somebody outside. It stands in the log.
 * @param until a day, the last on which it gives the file @param password as it is kept, or none
 * @throws Invalid for a day that is over or too far; 403 for guests, and where no host has allowed it
 */
export async function giveOutside(ctx: Ctx, file: FileEntry, until: string, password: string | null): Promise<number> {
  mustStart(ctx)
  if (!(await outsideAllowed(ctx))) throw notYours('outside-off')
  const end = new Date(`${until}T23:59:59Z`)
  if (end < ctx.now) throw invalid('until', 'past')
  if (end.getTime() > ctx.now.getTime() + LONGEST * 86_400_000) throw invalid('until', 'too-far', { days: LONGEST })
  const [made] = await refused(
    ctx.sql<[{ id: number }]>`
      insert into outside_link (item_id, space_id, person_id, at, until, password)
      values (${file.id}, ${file.spaceId}, ${meOf(ctx).id}, ${ctx.now}, ${end}, ${password}) returning id`,
    { '42501': () => notYours('outside-off') },
  )
  await audit(ctx, 'file.given-outside', file.spaceId, { itemId: file.id })
  return made!.id
}

/** Ends a link at once: who made it, and hosts. @throws 404 */
export async function endOutside(ctx: Ctx, id: number): Promise<{ itemId: number }> {
  const [ended] = await ctx.sql<{ itemId: number }[]>`
    update outside_link set revoked_at = ${ctx.now} where id = ${id} and space_id = ${spaceOf(ctx).id} and revoked_at is null returning item_id`
  if (!ended) throw notFound()
  await audit(ctx, 'file.outside-ended', spaceOf(ctx).id, { itemId: ended.itemId })
  return ended
}

/** Links of the space of the address, the newest first; of one file, or of all. One query. */
export function outsideLinks(ctx: Ctx, itemId?: number): Promise<OutsideLink[]> {
  return ctx.sql<OutsideLink[]>`
    select l.id, l.item_id, e.name, i.lang, l.at, l.until, outside_has_password(l.id) has_password, l.revoked_at, l.taken, l.taken_at,
      ${personColumn(ctx.sql, 'p')} by,
      (l.person_id = (select me()) or l.space_id = any((select hosts())::bigint[])) is true mine
    from outside_link l join entry e on e.item_id = l.item_id and not e.removed join item i on i.id = l.item_id join person p on p.id = l.person_id
    where l.space_id = ${spaceOf(ctx).id} ${itemId === undefined ? ctx.sql`` : ctx.sql`and l.item_id = ${itemId}`}
    order by l.id desc limit ${SHOWN}`
}

/** What a link gives to whoever has its address. */
export interface Given {
  name: string
  lang: string
  type: string
  bytes: number
  blob: string
  until: Date
  password: string | null
  person: string
  community: string
}

/** @throws 404 where it gives nothing any more, or never did */
export async function givenBy(ctx: Pick<Ctx, 'site' | 'sql'>, token: string): Promise<Given & { id: number }> {
  const id = idOfToken(ctx.site, token)
  const [given] = id ? await ctx.sql<Given[]>`select * from outside_file(${id})` : []
  if (!id || !given) throw notFound()
  return { ...given, id }
}

/** For so long, in seconds, a ticket fetches the file: also a part after a part, over a bad network. */
const TICKET = 6 * 3600

/** What fetches the file of a link for some hours, once its password was said. @param now in milliseconds */
export function ticketFor(site: Pick<Site, 'config'>, id: number, now: number): string {
  const end = Math.floor(now / 1000) + TICKET
  return `${end}-${signed(site, id, end)}`
}

export function ticketFits(site: Pick<Site, 'config'>, id: number, ticket: string, now: number): boolean {
  const [, end, sign] = /^(\d{1,12})-([\w-]{43})$/.exec(ticket) ?? []
  return end !== undefined && Number(end) * 1000 > now && sign === signed(site, id, Number(end))
}

function signed(site: Pick<Site, 'config'>, id: number, end: number): string {
  return site.config.key.derive(`outside-ticket:${id}:${end}`)
}
