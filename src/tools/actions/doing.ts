import { invalid, notYours } from '../../platform/http/problems.ts'
import { oneLine } from '../../platform/plain-text.ts'
import { record } from '../../spine/activity/record.ts'
import { followUnlessChosen } from '../../spine/items/follow.ts'
import { plainTitle } from '../../spine/items/items.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import { type Ctx, mayWrite, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mustWrite } from '../../spine/request/must.ts'
import { type Action, auditOthers, mayChange, mayClose, noteStep, urlOf } from './actions.ts'

/** As long as a word of why may be. */
export const LONGEST_WHY = 300

/**
 * Closes it: done, or left undone with a word why. Of two at once the first stands; the second changes nothing.
 * @returns whether it was this that closed it @throws Invalid; 403
 */
export async function close(ctx: Ctx, it: Action, why?: string): Promise<boolean> {
  if (!mayClose(ctx, it)) throw notYours(spaceOf(ctx).closed ? 'space-closed' : undefined)
  const plain = why === undefined ? null : oneLine(why)
  if (plain === '') throw invalid('why', 'needed')
  const closed = await ctx.sql`
    update action set closed_at = ${ctx.now}, closed_by = ${meOf(ctx).id}, why = ${plain}, left_at = null
    where item_id = ${it.id} and closed_at is null returning item_id`
  if (!closed.length) return false
  await nextModseq(ctx, it)
  const did = plain === null ? 'done' : 'let-go'
  await noteStep(ctx, it, did)
  await record(ctx, `action.${did}`, it.spaceId, { itemId: it.id })
  if (it.ownerId !== null) await auditOthers(ctx, it, `action.${did}`)
  return true
}

/** It is to be done after all; also how a tap is undone. @throws 403 */
export async function reopen(ctx: Ctx, it: Action): Promise<void> {
  const [row] = await ctx.sql<{ closedBy: number | null }[]>`select closed_by from action where item_id = ${it.id}`
  const mine = row?.closedBy === meOf(ctx).id && mayWrite(spaceOf(ctx))
  if (!mine && !mayClose(ctx, it)) throw notYours(spaceOf(ctx).closed ? 'space-closed' : undefined)
  const opened = await ctx.sql`
    update action set closed_at = null, closed_by = null, why = null,
      -- Whose it was may have left since it was closed.
      owner_id = case when is_here(space_id, owner_id) then owner_id end,
      left_at = case when owner_id is not null and not is_here(space_id, owner_id) then ${ctx.now}::timestamptz end
    where item_id = ${it.id} and closed_at is not null returning item_id`
  if (!opened.length) return
  await nextModseq(ctx, it)
  await noteStep(ctx, it, 'opened')
  await record(ctx, 'action.opened', it.spaceId, { itemId: it.id })
  if (!mine) await auditOthers(ctx, it, 'action.opened')
}

/** "I'll do it": what is nobody's, by anyone who may say something here. @throws 403 where somebody else does it */
export async function takeOn(ctx: Ctx, it: Action): Promise<void> {
  mustBeOpen(ctx, it)
  const me = meOf(ctx).id
  if (it.ownerId === me) return
  const taken = await ctx.sql`
    update action set owner_id = ${me}, left_at = null, version = version + 1 where item_id = ${it.id} and owner_id is null and closed_at is null returning item_id`
  if (!taken.length) throw notYours('action-taken')
  await nextModseq(ctx, it)
  await followUnlessChosen(ctx, it.id)
  await noteStep(ctx, it, 'taken')
  await record(ctx, 'action.taken', it.spaceId, { itemId: it.id })
}

/** It is nobody's again: whose it was, and hosts. @throws 403 */
export async function layDown(ctx: Ctx, it: Action): Promise<void> {
  mustBeOpen(ctx, it)
  if (it.ownerId === null) return
  if (it.ownerId !== meOf(ctx).id && spaceOf(ctx).standing !== 'host') throw notYours()
  await nextModseq(ctx, it)
  await ctx.sql`update action set owner_id = null, version = version + 1 where item_id = ${it.id}`
  await noteStep(ctx, it, 'laid-down')
  await record(ctx, 'action.laid-down', it.spaceId, { itemId: it.id })
  await auditOthers(ctx, it, 'action.changed')
}

export interface Changed {
  /** The version that was read: whoever comes second is told. */
  version: number
  title: string
  ownerId: number | null
  due: string | null
}

/** Says it otherwise, hands it over, gives it another day. @throws Invalid; 403 */
export async function changeAction(ctx: Ctx, it: Action, to: Changed): Promise<string> {
  if (!mayChange(ctx, it)) throw notYours(spaceOf(ctx).closed ? 'space-closed' : undefined)
  mustBeOpen(ctx, it)
  const { version, ownerId, due } = to
  const title = plainTitle(to.title)
  await nextModseq(ctx, it)
  const changed = await ctx.sql`
    update action set owner_id = ${ownerId}, due = ${due}, left_at = case when ${ownerId}::bigint is null then left_at end, version = version + 1
    where item_id = ${it.id} and version = ${version} and closed_at is null returning item_id`
  if (!changed.length) throw invalid('title', 'changed-meanwhile')
  if (title !== it.title) await reword(ctx, it, title)
  if (due !== it.due) await noteStep(ctx, it, 'due', { due })
  if (ownerId !== it.ownerId) await handOver(ctx, it, ownerId)
  await record(ctx, 'action.changed', it.spaceId, { itemId: it.id })
  await auditOthers(ctx, it, 'action.changed')
  return urlOf(spaceOf(ctx).slug, it.id, title)
}

/** What it said before is kept. */
async function reword(ctx: Ctx, it: Action, title: string): Promise<void> {
  await ctx.sql`update item set title = ${title}, version = version + 1 where id = ${it.id}`
  await noteStep(ctx, it, 'reworded')
}

async function handOver(ctx: Ctx, it: Action, ownerId: number | null): Promise<void> {
  if (ownerId === null) return noteStep(ctx, it, 'laid-down')
  if (ownerId === meOf(ctx).id) return noteStep(ctx, it, 'taken')
  await noteStep(ctx, it, 'given', { toId: ownerId })
  await record(ctx, 'action.given', it.spaceId, { itemId: it.id })
}

function mustBeOpen(ctx: Ctx, it: Action): void {
  mustWrite(ctx)
  if (it.state !== 'open') throw notYours('action-closed')
}
