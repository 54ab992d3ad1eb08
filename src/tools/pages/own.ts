import { invalid, notYours } from '../../platform/http/problems.ts'
import { record } from '../../spine/activity/record.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { cardOf } from '../../spine/people/cards.ts'
import { type Ctx, mayStart, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import type { Page } from './pages.ts'

/** Of a page: whose own it is. None: everybody's of its space. */
export type Own = Pick<Page, 'ownerId'>

/** Whether what a page says is for the asking person to change: a page of somebody's own is for them alone. */
export function mayChange(ctx: Ctx, page: Own): boolean {
  return mayStart(spaceOf(ctx)) && (page.ownerId === null || page.ownerId === ctx.me?.id)
}

/** @throws 403 */
export function mustChange(ctx: Ctx, page: Own): void {
  mustStart(ctx)
  if (!mayChange(ctx, page)) throw notYours('own-page')
}

/** Where a page lies: also hosts say that of somebody's own. @throws 403 */
export function mustPlace(ctx: Ctx, page: Own): void {
  mustStart(ctx)
  if (spaceOf(ctx).standing !== 'host') mustChange(ctx, page)
}

/**
 * Makes a page one's own: of whoever began it, as long as nobody else has written in it, saved or not.
 * @throws 403; Invalid where others wrote in it
 */
export async function makeOwn(ctx: Ctx, page: Pick<Page, 'id' | 'spaceId' | 'authorId'> & Own): Promise<void> {
  mustStart(ctx)
  const me = meOf(ctx).id
  if (page.ownerId === me) return
  if (page.authorId !== me || page.ownerId !== null) throw notYours('own-page')
  // Whoever changes it in this moment is first, or is told.
  await nextModseq(ctx, { id: page.id })
  // What others are writing and have not saved would be out of their hands.
  await ctx.sql`select from shared_text where item_id = ${page.id} for update`
  const [others] = await ctx.sql`
    select from page_revision r left join page_revision_hand h on h.item_id = r.item_id and h.number = r.number and h.person_id <> ${me}
    where r.item_id = ${page.id} and (r.author_id <> ${me} or h.person_id is not null)
    union all select from shared_hand s where s.item_id = ${page.id} and s.person_id <> ${me} limit 1`
  if (others) throw invalid('own', 'others-wrote')
  await ctx.sql`insert into page_own (item_id, space_id, person_id) values (${page.id}, ${page.spaceId}, ${me})`
}

/** Opens a page of one's own to everybody who writes there; a host one whose owner has left. @throws 403 */
export async function openPage(ctx: Ctx, page: Pick<Page, 'id' | 'spaceId'> & Own): Promise<void> {
  mustStart(ctx)
  if (page.ownerId === null) return
  const gone = await ctx.sql`
    delete from page_own where item_id = ${page.id}
      and (person_id = ${meOf(ctx).id} or (space_id = any((select hosts())::bigint[]) and not owner_is_here(item_id))) returning item_id`
  if (!gone.length) throw notYours('own-page')
  await nextModseq(ctx, { id: page.id })
  await record(ctx, 'page.opened', page.spaceId, { itemId: page.id })
}

/** For a host: the name of whose own a page is, where they have left the space. */
export async function leftBy(ctx: Ctx, page: Pick<Page, 'id'> & Own): Promise<string | undefined> {
  if (spaceOf(ctx).standing !== 'host' || page.ownerId === null) return undefined
  const [row] = await ctx.sql<{ name: string }[]>`
    select name from person where id = ${page.ownerId} and not owner_is_here(${page.id})`
  return row?.name
}

/** Whose own a page is. */
export async function ownerOf(ctx: Ctx, page: Own) {
  if (page.ownerId === null) return undefined
  const [row] = await ctx.sql<Parameters<typeof cardOf>[0][]>`
    select id, handle::text, name, picture from person where id = ${page.ownerId}`
  return row && cardOf(row)
}
