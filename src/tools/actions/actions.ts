import type { Sql } from '../../platform/database/connect.ts'
import { notFound } from '../../platform/http/problems.ts'
import { audit, record } from '../../spine/activity/record.ts'
import { followUnlessChosen } from '../../spine/items/follow.ts'
import { type Backdated, makeItem } from '../../spine/items/items.ts'
import { keepOrigin, type Origin } from '../../spine/items/origin.ts'
import type { Under } from '../../spine/messages/post.ts'
import { type Ctx, mayStart, mayWrite, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { idSlug } from '../../spine/slug.ts'

/** open: to be done · done · let-go: left undone, with a word why. */
export const states = ['open', 'done', 'let-go'] as const
export type ActionState = (typeof states)[number]

export interface Action extends Under {
  title: string
  lang: string
  url: string
  authorId: number
  ownerId: number | null
  /** YYYY-MM-DD; the same day for everyone. */
  due: string | null
  state: ActionState
  version: number
  modseq: number
}

export function urlOf(slug: string, id: number, title: string): string {
  return `/c/${slug}/actions/${idSlug(id, title)}`
}

/** A column over `action a`. */
export const stateOf = (sql: Sql) =>
  sql`case when a.closed_at is null then 'open' when a.why is null then 'done' else 'let-go' end`

/** An action of the space of the address. Access is the query. @throws 404 */
export async function actionFor(ctx: Ctx, id: number): Promise<Action> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<Omit<Action, 'url'>[]>`
    select i.id, i.space_id, i.kind, i.title, i.lang, i.author_id, a.version, a.owner_id, a.due::text, t.modseq, ${stateOf(ctx.sql)} state
    from item i join action a on a.item_id = i.id join tail t on t.item_id = i.id
    where i.id = ${id} and i.space_id = ${space.id} and i.removed_at is null`
  if (!row) throw notFound()
  return { ...row, url: urlOf(space.slug, row.id, row.title) }
}

type Concerned = Pick<Action, 'authorId' | 'ownerId'>

/** Whoever wrote it down, whose it is, and hosts. */
function concerns(ctx: Ctx, it: Concerned): boolean {
  const me = ctx.me?.id
  return me !== undefined && (it.authorId === me || it.ownerId === me || spaceOf(ctx).standing === 'host')
}

/** Whether the asking person may say it otherwise, hand it over, give it another day: guests may not. */
export function mayChange(ctx: Ctx, it: Concerned): boolean {
  return mayStart(spaceOf(ctx)) && concerns(ctx, it)
}

/** Whether they may say that it is done: guests of what is theirs; members also of what is nobody's. */
export function mayClose(ctx: Ctx, it: Concerned): boolean {
  const space = spaceOf(ctx)
  return mayWrite(space) && (concerns(ctx, it) || (it.ownerId === null && mayStart(space)))
}

export type Step = 'given' | 'taken' | 'laid-down' | 'due' | 'reworded' | 'done' | 'let-go' | 'opened'

/** Notes what became of it. Whom it was given is told by the database. */
export async function noteStep(
  ctx: Ctx,
  it: Pick<Action, 'id' | 'spaceId'>,
  did: Step,
  more: { toId?: number; due?: string | null; by?: Backdated | undefined } = {},
): Promise<void> {
  await ctx.sql`
    insert into action_step (item_id, space_id, person_id, at, did, to_id, due)
    values (${it.id}, ${it.spaceId}, ${more.by?.authorId ?? meOf(ctx).id}, ${more.by?.at ?? ctx.now}, ${did}, ${more.toId ?? null}, ${more.due ?? null})`
}

/** What a host does to what is neither theirs nor their writing can be read by all. */
export async function auditOthers(ctx: Ctx, it: Action, verb: string): Promise<void> {
  const me = meOf(ctx).id
  if (spaceOf(ctx).standing !== 'host' || it.authorId === me || it.ownerId === me) return
  await audit(ctx, verb, it.spaceId, { itemId: it.id, personId: it.ownerId ?? it.authorId })
}

interface NewAction {
  title: string
  lang: string
  ownerId: number | null
  due: string | null
  /** What it comes from. */
  from?: Pick<Origin, 'id' | 'chosen'> | undefined
}

/** Writes down what is to be done. @throws Invalid; 403 for guests */
export async function writeDown(
  ctx: Ctx,
  said: NewAction,
  backdated?: Backdated,
): Promise<{ id: number; url: string }> {
  if (!backdated) mustStart(ctx)
  const space = spaceOf(ctx)
  const { title, lang, ownerId, due, from } = said
  const id = await makeItem(ctx, { kind: 'action', spaceId: space.id, title, lang }, backdated)
  const it = { id, spaceId: space.id }
  await ctx.sql`insert into action (item_id, space_id, owner_id, due) values (${id}, ${space.id}, ${ownerId}, ${due})`
  if (from) await keepOrigin(ctx, it, from)
  const author = backdated?.authorId ?? meOf(ctx).id
  if (author === ctx.me?.id) await followUnlessChosen(ctx, id)
  const own = ownerId === author
  if (ownerId !== null)
    await noteStep(ctx, it, own ? 'taken' : 'given', { by: backdated, due, ...(!own && { toId: ownerId }) })
  if (ownerId !== null && !own)
    await record(ctx, 'action.given', space.id, {
      itemId: id,
      ...(backdated && { at: backdated.at, actorId: backdated.authorId }),
    })
  return { id, url: urlOf(space.slug, id, title) }
}
